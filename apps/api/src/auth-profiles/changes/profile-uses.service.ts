import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../../http/caller.js';
import { HoldersService } from '../powers/holders.service.js';
import type { AffectedView } from '../powers/ownership.dto.js';
import { holds } from '../powers/profile-powers.js';
import type { AuthProfileUsageView } from '../registrations/auth-profile-view.dto.js';

/** A bot that works with a profile. */
export interface ProfileUse {
  readonly botId: string;
  readonly botName: string;
  readonly connectorId: string;
}

/** Why something must be authorized again. */
export type AffectedCause = NonNullable<AffectedView['cause']>;

interface Dependants extends Pick<AffectedView, 'shared' | 'members' | 'endUsers'> {
  /** Divisions of the bots with actions that have to be authorized again by whoever manages them. */
  readonly divisionIds: readonly string[];
  readonly memberIds: readonly string[];
}

const toldAtMost = 50;

/** Knows who uses an auth profile. */
@Injectable()
export class ProfileUsesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly holders: HoldersService,
  ) {}

  /** How often a profile is used, and by which of the bots that the caller may know of. */
  async of(caller: Caller, profileId: string): Promise<{ readonly count: number; readonly usedBy: ProfileUse[] }> {
    const rows: ProfileUse[] = await this.dataSource.query(
      `SELECT uses.bot_id AS "botId", bots.name AS "botName", uses.connector_id AS "connectorId"
       FROM (
         SELECT bot_id, connector_id FROM actions WHERE auth_profile_id = $1
         UNION
         SELECT bot_id, connector_id FROM authorizations
         WHERE auth_profile_id = $1 AND state IN ('active', 'needs-reauthorization')
       ) AS uses JOIN bots ON bots.id = uses.bot_id
       ORDER BY bots.name, uses.connector_id`,
      [profileId],
    );
    return { count: rows.length, usedBy: rows.filter(({ botId }) => caller.mayUseBot(botId)) };
  }

  /** Who uses a profile in the caller's workspace, among the bots that the caller may know of. */
  async usage(caller: Caller, profileId: string): Promise<AuthProfileUsageView> {
    const visible = [profileId, caller.workspaceId, caller.botIds === undefined ? null : [...caller.botIds]];
    const actions: AuthProfileUsageView['actions'] = await this.dataSource.query(
      `SELECT bots.id AS "botId", bots.name AS "botName", actions.connector_id AS "connectorId", actions.state,
         actions.authorization_mode AS "authorizationMode"
       FROM actions JOIN bots ON bots.id = actions.bot_id
       WHERE actions.auth_profile_id = $1 AND bots.workspace_id = $2 AND ($3::text[] IS NULL OR bots.id = ANY($3))
       ORDER BY bots.name, actions.connector_id`,
      visible,
    );
    const [counts] = await this.dataSource.query<Pick<Dependants, 'shared' | 'members' | 'endUsers'>[]>(
      `SELECT count(*) FILTER (WHERE subject_kind = 'shared')::int AS shared,
              count(*) FILTER (WHERE subject_kind = 'member')::int AS members,
              count(*) FILTER (WHERE subject_kind = 'end-user')::int AS "endUsers"
       FROM authorizations
       WHERE auth_profile_id = $1 AND workspace_id = $2 AND ($3::text[] IS NULL OR bot_id IS NULL OR bot_id = ANY($3))
         AND state IN ('active', 'needs-reauthorization')`,
      visible,
    );
    return {
      actions,
      botCount: new Set(actions.map(({ botId }) => botId)).size,
      sharedAuthorizationCount: counts?.shared ?? 0,
      memberAuthorizationCount: counts?.members ?? 0,
      endUserAuthorizationCount: counts?.endUsers ?? 0,
    };
  }

  /** What a change to a profile means: what lives by it, which bots, and who will be told. */
  async affected(caller: Caller, profileId: string, cause: AffectedCause | null): Promise<AffectedView> {
    const none = { cause, actions: 0, authorizations: 0, shared: 0, members: 0, endUsers: 0 };
    if (cause === null) return { ...none, bots: [], toldCount: 0, told: [] };
    const { divisionIds, memberIds, ...counts } = await this.dependants(caller.workspaceId, profileId);
    const { count, usedBy } = await this.of(caller, profileId);
    const keepers = await this.holders.of(caller.workspaceId, 'actions:manage', divisionIds);
    const owners = await this.holders.named(memberIds);
    const told = [...new Map([...keepers, ...owners].map((member) => [member.id, member])).values()];
    return {
      ...{ cause, ...counts, actions: count, bots: usedBy },
      authorizations: counts.shared + counts.members + counts.endUsers,
      toldCount: told.length,
      told: holds(caller, 'members:view', null) ? told.slice(0, toldAtMost) : [],
    };
  }

  /** Authorizations that belong to the profile itself or to members, and those that are still being revoked. */
  async countSaved(profileId: string): Promise<number> {
    const [row] = await this.dataSource.query<{ readonly count: number }[]>(
      `SELECT count(*)::int AS count FROM authorizations
       WHERE auth_profile_id = $1 AND ((bot_id IS NULL AND state IN ('active', 'needs-reauthorization'))
         OR (revocation_id IS NOT NULL AND upstream_revocation IS NULL))`,
      [profileId],
    );
    return row?.count ?? 0;
  }

  private async dependants(workspaceId: string, profileId: string): Promise<Dependants> {
    const [row] = await this.dataSource.query<Dependants[]>(
      `SELECT count(*) FILTER (WHERE subject_kind = 'shared')::int AS shared,
              count(*) FILTER (WHERE subject_kind = 'member')::int AS members,
              count(*) FILTER (WHERE subject_kind = 'end-user')::int AS "endUsers",
              coalesce(array_remove(array_agg(DISTINCT member_id), NULL), '{}') AS "memberIds",
              ARRAY(SELECT DISTINCT bots.division_id FROM actions JOIN bots ON bots.id = actions.bot_id
                    WHERE actions.auth_profile_id = $1 AND actions.workspace_id = $2
                      AND actions.authorization_mode = 'pre-authorized') AS "divisionIds"
       FROM authorizations
       WHERE auth_profile_id = $1 AND workspace_id = $2 AND state IN ('active', 'needs-reauthorization')`,
      [profileId, workspaceId],
    );
    return row ?? { shared: 0, members: 0, endUsers: 0, memberIds: [], divisionIds: [] };
  }
}
