import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DomainEvent } from '../events/event.entity.js';
import { EventsService } from '../events/events.service.js';
import type { EventType } from '../events/types/event-types.js';
import { RolesService, type RoleInDivision } from '../members/roles.service.js';
import { SessionsService } from '../sessions/sessions.service.js';

/** What is told of a member: ids and roles, never a token of a link. */
export interface MemberEvent {
  readonly type: Extract<EventType, `member.${string}`>;
  readonly data: { readonly memberId?: string; readonly invitationId?: string; readonly roles?: readonly string[] };
}

/** Tells webhooks and sessions of what has become of members. */
@Injectable()
export class MemberEventsService {
  constructor(
    private readonly events: EventsService,
    private readonly sessions: SessionsService,
    private readonly roles: RolesService,
  ) {}

  /** The names of the roles that grants give, each once. */
  async namesOf(
    manager: EntityManager,
    workspaceId: string,
    grants: readonly Pick<RoleInDivision, 'role'>[],
  ): Promise<readonly string[]> {
    const known = await this.roles.known(workspaceId, manager);
    return [...new Set(grants.map(({ role }) => known.get(role) ?? role))];
  }

  /** Stores what has happened with the change that it tells of. */
  record(manager: EntityManager, workspaceId: string, { type, data }: MemberEvent): Promise<DomainEvent> {
    return this.events.record(manager, { workspaceId, type, data });
  }

  /** Signs a member out everywhere. */
  async endSessions(memberId: string): Promise<void> {
    await this.sessions.endAllOf(memberId);
  }

  /** After the commit: sessions of these members are looked at anew on every replica, and whoever waits is told. */
  async tell(event: DomainEvent | undefined, memberIds: readonly string[] = []): Promise<void> {
    await Promise.all(memberIds.map((memberId) => this.sessions.forgetMember(memberId)));
    if (event !== undefined) this.events.dispatch(event);
  }
}
