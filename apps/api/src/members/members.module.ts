import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttemptLimitsService } from './attempt-limits.service.js';
import { Grant, Member } from './member.entity.js';
import { MembersService } from './members.service.js';
import { PasswordsService } from './passwords.service.js';
import { SetUpService } from './set-up.service.js';
import { Division, SetUpToken, Workspace } from './workspace.entity.js';

/** Workspaces, divisions, members and what they may do; the first set-up. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Workspace, Division, SetUpToken, Member, Grant])],
  providers: [PasswordsService, AttemptLimitsService, MembersService, SetUpService],
  exports: [PasswordsService, AttemptLimitsService, MembersService, SetUpService],
})
export class MembersModule {}
