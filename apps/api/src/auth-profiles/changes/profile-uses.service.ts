import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../../http/caller.js';
import type { AuthProfileUsageView } from '../registrations/auth-profile-view.dto.js';

/** A bot that works with a profile. */
export interface ProfileUse {
  readonly botId: string;
  readonly botName: string;
  readonly connectorId: string;
}

/** How much of what exists depends on a profile. */
export interface ProfileDependants {
  readonly actions: number;
  readonly authorizations: number;
}

/** Knows who uses an auth profile. */
@Injectable()
export class ProfileUsesService {
  constructor(private readonly dataSource: DataSource) {}

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
    const [counts] = await this.dataSource.query<{ readonly shared: number; readonly endUsers: number }[]>(
      `SELECT count(*) FILTER (WHERE subject_kind = 'shared')::int AS shared,
              count(*) FILTER (WHERE subject_kind = 'end-user')::int AS "endUsers"
       FROM authorizations
       WHERE auth_profile_id = $1 AND workspace_id = $2 AND ($3::text[] IS NULL OR bot_id = ANY($3))
         AND state IN ('active', 'needs-reauthorization')`,
      visible,
    );
    return {
      actions,
      botCount: new Set(actions.map(({ botId }) => botId)).size,
      sharedAuthorizationCount: counts?.shared ?? 0,
      endUserAuthorizationCount: counts?.endUsers ?? 0,
    };
  }

  /** The actions that are configured with a profile, and the authorizations that live by it. */
  async dependants(profileId: string): Promise<ProfileDependants> {
    const [row] = await this.dataSource.query<ProfileDependants[]>(
      `SELECT (SELECT count(*)::int FROM actions WHERE auth_profile_id = $1) AS actions,
              (SELECT count(*)::int FROM authorizations
               WHERE auth_profile_id = $1 AND state IN ('active', 'needs-reauthorization')) AS authorizations`,
      [profileId],
    );
    return row ?? { actions: 0, authorizations: 0 };
  }
}
