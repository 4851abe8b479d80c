import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { toPage, type Page } from '../http/pages.js';
import { NotFoundError } from '../http/problem.js';
import type { EndUserView, ListEndUsersQuery } from './end-user.dto.js';

interface Row extends Omit<EndUserView, 'lastSeenAt' | 'createdAt'> {
  readonly lastSeenAt: Date;
  readonly createdAt: Date;
}

/** Which rows: `$1` is the bot. */
interface Selection {
  readonly condition: string;
  readonly parameters: readonly unknown[];
  readonly limit: number;
}

/** Whoever is being erased is not there any more. */
const isThere = 'NOT EXISTS (SELECT FROM end_user_erasures WHERE end_user_id = end_users.id)';

/** Shows end users with what is held and was said of them. */
@Injectable()
export class EndUserViewsService {
  constructor(private readonly dataSource: DataSource) {}

  /** The end users of a bot, newest first. */
  async list(bot: { readonly id: string }, { cursor, limit, search }: ListEndUsersQuery): Promise<Page<EndUserView>> {
    const rows = await this.read(bot, {
      condition: `($2::text IS NULL OR id < $2)
        AND ($3::text IS NULL OR strpos(lower(external_id), $3) > 0 OR strpos(lower(display_name), $3) > 0)`,
      parameters: [cursor ?? null, search?.toLowerCase() ?? null],
      limit: limit + 1,
    });
    return toPage(rows, limit, toView);
  }

  /** @throws {NotFoundError} */
  async get(bot: { readonly id: string }, endUserId: string): Promise<EndUserView> {
    const [row] = await this.read(bot, { condition: 'id = $2', parameters: [endUserId], limit: 1 });
    if (row === undefined) throw new NotFoundError('end user', endUserId);
    return toView(row);
  }

  /** Counts only for the rows that are shown. */
  private async read(bot: { readonly id: string }, { condition, parameters, limit }: Selection): Promise<Row[]> {
    return this.dataSource.query<Row[]>(
      `SELECT e.id, e.external_id AS "externalId", e.channel, e.display_name AS "displayName", e.created_at AS "createdAt",
         a.count AS "authorizationCount", c.count AS "conversationCount",
         greatest(e.created_at, c.last_at, a.last_at) AS "lastSeenAt"
       FROM (SELECT * FROM end_users WHERE bot_id = $1 AND ${condition} AND ${isThere} ORDER BY id DESC LIMIT ${limit}) e
       CROSS JOIN LATERAL (SELECT count(*)::integer, max(updated_at) AS last_at FROM conversations WHERE end_user_id = e.id) c
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE state IN ('active', 'needs-reauthorization'))::integer, max(last_used_at) AS last_at
         FROM authorizations WHERE end_user_id = e.id
       ) a ORDER BY e.id DESC`,
      [bot.id, ...parameters],
    );
  }
}

function toView({ lastSeenAt, createdAt, ...row }: Row): EndUserView {
  return { ...row, lastSeenAt: lastSeenAt.toISOString(), createdAt: createdAt.toISOString() };
}
