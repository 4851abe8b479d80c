import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import type { Caller } from '../../http/caller.js';
import { MailService } from '../../mail/mail.service.js';
import { Member } from '../../members/member.entity.js';
import type { ChangeNoticePreferencesDto, NoticePreferencesView } from '../notice.dto.js';
import { NoticeEvent, NoticePreference } from '../notice.entity.js';
import { allNoticeKinds, noticeKinds, type NoticeKind } from '../notice-kinds.js';

/** How somebody is told of a kind. */
export type Wish = Pick<NoticePreference, 'isInInbox' | 'isByEmail'>;

/** Knows how members want to be told, and which kinds webhooks are told of. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mail: MailService,
  ) {}

  /** How each of some members is told of a kind; nobody by e-mail where there is no mail server. */
  async wishesOf(
    manager: EntityManager,
    memberIds: readonly string[],
    kind: NoticeKind,
  ): Promise<ReadonlyMap<string, Wish>> {
    const rows = await manager.findBy(NoticePreference, { memberId: In(memberIds), kind });
    const canMail = this.mail.isConfigured;
    return new Map(
      memberIds.map((memberId) => {
        const { isInInbox, isByEmail } = rows.find((row) => row.memberId === memberId) ?? defaultOf(kind);
        return [memberId, { isInInbox, isByEmail: isByEmail && canMail }];
      }),
    );
  }

  /** How the caller is told of everything. */
  async show({ id: memberId }: Caller): Promise<NoticePreferencesView> {
    const rows = await this.dataSource.manager.findBy(NoticePreference, { memberId });
    const { email } = await this.dataSource.manager.findOneByOrFail(Member, { id: memberId });
    const items = allNoticeKinds.map((kind) => {
      const { isInInbox, isByEmail } = rows.find((row) => row.kind === kind) ?? defaultOf(kind);
      const { title, description } = noticeKinds[kind];
      return { kind, title, description, isInInbox, isByEmail };
    });
    return { canMail: this.mail.isConfigured, email, items };
  }

  /** Changes how the caller is told; what is left out stays. */
  async change({ id: memberId }: Caller, { items }: ChangeNoticePreferencesDto): Promise<void> {
    const rows = new Map(
      items.map(({ kind, isInInbox, isByEmail }) => [kind, { memberId, kind, isInInbox, isByEmail }]),
    );
    await this.dataSource.manager.upsert(NoticePreference, [...rows.values()], ['memberId', 'kind']);
  }

  /** The kinds that the webhooks of a workspace are told of. */
  async eventsOf(workspaceId: string): Promise<readonly NoticeKind[]> {
    const rows = await this.dataSource.manager.findBy(NoticeEvent, { workspaceId });
    return allNoticeKinds.filter((kind) => rows.some((row) => row.kind === kind));
  }

  async chooseEvents(workspaceId: string, kinds: readonly NoticeKind[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.delete(NoticeEvent, { workspaceId });
      const rows = [...new Set(kinds)].map((kind) => ({ workspaceId, kind }));
      if (rows.length > 0) await manager.insert(NoticeEvent, rows);
    });
  }
}

function defaultOf(kind: NoticeKind): Wish {
  return { isInInbox: true, isByEmail: noticeKinds[kind].isByEmail };
}
