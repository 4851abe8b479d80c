import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ListMessagesQuery, MessagesView } from '../../conversations/conversation.dto.js';
import { EventStreamsService } from '../../conversations/event-streams.service.js';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { ChatSettingsService } from '../settings/chat-settings.service.js';
import { ChatPlacesService } from './chat-places.service.js';
import { ChatView, CreateChatMessageDto, CreateChatSessionDto, StartedChatView } from './chat-session.dto.js';
import { ChatSessionsService } from './chat-sessions.service.js';
import { ChatsService } from './chats.service.js';

/** What the web chat calls, on behalf of an end user. */
@Controller('v1/chat/:botId')
@RequireAccess('chat')
@RouteGroup('Chat')
export class ChatSessionsController {
  constructor(
    private readonly chats: ChatsService,
    private readonly settings: ChatSettingsService,
    private readonly sessions: ChatSessionsService,
    private readonly places: ChatPlacesService,
    private readonly streams: EventStreamsService,
  ) {}

  @Post('sessions')
  @RequireAccess('any-site')
  @Route({
    id: 'startChat',
    audit: 'denials',
    summary: 'Begin a chat, from a page that may embed it',
    status: 201,
    answer: StartedChatView,
    problems: ['user-token-required', 'user-token-invalid', 'origin-forbidden', 'too-many-attempts'],
  })
  async start(
    @Param('botId') botId: string,
    @Body() body: CreateChatSessionDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedChatView> {
    const settings = await this.settings.requireEnabled(botId);
    return this.chats.begin(settings, body, await this.places.of(settings, request, reply));
  }

  @Get('session')
  @Route({ id: 'getChat', summary: 'The chat as it stands', answer: ChatView })
  async show(@CurrentCaller() caller: Caller<'chat'>, @Param('botId') botId: string): Promise<ChatView> {
    return this.chats.show(await this.settings.requireEnabled(botId), caller);
  }

  @Delete('session')
  @HttpCode(204)
  @Route({ id: 'endChat', audit: 'denials', summary: 'Forget the end user here', status: 204 })
  async end(@CurrentCaller() caller: Caller<'chat'>): Promise<void> {
    await this.sessions.end(caller);
  }

  @Post('messages')
  @HttpCode(200)
  @Route({
    id: 'sendChatMessage',
    audit: 'denials',
    summary: 'Say something; what the bot says later is in the events',
    answer: MessagesView,
    problems: ['dialog-state-unsupported', 'too-many-attempts'],
  })
  async say(@CurrentCaller() caller: Caller<'chat'>, @Body() body: CreateChatMessageDto): Promise<MessagesView> {
    await this.places.countMessage(caller);
    return { messages: await this.chats.say(caller, body) };
  }

  @Get('messages')
  @Route({ id: 'listChatMessages', summary: 'What was said, oldest first', answer: MessagesView })
  async listMessages(
    @CurrentCaller() caller: Caller<'chat'>,
    @Query() query: ListMessagesQuery,
  ): Promise<MessagesView> {
    const messages = await this.chats.listMessages(caller, query.after);
    return { messages: messages.slice(0, query.limit) };
  }

  @Get('events')
  @Route({
    id: 'streamChat',
    summary: 'Messages as server-sent events; `Last-Event-ID` or `?after=` says where to go on',
    mediaType: 'text/event-stream',
    problems: ['too-many-streams'],
  })
  stream(
    @CurrentCaller() caller: Caller<'chat'>,
    @Query() query: ListMessagesQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    const after = /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : query.after;
    this.streams.start(caller.conversationId ?? '', after, reply);
  }
}
