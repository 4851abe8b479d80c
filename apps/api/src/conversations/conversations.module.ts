import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthorizationRequestsModule } from '../authorization-requests/authorization-requests.module.js';
import { BotsModule } from '../bots/bots.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { DialogTasksModule } from '../dialog-tasks/dialog-tasks.module.js';
import { EndUsersModule } from '../end-users/end-users.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { StreamsModule } from '../streams/streams.module.js';
import { ConversationPartiesService } from './conversation-parties.service.js';
import { ConversationStatesService } from './conversation-states.service.js';
import { Conversation, Effect, Message } from './conversation.entity.js';
import { ConversationsController } from './conversations.controller.js';
import { ConversationsService } from './conversations.service.js';
import { EffectAuthorizationService } from './effects/effect-authorization.service.js';
import { EffectOperationService } from './effects/effect-operation.service.js';
import { EffectOutcomesService } from './effects/effect-outcomes.service.js';
import { EffectStoreService } from './effects/effect-store.service.js';
import { EffectsService } from './effects/effects.service.js';
import { EventStreamsService } from './event-streams.service.js';
import { MessageStoreService } from './message-store.service.js';
import { TurnContextsService } from './turn-contexts.service.js';
import { TurnsService } from './turns.service.js';

/** Conversations, and what the dialog engine wants done. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Conversation, Message, Effect]),
    ActionsModule,
    AuthorizationRequestsModule,
    BotsModule,
    ConnectorsModule,
    DialogTasksModule,
    EndUsersModule,
    RunsModule,
    StreamsModule,
  ],
  controllers: [ConversationsController],
  providers: [
    ConversationPartiesService,
    ConversationStatesService,
    MessageStoreService,
    EffectStoreService,
    TurnContextsService,
    TurnsService,
    EffectAuthorizationService,
    EffectOperationService,
    EffectOutcomesService,
    EffectsService,
    EventStreamsService,
    ConversationsService,
  ],
  exports: [ConversationsService, MessageStoreService, EventStreamsService],
})
export class ConversationsModule {}
