import { Injectable } from '@nestjs/common';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { NoticesService } from '../telling/notices.service.js';
import { RecipientsService } from '../telling/recipients.service.js';
import { SettlingService } from '../telling/settling.service.js';
import { concernedBots, namesOf } from './concerned-bots.js';
import { profileOf } from './lost-authorizations.service.js';

const isStopped = `SELECT 1 FROM auth_profile_revocations
  WHERE workspace_id = $1 AND auth_profile_id = $2 AND resumed_at IS NULL FOR SHARE`;

/** Tells members of auth profiles that they may use now, and of emergency stops. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly notices: NoticesService,
    private readonly recipients: RecipientsService,
    private readonly profiles: AuthProfilesService,
    settling: SettlingService,
    events: EventsService,
  ) {
    settling.watch('authorizations-revoked', async (manager, { workspaceId, id }) => {
      const rows = await manager.query<unknown[]>(isStopped, [workspaceId, id]);
      return rows.length > 0;
    });
    events.handle(['auth-profile.resumed'], 'notices-of-resumed-profiles', (event) =>
      settling.settle({ workspaceId: event.workspaceId, kinds: ['authorizations-revoked'], topic: topicOf(event) }),
    );
    events.handle(['auth-profile.role-invited'], 'notices-of-invited-roles', (event) => this.invited(event));
    events.handle(['auth-profile.revoked'], 'notices-of-emergency-stops', (event) => this.revoked(event));
  }

  private async invited({ id, workspaceId, data }: DomainEvent): Promise<void> {
    const authProfileId = String(data['authProfileId']);
    const roles = data['roles'] as readonly string[];
    const { name } = await this.profiles.resolve(workspaceId, authProfileId);
    await this.notices.tell(async (manager) => {
      const [profile] = await profileOf(manager, authProfileId);
      if (profile === undefined) return undefined;
      const { divisionId, link } = profile;
      const memberIds = await this.recipients.withRoles(manager, { workspaceId, roles, divisionId });
      return {
        ...{ workspaceId, kind: 'profile-invited', topic: id, occasion: id },
        title: `You may use the auth profile “${name}”`,
        body: `One of your roles was invited to the auth profile “${name}”: you can choose it for actions, and connect your own account.`,
        recipients: memberIds.map((memberId) => ({ memberId, link })),
      };
    });
  }

  private async revoked(event: DomainEvent): Promise<void> {
    const { workspaceId, data } = event;
    const authProfileId = String(data['authProfileId']);
    const { name } = await this.profiles.resolve(workspaceId, authProfileId);
    await this.notices.tell(async (manager) => {
      const bots = await concernedBots(manager, { workspaceId, authProfileId });
      const of = await profileOf(manager, authProfileId);
      const keepers = await this.recipients.holders(manager, workspaceId, 'auth-profiles:manage', of);
      const designers = await this.recipients.holders(manager, workspaceId, 'actions:manage', bots);
      const told = new Set(keepers.map(({ memberId }) => memberId));
      const used = bots.length === 0 ? '' : ` It is used by ${namesOf(bots)}.`;
      return {
        ...{ workspaceId, kind: 'authorizations-revoked', topic: topicOf(event), occasion: event.id },
        title: `Everything of “${name}” was revoked`,
        body: `Somebody pulled the emergency stop of the auth profile “${name}”: all its authorizations are revoked, and nothing new is authorized until it is resumed.${used}`,
        recipients: [...keepers, ...designers.filter(({ memberId }) => !told.has(memberId))],
      };
    });
  }
}

function topicOf({ data }: DomainEvent): string {
  return `auth-profile:${String(data['authProfileId'])}`;
}
