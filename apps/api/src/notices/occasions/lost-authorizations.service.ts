import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import type { NoticeKind } from '../notice-kinds.js';
import { NoticesService, type NoticeToTell } from '../telling/notices.service.js';
import { RecipientsService } from '../telling/recipients.service.js';
import { SettlingService } from '../telling/settling.service.js';
import { concernedBots, namesOf } from './concerned-bots.js';

/** What is read of a shared authorization. */
interface SharedAuthorization {
  readonly id: string;
  readonly workspaceId: string;
  readonly actionId: string | null;
  readonly connectorId: string;
  readonly authProfileId: string;
  readonly accountName: string | null;
}

/** What to say of a shared authorization, by the name of its system. */
export interface SharedWords {
  readonly kind: NoticeKind;
  readonly occasion: string;
  readonly title: (system: string) => string;
  readonly body: (system: string, bots: string) => string;
}

const kinds = ['authorization-lost', 'authorization-expiring'] as const;
/** SQL of an authorization `a` that ends soon, or has just ended, and cannot be refreshed. */
export const endsSoon = `a.state = 'active' AND NOT a.is_refreshable AND a.expires_at <= now() + interval '3 days'`;

/** Tells designers when a shared authorization is lost, once, and notes when it works again. */
@Injectable()
export class LostAuthorizationsService {
  constructor(
    private readonly notices: NoticesService,
    private readonly recipients: RecipientsService,
    private readonly connectors: ConnectorsService,
    settling: SettlingService,
    events: EventsService,
  ) {
    settling.watch('authorization-lost', (manager, { id }) => isLost(manager, id));
    settling.watch('authorization-expiring', (manager, { id }) => isEnding(manager, id));
    events.handle(['authorization.needs-reauthorization'], 'notices-of-lost-authorizations', (event) =>
      this.lost(event),
    );
    events.handle(['authorization.activated', 'authorization.revoked'], 'notices-of-renewed-authorizations', (event) =>
      this.notices.resolve(
        { ...topicOf(event), kinds },
        async (manager) => !(await isLost(manager, authorizationOf(event))),
      ),
    );
  }

  /**
   * Tells everybody who may authorize again for one of the bots, unless it is no longer so.
   * @param condition SQL that still holds of the authorization `a`
   */
  async tell(authorizationId: string, condition: string, words: SharedWords): Promise<void> {
    await this.notices.tell(async (manager) => {
      const shared = await read(manager, authorizationId, condition);
      return shared === undefined ? undefined : this.describe(manager, shared, words);
    });
  }

  private async lost(event: DomainEvent): Promise<void> {
    if (event.data['subject'] !== 'shared') return;
    const ended = { ...topicOf(event), kinds: ['authorization-expiring'] } as const;
    await this.notices.resolve(ended, (manager) => isLost(manager, authorizationOf(event)));
    await this.tell(String(event.data['authorizationId']), `a.state = 'needs-reauthorization'`, {
      kind: 'authorization-lost',
      occasion: event.id,
      title: (system) => `${system} is no longer connected`,
      body: (system, bots) =>
        `${system} no longer accepts the shared authorization of ${bots}. Conversations that need it wait, and go on by themselves as soon as somebody has authorized again.`,
    });
  }

  private async describe(
    manager: EntityManager,
    { id, workspaceId, actionId, connectorId, authProfileId }: SharedAuthorization,
    words: SharedWords,
  ): Promise<NoticeToTell> {
    const ofProfile = actionId === null;
    const bots = await concernedBots(manager, ofProfile ? { workspaceId, authProfileId } : { workspaceId, actionId });
    const designers = await this.recipients.holders(manager, workspaceId, 'actions:manage', bots);
    const keepers = ofProfile
      ? await this.recipients.holders(
          manager,
          workspaceId,
          'auth-profiles:manage',
          await profileOf(manager, authProfileId),
        )
      : [];
    const told = new Set(keepers.map(({ memberId }) => memberId));
    const system = this.connectors.registry.find(connectorId)?.name ?? connectorId;
    return {
      ...{ workspaceId, topic: `authorization:${id}`, kind: words.kind, occasion: words.occasion },
      title: words.title(system),
      body: words.body(system, bots.length === 0 ? 'an auth profile' : namesOf(bots)),
      recipients: [...keepers, ...designers.filter(({ memberId }) => !told.has(memberId))],
      ...(bots.length === 1 && { botId: bots[0]?.botId }),
    };
  }
}

function topicOf({ workspaceId, data }: DomainEvent) {
  return { workspaceId, topic: `authorization:${String(data['authorizationId'])}` };
}

function authorizationOf({ data }: DomainEvent): string {
  return String(data['authorizationId']);
}

async function isLost(manager: EntityManager, id: string): Promise<boolean> {
  const rows = await manager.query<{ readonly state: string }[]>(
    'SELECT state FROM authorizations WHERE id = $1 FOR SHARE',
    [id],
  );
  return rows[0]?.state === 'needs-reauthorization';
}

async function isEnding(manager: EntityManager, id: string): Promise<boolean> {
  const sql = `SELECT 1 FROM authorizations a WHERE a.id = $1 AND ${endsSoon} FOR SHARE`;
  return (await manager.query<unknown[]>(sql, [id])).length > 0;
}

/** Whoever renews it meanwhile waits until the notice is told, and resolves it then. */
async function read(manager: EntityManager, id: string, condition: string): Promise<SharedAuthorization | undefined> {
  const [row] = await manager.query<SharedAuthorization[]>(
    `SELECT a.id, a.workspace_id AS "workspaceId", a.action_id AS "actionId", a.connector_id AS "connectorId",
       a.auth_profile_id AS "authProfileId", a.account->>'name' AS "accountName"
     FROM authorizations a WHERE a.id = $1 AND a.subject_kind = 'shared' AND ${condition} FOR SHARE`,
    [id],
  );
  return row;
}

/** An auth profile with where its saved token is renewed. */
export async function profileOf(manager: EntityManager, id: string) {
  const rows = await manager.query<{ readonly divisionId: string }[]>(
    'SELECT division_id AS "divisionId" FROM auth_profiles WHERE id = $1',
    [id],
  );
  return rows.map(({ divisionId }) => ({ divisionId, link: `/auth-profiles/${id}` }));
}
