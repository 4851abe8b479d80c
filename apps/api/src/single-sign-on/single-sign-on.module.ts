import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionsModule } from '../sessions/sessions.module.js';
import { AttemptsService } from './browser/attempts.service.js';
import { SignOnPagesController } from './browser/sign-on-pages.controller.js';
import { SignOnsService } from './browser/sign-ons.service.js';
import { MappedGrantsService } from './people/mapped-grants.service.js';
import { PeopleService } from './people/people.service.js';
import { ProviderRequestsService } from './provider-requests.service.js';
import { ProviderTestsService } from './provider-tests.service.js';
import { ProvidersService } from './providers.service.js';
import { SingleSignOnController } from './single-sign-on.controller.js';
import { Identity, SingleSignOn, SingleSignOnAttempt } from './single-sign-on.entity.js';
import { SingleSignOnService } from './single-sign-on.service.js';

/** Signing in with the workspace's own identity provider. */
@Module({
  imports: [TypeOrmModule.forFeature([SingleSignOn, SingleSignOnAttempt, Identity]), SessionsModule],
  controllers: [SingleSignOnController, SignOnPagesController],
  providers: [
    ...[SingleSignOnService, ProviderRequestsService, ProvidersService, ProviderTestsService],
    ...[AttemptsService, SignOnsService, PeopleService, MappedGrantsService],
  ],
})
export class SingleSignOnModule {}
