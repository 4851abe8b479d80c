import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionController } from './session.controller.js';
import { Session } from './session.entity.js';
import { SessionViewsService } from './session-views.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

/** Signing members in and out. */
@Module({
  imports: [TypeOrmModule.forFeature([Session])],
  controllers: [SessionController],
  providers: [SessionsService, SessionViewsService, SignInService],
  exports: [SessionsService],
})
export class SessionsModule {}
