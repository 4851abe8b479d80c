import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { NotFoundError } from '../../http/problem.js';
import { Authorization } from '../authorization.entity.js';
import { TokenSetsService } from '../tokens/token-sets.service.js';

/**
 * Ends what is shared, and what members have connected, as soon as a profile has another client or other addresses, so that whoever
 * must authorize again is told at once. End users are asked when they come back.
 */
@Injectable()
export class ChangedProfilesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly profiles: AuthProfilesService,
    private readonly tokenSets: TokenSetsService,
    events: EventsService,
  ) {
    events.handle(['auth-profile.changed'], 'authorizations-of-changed-profiles', (event) => this.follow(event));
  }

  private async follow({ workspaceId, data }: DomainEvent): Promise<void> {
    const authProfileId = String(data['authProfileId']);
    const profile = await this.profiles.resolve(workspaceId, authProfileId).catch(undefinedIfMissing);
    if (profile === undefined) return;
    const rows = await this.dataSource.manager.findBy(Authorization, {
      ...{ workspaceId, authProfileId, state: 'active' },
      subjectKind: In(['shared', 'member']),
    });
    const ended = rows.filter(({ registrationVersion }) => registrationVersion !== profile.registrationVersion);
    for (const row of ended) {
      await this.tokenSets.lose(row, { code: 'registration-changed', isCurrentUsable: false });
    }
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
}
