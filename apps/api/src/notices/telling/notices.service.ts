import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { Notice, NoticeCopy, NoticeEvent } from '../notice.entity.js';
import type { NoticeKind } from '../notice-kinds.js';
import { NoticeMailsService } from '../mails/notice-mails.service.js';
import { PreferencesService } from '../preferences/preferences.service.js';
import { NoticeNewsService } from './notice-news.service.js';
import type { Recipient } from './recipients.service.js';

/** What there is to tell. */
export interface NoticeToTell extends Pick<Notice, 'workspaceId' | 'kind' | 'topic' | 'occasion' | 'title' | 'body'> {
  readonly recipients: readonly Recipient[];
  /** The bot that it is about, for webhooks. */
  readonly botId?: string;
}

/** What a notice is about. */
export interface NoticeTopic extends Pick<Notice, 'workspaceId' | 'topic'> {
  readonly kinds: readonly NoticeKind[];
}

/** Members of a copy, and what to tell the event's handlers. */
interface Told {
  readonly memberIds: readonly string[];
  readonly event?: DomainEvent;
}

/** What has to be looked at before a notice is told, in the transaction that tells it; undefined: there is nothing to tell. */
export type Preparation = (manager: EntityManager) => Promise<NoticeToTell | undefined>;

/** Mails notices, and knows who wants them. */
@Injectable()
export class NoticeWays {
  constructor(
    readonly preferences: PreferencesService,
    readonly mails: NoticeMailsService,
  ) {}
}

/** Tells members what has happened: once, on however many replicas it is heard, and not again until it was well in between. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ways: NoticeWays,
    private readonly news: NoticeNewsService,
    private readonly events: EventsService,
  ) {}

  /** Tells of something, unless it was told already or is no longer so. */
  async tell(prepare: Preparation): Promise<void> {
    const told = await this.dataSource.transaction(async (manager) => {
      const notice = await prepare(manager);
      return notice === undefined ? undefined : this.write(manager, notice);
    });
    if (told === undefined) return;
    if (told.event !== undefined) this.events.dispatch(told.event);
    await this.news.tell(told.memberIds);
  }

  /**
   * What was told is well again.
   * @param isSo looks whether it still is, and keeps it from changing: news of it may be old, and heard twice
   */
  async resolve(
    { workspaceId, kinds, topic }: NoticeTopic,
    isSo: (manager: EntityManager) => Promise<boolean>,
  ): Promise<void> {
    const rows = await this.dataSource.transaction(async (manager) => {
      if (!(await isSo(manager))) return [];
      const [resolved] = await manager.query<[readonly { readonly id: string }[], number]>(
        `UPDATE notices SET resolved_at = now()
         WHERE workspace_id = $1 AND kind = ANY($2) AND topic = $3 AND resolved_at IS NULL RETURNING id`,
        [workspaceId, kinds, topic],
      );
      return resolved;
    });
    if (rows.length === 0) return;
    const copies = await this.dataSource.manager.findBy(NoticeCopy, { noticeId: In(rows.map(({ id }) => id)) });
    await this.news.tell(copies.map(({ memberId }) => memberId));
  }

  private async write(manager: EntityManager, notice: NoticeToTell): Promise<Told | undefined> {
    const id = await this.insert(manager, notice);
    if (id === undefined) return undefined;
    const copies = await this.copiesOf(manager, id, notice);
    if (copies.length > 0) await manager.insert(NoticeCopy, copies as object[]);
    for (const { memberId } of copies.filter(({ isByEmail }) => isByEmail)) {
      await this.ways.mails.schedule(manager, memberId);
    }
    const memberIds = copies.map(({ memberId }) => memberId);
    return { memberIds, event: await this.record(manager, id, notice) };
  }

  /** The id of the new notice; undefined where it was told, or where what it is about is not well yet since it was. */
  private async insert(manager: EntityManager, notice: NoticeToTell): Promise<string | undefined> {
    const { workspaceId, kind, topic, occasion, title, body } = notice;
    const row = { id: newId('notice'), workspaceId, kind, topic, occasion, title, body };
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(Notice)
      .values(row)
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length === 0 ? undefined : row.id;
  }

  private async copiesOf(manager: EntityManager, noticeId: string, { kind, recipients }: NoticeToTell) {
    const ids = recipients.map(({ memberId }) => memberId);
    const wishes = await this.ways.preferences.wishesOf(manager, ids, kind);
    return recipients.flatMap(({ memberId, botId = null, link }) => {
      const { isInInbox, isByEmail } = wishes.get(memberId) ?? { isInInbox: true, isByEmail: false };
      return isInInbox || isByEmail ? [{ noticeId, memberId, botId, link, isInInbox, isByEmail }] : [];
    });
  }

  /** Where the workspace wants its webhooks to hear of the kind. */
  private async record(
    manager: EntityManager,
    noticeId: string,
    notice: NoticeToTell,
  ): Promise<DomainEvent | undefined> {
    const { workspaceId, kind, title, body, botId } = notice;
    if (!(await manager.existsBy(NoticeEvent, { workspaceId, kind }))) return undefined;
    const data = { noticeId, kind, title, body, ...(botId !== undefined && { botId }) };
    return this.events.record(manager, { workspaceId, type: 'notice.created', data });
  }
}
