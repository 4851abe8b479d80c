import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { PageQuery, type Page } from '../http/pages.js';
import {
  ConversationView,
  CreateConversationDto,
  CreateMessageDto,
  CreateMessageQuery,
  ListMessagesQuery,
  MessagesView,
  StartedConversationView,
} from './conversation.dto.js';
import { ConversationsService, saidByBot } from './conversations.service.js';
import { EventStreamsService } from './event-streams.service.js';
import { MessageStoreService, toChannel, toTranscript } from './message-store.service.js';

const answerLimit = 200;

/** Conversations of bots with their end users. */
@Controller('v1')
@RouteGroup('Conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly messages: MessageStoreService,
    private readonly streams: EventStreamsService,
  ) {}

  @Post('bots/:botId/conversations')
  @RequireAccess('conversations:hold')
  @Route({ id: 'startConversation', summary: 'Begin a conversation', status: 201, answer: StartedConversationView })
  async start(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Body() body: CreateConversationDto) {
    return this.conversations.start(caller, botId, body);
  }

  @Get('bots/:botId/conversations')
  @RequireAccess('conversations:view')
  @Route({ id: 'listConversations', summary: 'List conversations', answer: ConversationView, isPage: true })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ConversationView>> {
    return this.conversations.list(caller, botId, query);
  }

  @Get('conversations/:conversationId')
  @RequireAccess('conversations:view')
  @Route({ id: 'getConversation', summary: 'Get a conversation', answer: ConversationView })
  async get(@CurrentCaller() caller: Caller, @Param('conversationId') id: string): Promise<ConversationView> {
    return this.conversations.get(caller, id);
  }

  @Post('conversations/:conversationId/messages')
  @HttpCode(200)
  @RequireAccess('conversations:hold')
  @Route({
    id: 'sendMessage',
    summary: 'Say something on behalf of the end user',
    description:
      'Answers what the bot says, operations included that end within the time to wait; later messages are in the events.',
    answer: MessagesView,
    problems: ['dialog-state-unsupported'],
  })
  async say(
    @CurrentCaller() caller: Caller,
    @Param('conversationId') id: string,
    @Body() body: CreateMessageDto,
    @Query() query: CreateMessageQuery,
  ): Promise<MessagesView> {
    const { after } = await this.conversations.say(caller, id, body, query.wait);
    return { messages: saidByBot(await this.messages.listAfter(id, after, answerLimit)).map(toChannel) };
  }

  @Get('conversations/:conversationId/messages')
  @RequireAccess('conversations:view')
  @Route({
    id: 'listMessages',
    summary: 'The transcript, oldest first; sensitive values are left out',
    answer: MessagesView,
  })
  async listMessages(
    @CurrentCaller() caller: Caller,
    @Param('conversationId') id: string,
    @Query() query: ListMessagesQuery,
  ) {
    await this.conversations.find(caller, id);
    const messages = await this.messages.listAfter(id, query.after, query.limit);
    return { messages: messages.map(toTranscript) };
  }

  @Get('conversations/:conversationId/events')
  @RequireAccess('conversations:hold')
  @Route({
    id: 'streamConversation',
    summary: 'Messages as server-sent events; `Last-Event-ID` or `?after=` says where to go on',
    mediaType: 'text/event-stream',
    problems: ['too-many-streams'],
  })
  async stream(
    @CurrentCaller() caller: Caller,
    @Param('conversationId') id: string,
    @Query() query: ListMessagesQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.conversations.find(caller, id);
    const after = /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : query.after;
    this.streams.start(id, after, reply);
  }
}
