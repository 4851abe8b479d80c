import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { AuthorizationRequestsModule } from '../authorization-requests/authorization-requests.module.js';
import { BotsModule } from '../bots/bots.module.js';
import { ConversationsModule } from '../conversations/conversations.module.js';
import { EndUsersModule } from '../end-users/end-users.module.js';
import { MembersModule } from '../members/members.module.js';
import { PagesModule } from '../pages/pages.module.js';
import { allowOtherSites } from './chat-cors.js';
import { ChatPageController } from './page/chat-page.controller.js';
import { ChatPeopleService } from './sessions/chat-people.service.js';
import { ChatPlacesService } from './sessions/chat-places.service.js';
import { ChatSession } from './sessions/chat-session.entity.js';
import { ChatSessionsController } from './sessions/chat-sessions.controller.js';
import { ChatSessionsService } from './sessions/chat-sessions.service.js';
import { ChatsService } from './sessions/chats.service.js';
import { UserTokensService } from './sessions/user-tokens.service.js';
import { ChatSecretsService } from './settings/chat-secrets.service.js';
import { ChatSettingsController } from './settings/chat-settings.controller.js';
import { ChatSecret, ChatSettings } from './settings/chat-settings.entity.js';
import { ChatSettingsService } from './settings/chat-settings.service.js';

/** The web chat: its settings, its page and script, and the routes that it calls on behalf of end users. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ChatSettings, ChatSecret, ChatSession]),
    ApiKeysModule,
    AuthorizationRequestsModule,
    BotsModule,
    ConversationsModule,
    EndUsersModule,
    MembersModule,
    PagesModule,
  ],
  controllers: [ChatSettingsController, ChatSessionsController, ChatPageController],
  providers: [
    ...[ChatSecretsService, ChatSettingsService],
    ...[UserTokensService, ChatPeopleService, ChatPlacesService, ChatSessionsService, ChatsService],
  ],
})
export class ChatsModule {
  constructor(host: HttpAdapterHost<FastifyAdapter>, settings: ChatSettingsService) {
    allowOtherSites(host.httpAdapter.getInstance(), async (botId, origin) => {
      const found = await settings.find(botId);
      return found?.isEnabled === true && found.allowedOrigins.includes(origin);
    });
  }
}
