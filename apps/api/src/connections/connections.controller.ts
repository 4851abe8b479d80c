import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { AuthorizationLinkView } from '../authorization-requests/authorization-link.dto.js';
import { RevocationReceiptView } from '../authorizations/authorization.dto.js';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { PageQuery, type Page } from '../http/pages.js';
import { AuthorizeProfileDto, ConnectionView } from './connection.dto.js';
import { MemberConnectionsService } from './member-connections.service.js';

/** What the signed-in member has connected for themselves. */
@Controller('v1/connections')
@RequireAccess('auth-profiles:view')
@RouteGroup('Connections')
export class ConnectionsController {
  constructor(private readonly connections: MemberConnectionsService) {}

  @Get()
  @Route({
    id: 'listConnections',
    summary: 'The auth profiles that you may use, with the account that you have connected to each',
    description: 'A page follows the auth profiles: it may hold fewer than `limit`, and still have a next one.',
    answer: ConnectionView,
    isPage: true,
    problems: ['member-required'],
  })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<ConnectionView>> {
    return this.connections.list(caller, query);
  }

  @Get(':authProfileId')
  @Route({
    id: 'getConnection',
    summary: 'Your connection by an auth profile',
    answer: ConnectionView,
    problems: ['member-required', 'auth-profile-not-invited'],
  })
  get(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<ConnectionView> {
    return this.connections.get(caller, id);
  }

  @Post(':authProfileId/authorize')
  @HttpCode(201)
  @Route({
    id: 'authorizeConnection',
    summary: 'Begin to connect your own account; finish in the browser in which you are signed in',
    status: 201,
    answer: AuthorizationLinkView,
    problems: ['member-required', 'auth-profile-not-invited', 'auth-profile-paused', 'authorization-mode-mismatch'],
  })
  authorize(
    @CurrentCaller() caller: Caller,
    @Param('authProfileId') id: string,
    @Body() body: AuthorizeProfileDto,
  ): Promise<AuthorizationLinkView> {
    return this.connections.connect(caller, id, body);
  }

  @Delete(':authProfileId')
  @Route({
    id: 'disconnect',
    summary: 'Disconnect your own account, upstream where that is possible',
    answer: RevocationReceiptView,
    problems: ['member-required'],
  })
  disconnect(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<RevocationReceiptView> {
    return this.connections.disconnect(caller, id);
  }
}
