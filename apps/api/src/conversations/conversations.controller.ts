import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { BotsService } from '../bots/bots.service.js';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import type { Page } from '../http/pages.js';
import {
  ConversationView,
  CreateConversationDto,
  ListConversationsQuery,
  StartedConversationView,
  UpdateConversationDto,
} from './conversation.dto.js';
import { ConversationViewsService } from './conversation-views.service.js';
import { ConversationsService } from './conversations.service.js';
import { toChannel } from './message-store.service.js';
import { RestartsService } from './turns/restarts.service.js';

/** Conversations of bots with their end users. */
@Controller('v1')
@RouteGroup('Conversations')
export class ConversationsController {
  constructor(
    private readonly bots: BotsService,
    private readonly conversations: ConversationsService,
    private readonly views: ConversationViewsService,
    private readonly restarts: RestartsService,
  ) {}

  @Post('bots/:botId/conversations')
  @RequireAccess('conversations:hold')
  @Route({
    id: 'startConversation',
    audit: 'batched',
    summary: 'Begin a conversation',
    status: 201,
    answer: StartedConversationView,
  })
  async start(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Body() body: CreateConversationDto) {
    return this.conversations.start(caller, botId, body);
  }

  @Get('bots/:botId/conversations')
  @RequireAccess('conversations:view')
  @Route({ id: 'listConversations', summary: 'List conversations', answer: ConversationView, isPage: true })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Query() query: ListConversationsQuery,
  ): Promise<Page<ConversationView>> {
    return this.views.list(await this.bots.get(caller, botId), query);
  }

  @Get('conversations/:conversationId')
  @RequireAccess('conversations:view')
  @Route({ id: 'getConversation', summary: 'Get a conversation', answer: ConversationView })
  async get(@CurrentCaller() caller: Caller, @Param('conversationId') id: string): Promise<ConversationView> {
    return this.conversations.get(caller, id);
  }

  @Patch('conversations/:conversationId')
  @RequireAccess('conversations:hold')
  @Route({ id: 'updateConversation', summary: 'Change a conversation', answer: ConversationView })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('conversationId') id: string,
    @Body() body: UpdateConversationDto,
  ): Promise<ConversationView> {
    return this.conversations.update(caller, id, body);
  }

  @Post('conversations/:conversationId/restart')
  @HttpCode(200)
  @RequireAccess('conversations:hold')
  @Route({
    id: 'restartConversation',
    summary: 'Begin a conversation anew',
    description:
      'What is under way is forgotten, and links of its authorization requests are worth nothing any more; the transcript stays, with a ' +
      'divider.',
    answer: StartedConversationView,
  })
  async restart(
    @CurrentCaller() caller: Caller,
    @Param('conversationId') id: string,
  ): Promise<StartedConversationView> {
    const { messages } = await this.restarts.restart(await this.conversations.find(caller, id));
    return { ...(await this.conversations.get(caller, id)), messages: messages.map(toChannel) };
  }

  @Delete('conversations/:conversationId')
  @HttpCode(204)
  @RequireAccess('conversations:delete')
  @Route({
    id: 'deleteConversation',
    summary: 'Delete a conversation with all that was said; its authorization requests are withdrawn',
    status: 204,
  })
  async remove(@CurrentCaller() caller: Caller, @Param('conversationId') id: string): Promise<void> {
    await this.restarts.remove(await this.conversations.find(caller, id));
  }
}
