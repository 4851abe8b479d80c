import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThan } from 'typeorm';
import type { Bot } from '../bots/bot.entity.js';
import type { EndUser } from '../end-users/end-user.entity.js';
import { EndUsersService } from '../end-users/end-users.service.js';
import { toPage, type Page } from '../http/pages.js';
import type { ConversationView, LastMessageView, ListConversationsQuery } from './conversation.dto.js';
import { Conversation } from './conversation.entity.js';
import { MessageStoreService } from './message-store.service.js';

/** Shows conversations with whoever talks in them, and what was said last. */
@Injectable()
export class ConversationViewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly endUsers: EndUsersService,
    private readonly messages: MessageStoreService,
  ) {}

  /** The conversations of a bot, newest first. */
  async list({ id: botId }: Bot, query: ListConversationsQuery): Promise<Page<ConversationView>> {
    const { cursor, limit, endUserId, channel } = query;
    const people = endUserId === undefined ? undefined : await this.endUsers.listNamed(botId, endUserId, channel);
    const rows = await this.dataSource.manager.find(Conversation, {
      where: {
        botId,
        ...(cursor !== undefined && { id: LessThan(cursor) }),
        ...(people !== undefined && { endUserId: In(people.map(({ id }) => id)) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const page = toPage(rows, limit, (row) => row);
    return { ...page, items: await this.show(page.items) };
  }

  /** A conversation as it is shown. */
  async of(conversation: Conversation): Promise<ConversationView> {
    const [view] = await this.show([conversation]);
    if (view === undefined) throw new TypeError('one conversation has one view');
    return view;
  }

  private async show(rows: readonly Conversation[]): Promise<readonly ConversationView[]> {
    const [people, last] = await Promise.all([
      this.endUsers.listByIds(rows.map(({ endUserId }) => endUserId)),
      this.messages.lastOf(rows.map(({ id }) => id)),
    ]);
    const byId = new Map(people.map((person) => [person.id, person]));
    return rows.map((row) => toView(row, byId.get(row.endUserId), last.get(row.id)));
  }
}

function toView(row: Conversation, endUser: EndUser | undefined, lastMessage: LastMessageView | undefined) {
  const { id, botId, locale, isDebug, usesDrafts, usesSamples, lastSequence } = row;
  const { externalId = '', channel = '', displayName = null } = endUser ?? {};
  return {
    ...{ id, botId, locale, endUser: { id: externalId, channel, displayName }, isDebug, usesDrafts },
    ...{ usesSamples, lastSequence, messageCount: lastSequence, lastMessage: lastMessage ?? null },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
