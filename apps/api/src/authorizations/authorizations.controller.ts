import { Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { FastLane } from '../http/fast-lane.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { tokenProblems } from '../http/problems.js';
import type { Page } from '../http/pages.js';
import { OwnIdempotency } from '../idempotency/idempotency.interceptor.js';
import {
  AccessTokenView,
  AuthorizationView,
  ListAuthorizationsQuery,
  RevocationReceiptView,
  toAccessTokenView,
  toAuthorizationView,
} from './authorization.dto.js';
import { AuthorizationsService } from './authorizations.service.js';
import { VisibleAuthorizationsService } from './tokens/visible-authorizations.service.js';

/** Token sets held for subjects: seen, read, revoked. */
@Controller('v1/authorizations')
@RouteGroup('Authorizations')
export class AuthorizationsController {
  constructor(
    private readonly authorizations: AuthorizationsService,
    private readonly visible: VisibleAuthorizationsService,
  ) {}

  @Get()
  @RequireAccess('authorizations:view', { orOwn: true })
  @Route({ id: 'listAuthorizations', summary: 'List authorizations', answer: AuthorizationView, isPage: true })
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: ListAuthorizationsQuery,
  ): Promise<Page<AuthorizationView>> {
    const page = await this.visible.list(caller, query);
    return { ...page, items: page.items.map(toAuthorizationView) };
  }

  @Get(':authorizationId')
  @RequireAccess('authorizations:view', { orOwn: true })
  @Route({ id: 'getAuthorization', summary: 'Get an authorization', answer: AuthorizationView })
  async get(@CurrentCaller() caller: Caller, @Param('authorizationId') id: string): Promise<AuthorizationView> {
    return toAuthorizationView(await this.visible.get(caller, id));
  }

  @Delete(':authorizationId')
  @RequireAccess('authorizations:revoke')
  @Route({
    id: 'revokeAuthorization',
    summary: 'Revoke an authorization at once, upstream where that is possible, and erase its tokens',
    answer: RevocationReceiptView,
  })
  revoke(@CurrentCaller() caller: Caller, @Param('authorizationId') id: string): Promise<RevocationReceiptView> {
    return this.authorizations.revoke(caller, id);
  }

  @Post(':authorizationId/token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @OwnIdempotency()
  @FastLane((request) => [request.caller, (request.params as { readonly authorizationId: string }).authorizationId])
  @RequireAccess('authorizations:read-token')
  @Route({
    id: 'readToken',
    audit: 'batched',
    summary: 'Read an access token that is good to use, refreshed when that is due; who reads is recorded',
    answer: AccessTokenView,
    problems: ['authorization-lost', 'authorization-quarantined', 'auth-profile-not-invited', ...tokenProblems],
  })
  async readToken(@CurrentCaller() caller: Caller, @Param('authorizationId') id: string): Promise<AccessTokenView> {
    return toAccessTokenView(await this.authorizations.readToken(caller, id));
  }
}
