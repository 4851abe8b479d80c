import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import {
  AuthorizationRequestView,
  ConfirmEndUserDto,
  toAuthorizationRequestView,
  VerifyCodeDto,
} from './authorization-request.dto.js';
import { AuthorizationRequestsService } from './authorization-requests.service.js';

/** Requests to authorize; actions make them. */
@Controller('v1/authorization-requests')
@RouteGroup('Authorization requests')
export class AuthorizationRequestsController {
  constructor(private readonly requests: AuthorizationRequestsService) {}

  @Get(':id')
  @RequireAccess('authorizations:view')
  @Route({ id: 'getAuthorizationRequest', summary: 'How a request stands', answer: AuthorizationRequestView })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<AuthorizationRequestView> {
    return toAuthorizationRequestView(await this.requests.get(caller, id));
  }

  @Post(':id/verify')
  @HttpCode(200)
  @RequireAccess('authorizations:request')
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
  @RequireAccess('authorizations:request')
  @Route({ id: 'cancelAuthorizationRequest', summary: 'Withdraw a request', answer: AuthorizationRequestView })
  async cancel(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<AuthorizationRequestView> {
    const { id: theirs } = await this.requests.get(caller, id);
    return toAuthorizationRequestView(await this.requests.cancel(theirs));
  }
}
