import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { BotsService } from '../../bots/bots.service.js';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { ChatSecretsService } from './chat-secrets.service.js';
import { ChatSettingsView, CreatedChatSecretView, PutChatSettingsDto } from './chat-settings.dto.js';
import { ChatSettingsService } from './chat-settings.service.js';

/** How the web chat of a bot is set up. */
@Controller('v1/bots/:botId/chat')
@RouteGroup('Chat')
export class ChatSettingsController {
  constructor(
    private readonly settings: ChatSettingsService,
    private readonly secrets: ChatSecretsService,
    private readonly bots: BotsService,
  ) {}

  @Get()
  @RequireAccess('bots:view')
  @Route({ id: 'getChatSettings', summary: 'How the chat of a bot is set up', answer: ChatSettingsView })
  async get(@CurrentCaller() caller: Caller, @Param('botId') botId: string): Promise<ChatSettingsView> {
    return this.settings.get(caller, botId);
  }

  @Put()
  @RequireAccess('bots:edit')
  @Route({ id: 'putChatSettings', summary: 'Set up the chat of a bot', answer: ChatSettingsView })
  async put(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Body() body: PutChatSettingsDto,
  ): Promise<ChatSettingsView> {
    return this.settings.put(caller, botId, body);
  }

  @Post('secret')
  @RequireAccess('bots:edit')
  @Route({
    id: 'createChatSecret',
    summary: 'Make a secret to sign users with; the one before stays valid, earlier ones do not',
    status: 201,
    answer: CreatedChatSecretView,
  })
  async createSecret(@CurrentCaller() caller: Caller, @Param('botId') botId: string): Promise<CreatedChatSecretView> {
    const { id } = await this.bots.get(caller, botId);
    return this.secrets.create(id);
  }
}
