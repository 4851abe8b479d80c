import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import type { Page } from '../http/pages.js';
import {
  AuthorizationRequestDetailsView,
  AuthorizationRequestView,
  ConfirmEndUserDto,
  ListAuthorizationRequestsQuery,
  toAuthorizationRequestView,
  VerifyCodeDto,
} from './authorization-request.dto.js';
import { AuthorizationRequestsService } from './authorization-requests.service.js';
import { VisibleRequestsService } from './visible-requests.service.js';

/** Requests to authorize; actions make them. */
@Controller('v1/authorization-requests')
@RouteGroup('Authorization requests')
export class AuthorizationRequestsController {
  constructor(
    private readonly requests: AuthorizationRequestsService,
    private readonly visible: VisibleRequestsService,
  ) {}

  @Get()
  @RequireAccess('authorizations:view', { orOwn: true })
  @Route({
    id: 'listAuthorizationRequests',
    summary: 'List requests to authorize, with what happened to each',
    answer: AuthorizationRequestDetailsView,
    isPage: true,
  })
  list(
    @CurrentCaller() caller: Caller,
    @Query() query: ListAuthorizationRequestsQuery,
  ): Promise<Page<AuthorizationRequestDetailsView>> {
    return this.visible.list(caller, query);
  }

  @Get(':id')
  @RequireAccess('authorizations:view', { orOwn: true })
  @Route({
    id: 'getAuthorizationRequest',
    summary: 'How a request stands, and what happened to it',
    answer: AuthorizationRequestDetailsView,
  })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<AuthorizationRequestDetailsView> {
    return this.visible.get(caller, id);
  }

  @Post(':id/verify')
  @HttpCode(200)
  @RequireAccess('authorizations:request', { orOwn: true })
  @Route({
    id: 'verifyAuthorizationRequest',
    summary: 'Type the code back',
    answer: AuthorizationRequestView,
    problems: ['code-wrong', 'proof-failed', 'proof-not-awaited'],
  })
  async verify(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() { code }: VerifyCodeDto,
  ): Promise<AuthorizationRequestView> {
    return toAuthorizationRequestView(await this.requests.verify(id, code, { caller }));
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @RequireAccess('authorizations:request')
  @Route({
    id: 'confirmAuthorizationRequest',
    summary: 'Vouch for the end user',
    answer: AuthorizationRequestView,
    problems: ['proof-failed', 'proof-not-awaited'],
  })
  async confirm(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() { endUserId }: ConfirmEndUserDto,
  ): Promise<AuthorizationRequestView> {
    return toAuthorizationRequestView(await this.requests.confirm(caller, id, endUserId));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @RequireAccess('authorizations:request', { orOwn: true })
  @Route({ id: 'cancelAuthorizationRequest', summary: 'Withdraw a request', answer: AuthorizationRequestView })
  async cancel(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<AuthorizationRequestView> {
    const { id: theirs } = await this.requests.get(caller, id);
    return toAuthorizationRequestView(await this.requests.cancel(theirs));
  }
}
