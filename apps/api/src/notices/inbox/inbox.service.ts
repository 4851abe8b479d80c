import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../../http/caller.js';
import { toPage, type Page } from '../../http/pages.js';
import { NotFoundError, ProblemError } from '../../http/problem.js';
import { JobsService } from '../../jobs/jobs.service.js';
import type { NoticesQuery, NoticeView } from '../notice.dto.js';
import { NoticeNewsService } from '../telling/notice-news.service.js';

interface Row extends Omit<NoticeView, 'createdAt' | 'readAt' | 'resolvedAt'> {
  readonly createdAt: Date;
  readonly readAt: Date | null;
  readonly resolvedAt: Date | null;
}

const keptForDays = 90;
/** Copies of the member $1 in the inbox whose bot they may still see: $2 are the divisions of it, null for all. */
const visible = `c.member_id = $1 AND c.is_in_inbox AND c.dismissed_at IS NULL AND (
  c.bot_id IS NULL OR $2::text[] IS NULL OR EXISTS (
    SELECT FROM bots b WHERE b.id = c.bot_id AND b.division_id = ANY($2)))`;

/** What a member was told of. */
@Injectable()
export class InboxService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly news: NoticeNewsService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'notices-clean-up', cron: '37 3 * * *', handle: () => this.cleanUp() });
  }

  /** Newest first. */
  async list(caller: Caller, { cursor, limit, show }: NoticesQuery): Promise<Page<NoticeView>> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT n.id, n.kind, n.title, n.body, c.link, c.bot_id AS "botId", n.created_at AS "createdAt",
         c.read_at AS "readAt", n.resolved_at AS "resolvedAt"
       FROM notice_copies c JOIN notices n ON n.id = c.notice_id
       WHERE ${visible} AND ($3::text IS NULL OR n.id < $3) AND ($4 OR c.read_at IS NULL)
       ORDER BY n.id DESC LIMIT $5`,
      [...viewOf(caller), cursor ?? null, show === 'all', limit + 1],
    );
    return toPage(rows, limit, toNoticeView);
  }

  /** How many are unread. */
  async unreadCount(caller: Caller): Promise<number> {
    const [row] = await this.dataSource.query<{ readonly count: number }[]>(
      `SELECT count(*)::integer AS count FROM notice_copies c WHERE ${visible} AND c.read_at IS NULL`,
      [...viewOf(caller)],
    );
    return row?.count ?? 0;
  }

  /** @throws {NotFoundError} */
  async read(caller: Caller, id: string): Promise<void> {
    await this.mark(caller, 'read_at = coalesce(read_at, now())', id);
  }

  async readAll(caller: Caller): Promise<void> {
    await this.mark(caller, 'read_at = coalesce(read_at, now())', null);
  }

  /** Takes a notice out of the inbox. @throws {NotFoundError} */
  async dismiss(caller: Caller, id: string): Promise<void> {
    await this.mark(caller, 'dismissed_at = now()', id);
  }

  private async mark(caller: Caller, change: string, id: string | null): Promise<void> {
    const [, affected] = await this.dataSource.query<[unknown, number]>(
      `UPDATE notice_copies c SET ${change} WHERE ${visible} AND ($3::text IS NULL OR c.notice_id = $3)`,
      [...viewOf(caller), id],
    );
    if (id !== null && affected === 0) throw new NotFoundError('notice', id);
    await this.news.tell([caller.id]);
  }

  private async cleanUp(): Promise<void> {
    const before = `now() - ${keptForDays} * interval '1 day'`;
    await this.dataSource.query(`DELETE FROM notices WHERE created_at < ${before}`);
    await this.dataSource.query(
      `DELETE FROM sign_in_places WHERE seen_at < now() - 2 * ${keptForDays} * interval '1 day'`,
    );
  }
}

/** @throws {ProblemError} `permission-missing` for an API key: notices are for people */
export function requireMember(caller: Caller): Caller {
  if (caller.kind === 'member') return caller;
  throw new ProblemError(
    'permission-missing',
    'Notices are for members who sign in; an API key has none. Make a webhook to be told of events.',
  );
}

/** The member, and the divisions whose bots they may see: null for all. */
function viewOf(caller: Caller): readonly [string, readonly string[] | null] {
  const reach = caller.permissions.has('bots:view') ? caller.reachOf('bots:view') : new Set<string>();
  return [caller.id, reach === undefined ? null : [...reach]];
}

function toNoticeView({ createdAt, readAt, resolvedAt, ...row }: Row): NoticeView {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    resolvedAt: resolvedAt?.toISOString() ?? null,
  };
}
