import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { PageQuery, type Page } from '../../http/pages.js';
import { InvitationView, InviteDto, IssuedInvitationView } from './invitation.dto.js';
import { InvitationViewsService } from './invitation-views.service.js';
import { InvitationsService } from './invitations.service.js';

/** Invitations to become a member. */
@Controller('v1/invitations')
@RouteGroup('Members')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly views: InvitationViewsService,
  ) {}

  @Post()
  @RequireAccess('members:manage')
  @Route({
    id: 'invite',
    summary: 'Invite somebody by a link that is shown this once, and mailed when there is a mail server',
    status: 201,
    answer: IssuedInvitationView,
    problems: ['email-taken'],
  })
  async create(@CurrentCaller() caller: Caller, @Body() body: InviteDto): Promise<IssuedInvitationView> {
    return this.views.issue(await this.invitations.create(caller, body));
  }

  @Get()
  @RequireAccess('members:view')
  @Route({
    id: 'listInvitations',
    summary: 'List invitations that nobody has accepted yet',
    answer: InvitationView,
    isPage: true,
  })
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<InvitationView>> {
    const page = await this.invitations.list(caller, query);
    return { ...page, items: await this.views.show(caller.workspaceId, page.items) };
  }

  @Post(':invitationId/renew')
  @RequireAccess('members:manage')
  @Route({
    id: 'renewInvitation',
    summary: 'Make a new link for an invitation; the old one is dead',
    status: 201,
    answer: IssuedInvitationView,
  })
  async renew(
    @CurrentCaller() caller: Caller,
    @Param('invitationId') invitationId: string,
  ): Promise<IssuedInvitationView> {
    return this.views.issue(await this.invitations.renew(caller, invitationId));
  }

  @Delete(':invitationId')
  @HttpCode(204)
  @RequireAccess('members:manage')
  @Route({ id: 'withdrawInvitation', summary: 'Take an invitation back', status: 204 })
  async remove(@CurrentCaller() caller: Caller, @Param('invitationId') invitationId: string): Promise<void> {
    await this.invitations.remove(caller, invitationId);
  }
}
