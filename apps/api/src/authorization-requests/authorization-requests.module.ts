import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthProfilesModule } from '../auth-profiles/auth-profiles.module.js';
import { AuthorizationsModule } from '../authorizations/authorizations.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { PagesModule } from '../pages/pages.module.js';
import { SimulatorModule } from '../simulator/simulator.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { AuthorizationAttemptRow, AuthorizationRequest } from './authorization-request.entity.js';
import { AuthorizationRequestsController } from './authorization-requests.controller.js';
import { AuthorizationRequestsService } from './authorization-requests.service.js';
import { AttemptsService } from './browser/attempts.service.js';
import { AuthorizationPagesController } from './browser/authorization-pages.controller.js';
import { CallbackVisitsService } from './browser/callback-visits.service.js';
import { LinkTrips, LinkVisitsService } from './browser/link-visits.service.js';
import { RequestPagesService } from './browser/request-pages.service.js';
import { ResultVisitsService } from './browser/result-visits.service.js';
import { VisitsService } from './browser/visits.service.js';
import { CompletionsService } from './completion/completions.service.js';
import { TypedCompletionsService } from './completion/typed-completions.service.js';
import { ChoiceVisitsService } from './choices/choice-visits.service.js';
import { ChoicesService } from './choices/choices.service.js';
import { CredentialVisitsService } from './credentials/credential-visits.service.js';
import { GrantsService } from './completion/grants.service.js';
import { SettlementsService } from './completion/settlements.service.js';
import { CurrentRequestsService } from './endings/current-requests.service.js';
import { DeadlinesService } from './endings/deadlines.service.js';
import { RequestChangesService } from './endings/request-changes.service.js';
import { RequestNewsService } from './endings/request-news.service.js';
import { BrowserProofsService } from './proofs/browser-proofs.service.js';
import { ProofsService } from './proofs/proofs.service.js';
import { VisibleRequestsService } from './visible-requests.service.js';

const life = [RequestNewsService, RequestChangesService, DeadlinesService, CurrentRequestsService];
const completion = [
  GrantsService,
  SettlementsService,
  CompletionsService,
  TypedCompletionsService,
  BrowserProofsService,
  ProofsService,
];
const browser = [
  ...[AttemptsService, VisitsService, RequestPagesService],
  ...[LinkVisitsService, LinkTrips, CallbackVisitsService, ResultVisitsService],
  ...[CredentialVisitsService, ChoicesService, ChoiceVisitsService],
];

/** How authorizations come about: links, pages, the provider's answer, and the proof of who finished. */
@Module({
  imports: [
    TypeOrmModule.forFeature([AuthorizationRequest, AuthorizationAttemptRow]),
    AuthProfilesModule,
    AuthorizationsModule,
    ConnectorsModule,
    PagesModule,
    SessionsModule,
    SimulatorModule,
  ],
  controllers: [AuthorizationRequestsController, AuthorizationPagesController],
  providers: [AuthorizationRequestsService, VisibleRequestsService, ...life, ...completion, ...browser],
  exports: [AuthorizationRequestsService, BrowserProofsService],
})
export class AuthorizationRequestsModule {}
