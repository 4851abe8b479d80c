import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LiveSessionsService } from './live-sessions.service.js';
import { SessionController } from './session.controller.js';
import { Session } from './session.entity.js';
import { SessionListsService } from './listing/session-lists.service.js';
import { SessionStartsService } from './session-starts.service.js';
import { SessionViewsService } from './session-views.service.js';
import { SessionsController } from './listing/sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

/** Signing members in and out. */
@Module({
  imports: [TypeOrmModule.forFeature([Session])],
  controllers: [SessionController, SessionsController],
  providers: [
    ...[SessionsService, LiveSessionsService, SessionListsService],
    ...[SessionStartsService, SessionViewsService, SignInService],
  ],
  exports: [SessionsService, SessionStartsService, SessionListsService],
})
export class SessionsModule {}
