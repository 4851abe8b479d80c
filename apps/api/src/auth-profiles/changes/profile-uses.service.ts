import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../../http/caller.js';

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
