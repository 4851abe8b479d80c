import { Injectable } from '@nestjs/common';
import Negotiator from 'negotiator';
import { DataSource, MoreThan } from 'typeorm';
import type { MessageView } from '../../conversations/conversation.dto.js';
import { Conversation } from '../../conversations/conversation.entity.js';
import { ConversationsService } from '../../conversations/conversations.service.js';
import { MessageStoreService, toChannel } from '../../conversations/message-store.service.js';
import type { Caller } from '../../http/caller.js';
import { NotFoundError } from '../../http/problem.js';
import type { ChatSettings } from '../settings/chat-settings.entity.js';
import type { ChatView, CreateChatMessageDto, CreateChatSessionDto, StartedChatView } from './chat-session.dto.js';
import { chatCaller, ChatSessionsService } from './chat-sessions.service.js';
import { channel, ChatPeopleService, type ChatPerson } from './chat-people.service.js';

const shownMessages = 200;
/** What a signed user has not touched for so long is taken up no more. */
const openForMs = 30 * 24 * 3_600_000;

/** Where a chat is begun. */
export interface ChatPlace {
  /** The browser, on this server's own page. */
  readonly browserHash?: string;
  /** The page of another site. */
  readonly origin?: string;
}

/** Chats of end users in browsers. */
@Injectable()
export class ChatsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly people: ChatPeopleService,
    private readonly sessions: ChatSessionsService,
    private readonly conversations: ConversationsService,
    private readonly messages: MessageStoreService,
  ) {}

  /**
   * Begins a chat: a new conversation of somebody unknown, or the latest one of the user whom the host has signed.
   * @throws {ProblemError} `user-token-invalid`, `user-token-required`; {NotFoundError}
   */
  async begin(settings: ChatSettings, dto: CreateChatSessionDto, place: ChatPlace): Promise<StartedChatView> {
    const { botId } = settings;
    const person = await this.people.of(settings, dto.userToken);
    const caller = chatCaller({ id: '', workspaceId: person.workspaceId, botId });
    const conversationId =
      (await this.findOpen(person, dto.conversationId)) ??
      (await this.startConversation(caller, settings, person, dto));
    const { token } = await this.sessions.start({
      ...{ workspaceId: person.workspaceId, botId, endUserId: person.endUserId, conversationId },
      browserHash: (person.isSigned ? undefined : place.browserHash) ?? null,
      origin: place.origin ?? null,
    });
    return { token, ...(await this.view(settings, conversationId)) };
  }

  /** The chat of a caller as it stands. */
  async show(settings: ChatSettings, caller: Caller<'chat'>): Promise<ChatView> {
    return this.view(settings, conversationOf(caller));
  }

  /** Says something; what the end user said comes first in the answer. What the bot says later is in the events. */
  async say(caller: Caller<'chat'>, { text, ...rest }: CreateChatMessageDto): Promise<readonly MessageView[]> {
    const id = conversationOf(caller);
    const { after } = await this.conversations.say(caller, id, { text, ...rest }, 0);
    return this.listMessages(caller, after - 1);
  }

  /** Messages after a number, oldest first. */
  async listMessages(caller: Caller<'chat'>, after: number): Promise<readonly MessageView[]> {
    const messages = await this.messages.listAfter(conversationOf(caller), after, shownMessages);
    return messages.map(toChannel);
  }

  private async findOpen(person: ChatPerson, wanted: string | undefined): Promise<string | undefined> {
    if (!person.isSigned && wanted === undefined) return undefined;
    const { endUserId } = person;
    const where = wanted === undefined ? { updatedAt: MoreThan(new Date(Date.now() - openForMs)) } : { id: wanted };
    const found = await this.dataSource.manager.findOne(Conversation, {
      where: { endUserId, ...where },
      order: { id: 'DESC' },
    });
    if (found === null && wanted !== undefined) throw new NotFoundError('conversation', wanted);
    return found?.id;
  }

  private async startConversation(
    caller: Caller<'chat'>,
    { botId, languages }: ChatSettings,
    person: ChatPerson,
    dto: CreateChatSessionDto,
  ): Promise<string> {
    const headers = { 'accept-language': dto.locale ?? '*' };
    const locale = new Negotiator({ headers }).language([...languages]) ?? languages[0];
    const endUser = { id: person.externalId, channel };
    return (await this.conversations.start(caller, botId, { endUser, locale })).id;
  }

  private async view({ title, greeting, theme }: ChatSettings, conversationId: string): Promise<ChatView> {
    const { locale, lastSequence } = await this.dataSource.manager.findOneByOrFail(Conversation, {
      id: conversationId,
    });
    const messages = await this.messages.listAfter(conversationId, lastSequence - shownMessages, shownMessages);
    return { conversationId, locale, title, greeting, theme, messages: messages.map(toChannel) };
  }
}

function conversationOf({ conversationId }: Caller<'chat'>): string {
  if (conversationId === undefined) throw new TypeError('Only a chat session has a conversation.');
  return conversationId;
}
