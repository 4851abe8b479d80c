import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { RequireAccess } from '../../http/access.guard.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { BackChannelService } from './back-channel.service.js';

/** Where the provider tells, server to server, that somebody has signed out there. */
@Controller('sign-in/sso/back-channel-logout')
@RequireAccess('public')
@RouteGroup('Pages')
export class BackChannelController {
  constructor(private readonly backChannel: BackChannelService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @RouteConfig({ acceptsForms: true })
  @Route({ id: 'endSessionsByProvider', summary: 'The identity provider tells that somebody has signed out' })
  async end(@Body() form: unknown, @Req() request: FastifyRequest): Promise<void> {
    const memberId = await this.backChannel.end(tokenIn(form), request.ip);
    if (memberId !== undefined) request.auditNote = { memberId };
  }
}

/** Whatever else a provider sends is ignored (Back-Channel Logout 1.0, 2.5). */
function tokenIn(form: unknown): string {
  const { logout_token: token } = (form ?? {}) as { readonly logout_token?: unknown };
  return typeof token === 'string' ? token : '';
}
