import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionsModule } from '../sessions/sessions.module.js';
import { DivisionChangesService } from './divisions/division-changes.service.js';
import { DivisionsController } from './divisions/divisions.controller.js';
import { AcceptancesController } from './invitations/acceptances.controller.js';
import { AcceptancesService } from './invitations/acceptances.service.js';
import { Invitation } from './invitations/invitation.entity.js';
import { InvitationLinksService } from './invitations/invitation-links.service.js';
import { InvitationViewsService } from './invitations/invitation-views.service.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { IssuersService } from './issuers.service.js';
import { LinkMailsService } from './link-mails.service.js';
import { MemberEventsService } from './member-events.service.js';
import { MemberViewsService } from './member-views.service.js';
import { MembersController } from './members.controller.js';
import { MembershipsService } from './memberships.service.js';
import { PasswordReset } from './password-resets/password-reset.entity.js';
import { PasswordResetsController } from './password-resets/password-resets.controller.js';
import { PasswordResetsService } from './password-resets/password-resets.service.js';
import { RoleChangesService } from './roles/role-changes.service.js';
import { RoleViewsService } from './roles/role-views.service.js';
import { RolesController } from './roles/roles.controller.js';

/** Who belongs to a workspace, with which roles in which divisions: seen, invited, changed and removed. */
@Module({
  imports: [TypeOrmModule.forFeature([Invitation, PasswordReset]), SessionsModule],
  controllers: [
    // Before those with parameters in the same places.
    AcceptancesController,
    InvitationsController,
    MembersController,
    PasswordResetsController,
    RolesController,
    DivisionsController,
  ],
  providers: [
    ...[MembershipsService, MemberViewsService, MemberEventsService, IssuersService, LinkMailsService],
    ...[InvitationsService, InvitationLinksService, InvitationViewsService, AcceptancesService],
    ...[PasswordResetsService, RoleChangesService, RoleViewsService, DivisionChangesService],
  ],
})
export class MembershipsModule {}
