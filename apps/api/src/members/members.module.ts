import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttemptLimitsService } from './attempt-limits.service.js';
import { Grant, Member, Role } from './member.entity.js';
import { DivisionsService } from './divisions.service.js';
import { MembersService } from './members.service.js';
import { RolesService } from './roles.service.js';
import { PowersService } from './powers/powers.service.js';
import { PasswordsService } from './passwords.service.js';
import { SetUpService } from './set-up.service.js';
import { Division, SetUpToken, Workspace } from './workspace.entity.js';

/** Workspaces, divisions, members and what they may do; the first set-up. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Workspace, Division, SetUpToken, Member, Grant, Role])],
  providers: [
    PasswordsService,
    AttemptLimitsService,
    DivisionsService,
    MembersService,
    RolesService,
    PowersService,
    SetUpService,
  ],
  exports: [
    PasswordsService,
    AttemptLimitsService,
    DivisionsService,
    MembersService,
    RolesService,
    PowersService,
    SetUpService,
  ],
})
export class MembersModule {}
