import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BotsService } from '../bots/bots.service.js';
import { newId } from '../database/identifiers.js';
import { EndUsersService } from '../end-users/end-users.service.js';
import type { AnyCaller } from '../http/caller.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import type {
  ConversationView,
  CreateConversationDto,
  CreateMessageDto,
  MessageView,
  StartedConversationView,
  UpdateConversationDto,
} from './conversation.dto.js';
import { Conversation } from './conversation.entity.js';
import { ConversationViewsService } from './conversation-views.service.js';
import { toChannel } from './message-store.service.js';
import { IncomingTurnsService } from './turns/incoming-turns.service.js';

/** Conversations of bots with their end users. */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bots: BotsService,
    private readonly endUsers: EndUsersService,
    private readonly turns: IncomingTurnsService,
    private readonly views: ConversationViewsService,
  ) {}

  /**
   * Begins a conversation; the bot speaks first.
   * @throws {ProblemError} `permission-missing` for one that is watched, or uses drafts, by a caller who may not see dialogs;
   * `request-invalid` for one with sample responses that is not watched, or does not use drafts
   */
  async start(caller: AnyCaller, botId: string, dto: CreateConversationDto): Promise<StartedConversationView> {
    const { locale = 'en' } = dto;
    const trial = trialOf(dto);
    if (trial.isDebug || trial.usesDrafts) caller.requirePermission('dialogs:view');
    const bot = await this.bots.get(caller, botId);
    const endUser = await this.endUsers.upsert(bot, dto.endUser);
    const id = newId('conversation');
    await this.dataSource.manager.insert(Conversation, {
      ...{ id, workspaceId: bot.workspaceId, botId, endUserId: endUser.id },
      ...{ locale, ...trial, updatedAt: new Date() },
      memberId: caller.kind === 'member' ? caller.id : null,
    });
    const { messages } = await this.turns.start(id);
    return { ...(await this.get(caller, id)), messages: messages.map(toChannel) };
  }

  /** Says something on behalf of the end user; answers what the bot said within the time to wait. */
  async say(
    caller: AnyCaller,
    id: string,
    dto: CreateMessageDto,
    waitSeconds: number,
  ): Promise<{ readonly after: number }> {
    const turn = await this.turns.say(await this.find(caller, id), dto, waitSeconds);
    const own = turn.messages.find(({ author }) => author === 'end-user');
    return { after: own?.sequence ?? turn.conversation.lastSequence };
  }

  /** @throws {NotFoundError} */
  async get(caller: AnyCaller, id: string): Promise<ConversationView> {
    return this.views.of(await this.find(caller, id));
  }

  /** Changes a conversation; from its next message on the bot heeds it. */
  async update(caller: AnyCaller, id: string, { locale }: UpdateConversationDto): Promise<ConversationView> {
    await this.find(caller, id);
    if (locale !== undefined) await this.dataSource.manager.update(Conversation, { id }, { locale });
    return this.get(caller, id);
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
}

/** How a conversation is held by whoever builds the bot. */
function trialOf({ debug = false, useDrafts = false, useSamples = false }: CreateConversationDto) {
  if (useSamples && !(debug && useDrafts)) {
    const detail = 'Sample responses are for trying dialogs out: set "debug" and "useDrafts" too, or leave it out.';
    throw new ProblemError('request-invalid', detail, { violations: [{ pointer: '/useSamples', detail }] });
  }
  return { isDebug: debug, usesDrafts: useDrafts, usesSamples: useSamples };
}

/** What the bot said, without what the end user said. */
export function saidByBot(messages: readonly MessageView[]): readonly MessageView[] {
  return messages.filter(({ author }) => author === 'bot');
}
