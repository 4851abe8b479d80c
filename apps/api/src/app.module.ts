import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { ActionsModule } from './actions/actions.module.js';
import { ActivityModule } from './activity/activity.module.js';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import { AuditEventsModule } from './audit-events/audit-events.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthProfilesModule } from './auth-profiles/auth-profiles.module.js';
import { AuthorizationRequestsModule } from './authorization-requests/authorization-requests.module.js';
import { AuthorizationsModule } from './authorizations/authorizations.module.js';
import { BotsModule } from './bots/bots.module.js';
import { ChatsModule } from './chats/chats.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Environment } from './config/environment.js';
import { ConsoleModule } from './console/console.module.js';
import { ConnectionsModule } from './connections/connections.module.js';
import { ConnectorsModule } from './connectors/connectors.module.js';
import { ConversationsModule } from './conversations/conversations.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DialogTasksModule } from './dialog-tasks/dialog-tasks.module.js';
import { EncryptionModule } from './encryption/encryption.module.js';
import { EndUsersModule } from './end-users/end-users.module.js';
import { EventsModule } from './events/events.module.js';
import { HttpModule } from './http/http.module.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailModule } from './mail/mail.module.js';
import { MembersModule } from './members/members.module.js';
import { MembershipsModule } from './memberships/memberships.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { PagesModule } from './pages/pages.module.js';
import { RunsModule } from './runs/runs.module.js';
import { SecondFactorsModule } from './second-factors/second-factors.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { SimulatorModule } from './simulator/simulator.module.js';
import { SingleSignOnModule } from './single-sign-on/single-sign-on.module.js';
import { StreamsModule } from './streams/streams.module.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { WorkspaceSettingsModule } from './workspace-settings/workspace-settings.module.js';

/** The whole server. */
@Module({
  imports: [
    DatabaseModule,
    TelemetryModule,
    HttpModule,
    EncryptionModule,
    JobsModule,
    AuditModule,
    MailModule,
    MembersModule,
    WorkspaceSettingsModule,
    SecondFactorsModule,
    SessionsModule,
    AccountsModule,
    SingleSignOnModule,
    ApiKeysModule,
    IdempotencyModule,
    StreamsModule,
    EventsModule,
    AuditEventsModule,
    MembershipsModule,
    BotsModule,
    ActivityModule,
    EndUsersModule,
    WebhooksModule,
    ConnectorsModule,
    AuthProfilesModule,
    AuthorizationsModule,
    SimulatorModule,
    AuthorizationRequestsModule,
    ConnectionsModule,
    ActionsModule,
    RunsModule,
    DialogTasksModule,
    ConversationsModule,
    ChatsModule,
    NoticesModule,
    PagesModule,
    ConsoleModule,
  ],
})
export class AppModule {
  /** The server with an environment of its own. */
  static with(environment: Environment): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(environment)] };
  }
}
