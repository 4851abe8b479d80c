import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../config/environment.js';
import { randomSecret } from '../../encryption/secrets.js';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { SessionStartsService } from '../../sessions/session-starts.service.js';
import { SignOutView } from '../single-sign-on.dto.js';
import { SignOutsService } from './sign-outs.service.js';

/** How long somebody may take to sign out at the provider. */
const lifetimeSeconds = 600;

/** Signs out here and at the provider, and takes back who has done so. */
@Controller()
@RouteGroup('Session')
export class SignOutsController {
  constructor(
    private readonly signOuts: SignOutsService,
    private readonly starts: SessionStartsService,
    private readonly environment: Environment,
  ) {}

  @Post('v1/session/sign-out')
  @HttpCode(200)
  @RequireAccess('own-account')
  @Route({
    id: 'signOutAtProvider',
    summary: 'Sign out here, and learn where to sign out at the identity provider',
    answer: SignOutView,
  })
  async signOut(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignOutView> {
    const state = randomSecret();
    const url = await this.signOuts.urlFor(caller, state);
    await this.starts.end(request, reply);
    if (url !== undefined) void reply.setCookie(this.cookieName, state, { ...this.cookie, maxAge: lifetimeSeconds });
    return { providerUrl: url ?? null };
  }

  @Get('sign-in/sso/signed-out')
  @RequireAccess('public')
  @Route({ id: 'finishSignOut', summary: 'Back from the identity provider, signed out', status: 302 })
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { searchParams } = new URL(request.url, this.environment.publicUrl);
    const state = request.cookies[this.cookieName];
    const isOurs = state !== undefined && state !== '' && searchParams.get('state') === state;
    if (isOurs) void reply.clearCookie(this.cookieName, this.cookie);
    await reply.header('cache-control', 'no-store').redirect(isOurs ? '/sign-in?why=signed-out' : '/sign-in', 302);
  }

  private get cookie() {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.environment.isHttps } as const;
  }

  private get cookieName(): string {
    return this.environment.isHttps ? '__Host-attache_sign_out' : 'attache_sign_out';
  }
}
