import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import {
  CreateMessageDto,
  CreateMessageQuery,
  FollowConversationQuery,
  ListMessagesQuery,
  MessagesView,
} from './conversation.dto.js';
import { ConversationsService, saidByBot } from './conversations.service.js';
import { EventStreamsService, placeOf } from './event-streams.service.js';
import { MessageStoreService, toChannel, toTranscript } from './message-store.service.js';
import { StepsView } from './steps/step.dto.js';
import { StepStoreService } from './steps/step-store.service.js';

const answerLimit = 200;

/** What is said and done in conversations. */
@Controller('v1/conversations/:conversationId')
@RouteGroup('Conversations')
export class ConversationMessagesController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly messages: MessageStoreService,
    private readonly steps: StepStoreService,
    private readonly streams: EventStreamsService,
  ) {}

  @Post('messages')
  @HttpCode(200)
  @RequireAccess('conversations:hold')
  @Route({
    id: 'sendMessage',
    audit: 'denials',
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

  @Get('messages')
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
  ): Promise<MessagesView> {
    await this.conversations.find(caller, id);
    const messages = await this.messages.listAfter(id, query.after, query.limit);
    return { messages: messages.map(toTranscript) };
  }

  @Get('steps')
  @RequireAccess('conversations:view')
  @Route({
    id: 'listSteps',
    summary: 'What happened in each turn of a conversation that was begun with `debug`, oldest first',
    description: 'Needs the permission `dialogs:view` besides. Sensitive values are left out.',
    answer: StepsView,
  })
  async listSteps(
    @CurrentCaller() caller: Caller,
    @Param('conversationId') id: string,
    @Query() query: ListMessagesQuery,
  ): Promise<StepsView> {
    caller.requirePermission('dialogs:view');
    await this.conversations.find(caller, id);
    return { steps: await this.steps.listAfter(id, query.after, query.limit) };
  }

  @Get('events')
  @RequireAccess('conversations:hold')
  @Route({
    id: 'streamConversation',
    summary: 'A conversation as server-sent events; `Last-Event-ID` or `?after=` says where to go on',
    description:
      '`message` as in the list; `typing` with `{isTyping}` while the bot works on something; `deleted`. Of a conversation that was ' +
      'begun with `debug`, callers with the permission `dialogs:view` get each `step` too.',
    mediaType: 'text/event-stream',
    problems: ['too-many-streams'],
  })
  async stream(
    @CurrentCaller() caller: Caller,
    @Param('conversationId') id: string,
    @Query() { after, afterStep }: FollowConversationQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { isDebug } = await this.conversations.find(caller, id);
    const { message, step } = placeOf(lastEventId) ?? { message: after, step: afterStep };
    const isWatched = isDebug && caller.permissions.has('dialogs:view');
    this.streams.start(id, isWatched ? { message, step } : { message }, reply);
  }
}
