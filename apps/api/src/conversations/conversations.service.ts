import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { BotsService } from '../bots/bots.service.js';
import { newId } from '../database/identifiers.js';
import { EndUsersService } from '../end-users/end-users.service.js';
import { EventsService } from '../events/events.service.js';
import type { AnyCaller, Caller } from '../http/caller.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError } from '../http/problem.js';
import type {
  ConversationView,
  CreateConversationDto,
  CreateMessageDto,
  MessageView,
  StartedConversationView,
} from './conversation.dto.js';
import { Conversation } from './conversation.entity.js';
import { toDialogEvent } from './effects/effect-authorization.service.js';
import { EffectsService } from './effects/effects.service.js';
import { toChannel } from './message-store.service.js';

/** Conversations of bots with their end users. */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bots: BotsService,
    private readonly endUsers: EndUsersService,
    private readonly effects: EffectsService,
    events: EventsService,
  ) {
    events.handle(
      [
        'authorization-request.proof-requested',
        'authorization-request.completed',
        'authorization-request.denied',
        'authorization-request.expired',
        'authorization-request.failed',
        'authorization-request.cancelled',
      ],
      'conversations',
      async (event) => {
        const { conversationId, effectId } = event.data;
        const told = toDialogEvent(event);
        if (typeof conversationId !== 'string' || typeof effectId !== 'string' || told === undefined) return;
        await this.effects.take(conversationId, told);
      },
    );
  }

  /** Begins a conversation; the bot speaks first. */
  async start(caller: AnyCaller, botId: string, dto: CreateConversationDto): Promise<StartedConversationView> {
    const bot = await this.bots.get(caller, botId);
    const endUser = await this.endUsers.upsert(bot, dto.endUser);
    const id = newId('conversation');
    await this.dataSource.manager.insert(Conversation, {
      id,
      workspaceId: bot.workspaceId,
      botId,
      endUserId: endUser.id,
      locale: dto.locale ?? 'en',
      updatedAt: new Date(),
    });
    const { messages } = await this.effects.take(id, { type: 'conversation-started' });
    return { ...(await this.get(caller, id)), messages: messages.map(toChannel) };
  }

  /** Says something on behalf of the end user; answers what the bot said within the time to wait. */
  async say(
    caller: AnyCaller,
    id: string,
    dto: CreateMessageDto,
    waitSeconds: number,
  ): Promise<{ readonly after: number }> {
    await this.find(caller, id);
    const { text, payload } = dto;
    const turn = await this.effects.take(id, { type: 'message', text, ...(payload !== undefined && { payload }) });
    const patience = new AbortController();
    const deadline = sleep(waitSeconds * 1000, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([this.effects.rest(id), deadline]);
    patience.abort();
    const own = turn.messages.find(({ author }) => author === 'end-user');
    return { after: own?.sequence ?? turn.conversation.lastSequence };
  }

  /** @throws {NotFoundError} */
  async get(caller: AnyCaller, id: string): Promise<ConversationView> {
    return this.show(await this.find(caller, id));
  }

  /** The conversations of a bot, newest first. */
  async list(caller: Caller, botId: string, query: PageQuery): Promise<Page<ConversationView>> {
    await this.bots.get(caller, botId);
    const rows = await this.dataSource.manager.find(Conversation, {
      where: { botId, ...(query.cursor !== undefined && { id: LessThan(query.cursor) }) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    const page = toPage(rows, query.limit, (row) => row);
    return { ...page, items: await Promise.all(page.items.map((row) => this.show(row))) };
  }

  /**
   * A conversation of the caller's workspace, with a bot that the caller may know of.
   * @throws {NotFoundError}
   */
  async find(caller: AnyCaller, id: string): Promise<Conversation> {
    const conversation = await this.dataSource.manager.findOneBy(Conversation, { id });
    const isOwn = conversation?.workspaceId === caller.workspaceId && caller.mayUseBot(conversation.botId);
    if (conversation === null || !isOwn) throw new NotFoundError('conversation', id);
    return conversation;
  }

  private async show(conversation: Conversation): Promise<ConversationView> {
    const { id, botId, locale, lastSequence } = conversation;
    const endUser = await this.endUsers.get(conversation.endUserId);
    return {
      id,
      botId,
      locale,
      lastSequence,
      endUser: {
        id: endUser?.externalId ?? '',
        channel: endUser?.channel ?? '',
        displayName: endUser?.displayName ?? null,
      },
      createdAt: conversation.createdAt.toISOString(),
      updatedAt: conversation.updatedAt.toISOString(),
    };
  }
}

/** What the bot said, without what the end user said. */
export function saidByBot(messages: readonly MessageView[]): readonly MessageView[] {
  return messages.filter(({ author }) => author === 'bot');
}
