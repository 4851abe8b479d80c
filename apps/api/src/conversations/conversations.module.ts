import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthorizationRequestsModule } from '../authorization-requests/authorization-requests.module.js';
import { AuthorizationsModule } from '../authorizations/authorizations.module.js';
import { BotsModule } from '../bots/bots.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { DialogTasksModule } from '../dialog-tasks/dialog-tasks.module.js';
import { EndUsersModule } from '../end-users/end-users.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { StreamsModule } from '../streams/streams.module.js';
import { Conversation, Effect, Message, Step } from './conversation.entity.js';
import { ConversationMessagesController } from './conversation-messages.controller.js';
import { ConversationViewsService } from './conversation-views.service.js';
import { ConversationsController } from './conversations.controller.js';
import { ConversationsService } from './conversations.service.js';
import { EffectAccountsService } from './effects/effect-accounts.service.js';
import { EffectAuthorizationService } from './effects/effect-authorization.service.js';
import { EffectOperationService } from './effects/effect-operation.service.js';
import { EffectOutcomesService } from './effects/effect-outcomes.service.js';
import { EffectStoreService } from './effects/effect-store.service.js';
import { EffectsService } from './effects/effects.service.js';
import { IncomingTurnsService } from './turns/incoming-turns.service.js';
import { RequestOutcomesService } from './effects/request-outcomes.service.js';
import { EventStreamsService } from './event-streams.service.js';
import { MessageStoreService } from './message-store.service.js';
import { StepStoreService } from './steps/step-store.service.js';
import { ConnectionsService } from './turns/connections.service.js';
import { ConversationPartiesService } from './turns/conversation-parties.service.js';
import { RestartsService } from './turns/restarts.service.js';
import { TurnContextsService } from './turns/turn-contexts.service.js';
import { TurnErasuresService } from './turns/turn-erasures.service.js';
import { TurnNewsService } from './turns/turn-news.service.js';
import { TurnRecordsService } from './turns/turn-records.service.js';
import { TurnsService } from './turns/turns.service.js';
import { WaitStoreService } from './waits/wait-store.service.js';
import { ConversationWait } from './waits/wait.entity.js';
import { WaitsClock, WaitsService } from './waits/waits.service.js';

const turns = [
  ...[
    ConversationPartiesService,
    ConnectionsService,
    TurnContextsService,
    TurnNewsService,
    TurnRecordsService,
    TurnsService,
  ],
  ...[TurnErasuresService, RestartsService],
];
const effects = [
  ...[EffectStoreService, EffectAuthorizationService, EffectOperationService, EffectAccountsService],
  ...[EffectOutcomesService, EffectsService, IncomingTurnsService, RequestOutcomesService],
  ...[WaitStoreService, WaitsService, WaitsClock],
];

/** Conversations, and what the dialog engine wants done. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Conversation, Message, Effect, Step, ConversationWait]),
    ActionsModule,
    AuthorizationRequestsModule,
    AuthorizationsModule,
    BotsModule,
    ConnectorsModule,
    DialogTasksModule,
    EndUsersModule,
    RunsModule,
    StreamsModule,
  ],
  controllers: [ConversationsController, ConversationMessagesController],
  providers: [
    ...[MessageStoreService, StepStoreService, EventStreamsService, ConversationViewsService, ConversationsService],
    ...turns,
    ...effects,
  ],
  exports: [ConversationsService, MessageStoreService, EventStreamsService],
})
export class ConversationsModule {}
