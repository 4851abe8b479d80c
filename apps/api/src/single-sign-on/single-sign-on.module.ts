import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionsModule } from '../sessions/sessions.module.js';
import { AttemptsService } from './browser/attempts.service.js';
import { SignOnPagesController } from './browser/sign-on-pages.controller.js';
import { SignOnsService } from './browser/sign-ons.service.js';
import { MappedGrantsService } from './people/mapped-grants.service.js';
import { PeopleService } from './people/people.service.js';
import { ProviderRequestsService } from './providers/provider-requests.service.js';
import { ProviderTestsService } from './providers/provider-tests.service.js';
import { ProvidersService } from './providers/providers.service.js';
import { SingleSignOnController } from './single-sign-on.controller.js';
import { Identity, SingleSignOn, SingleSignOnAttempt } from './single-sign-on.entity.js';
import { SingleSignOnService } from './single-sign-on.service.js';
import { BackChannelController } from './sign-outs/back-channel.controller.js';
import { BackChannelService } from './sign-outs/back-channel.service.js';
import { LogoutTokensService } from './sign-outs/logout-tokens.service.js';
import { LogoutToken, ProviderSession } from './sign-outs/provider-session.entity.js';
import { ProviderSessionsService } from './sign-outs/provider-sessions.service.js';
import { SignOutsController } from './sign-outs/sign-outs.controller.js';
import { SignOutsService } from './sign-outs/sign-outs.service.js';

/** Signing in with the workspace's own identity provider. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SingleSignOn, SingleSignOnAttempt, Identity, ProviderSession, LogoutToken]),
    SessionsModule,
  ],
  controllers: [SingleSignOnController, SignOnPagesController, SignOutsController, BackChannelController],
  providers: [
    ...[SingleSignOnService, ProviderRequestsService, ProvidersService, ProviderTestsService],
    ...[AttemptsService, SignOnsService, PeopleService, MappedGrantsService],
    ...[ProviderSessionsService, SignOutsService, LogoutTokensService, BackChannelService],
  ],
})
export class SingleSignOnModule {}
