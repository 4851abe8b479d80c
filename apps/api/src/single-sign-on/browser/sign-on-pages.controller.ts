import { Controller, Get, Logger, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../config/environment.js';
import { randomSecret } from '../../encryption/secrets.js';
import { RequireAccess } from '../../http/access.guard.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { SessionStartsService } from '../../sessions/session-starts.service.js';
import { SingleSignOnExitError } from '../exits.js';
import { ProviderSessionsService } from '../sign-outs/provider-sessions.service.js';
import { attemptSeconds } from './attempts.service.js';
import { SignOnQuery } from './sign-on-query.dto.js';
import { SignOnsService } from './sign-ons.service.js';

/** What a browser opens to sign in with the provider, and where it comes back; whatever goes wrong is told on the sign-in page. */
@Controller('sign-in/sso')
@RequireAccess('public')
@RouteGroup('Pages')
export class SignOnPagesController {
  private readonly logger = new Logger('single-sign-on');

  constructor(
    private readonly signOns: SignOnsService,
    private readonly starts: SessionStartsService,
    private readonly held: ProviderSessionsService,
    private readonly environment: Environment,
  ) {}

  @Get()
  @Route({ id: 'beginSingleSignOn', summary: 'On to the identity provider', status: 302 })
  async begin(@Query() query: SignOnQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const browser = this.browserOf(request) ?? randomSecret();
    const { ip: address } = request;
    await this.redirect(request, reply, async () => {
      const url = await this.signOns.begin(this.environment, browser, { address, returnTo: query.returnTo ?? '/' });
      const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.environment.isHttps } as const;
      void reply.setCookie(this.cookieName, browser, { ...options, maxAge: attemptSeconds });
      return url;
    });
  }

  @Get('callback')
  @Route({ id: 'finishSingleSignOn', audit: 'awaited', summary: 'Back from the identity provider', status: 302 })
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { search } = new URL(request.url, this.environment.publicUrl);
    const url = new URL(`${this.environment.publicUrl}/sign-in/sso/callback${search}`);
    await this.redirect(request, reply, async () => {
      const signedOn = await this.signOns.finish(url, this.browserOf(request) ?? '', request.ip);
      await this.starts.start(signedOn.memberId, 'sso', { request, reply }, (sessionId) =>
        this.held.keep(sessionId, signedOn.settings, signedOn.identified),
      );
      return signedOn.returnTo;
    });
  }

  /** To what `work` answers; or back to the sign-in page, which tells what happened and what to do. */
  private async redirect(request: FastifyRequest, reply: FastifyReply, work: () => Promise<string>): Promise<void> {
    const where = await work().catch((error: unknown) => {
      const exit = error instanceof SingleSignOnExitError ? error.exit : codeOf(error);
      request.auditNote = { exit };
      this.logger.warn({ err: error, exit, requestId: request.id }, 'single sign-on ended without a session');
      return `/sign-in?sso=${exit}`;
    });
    await reply.header('cache-control', 'no-store').redirect(where, 302);
  }

  private browserOf(request: FastifyRequest): string | undefined {
    const value = request.cookies[this.cookieName];
    return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  }

  private get cookieName(): string {
    return this.environment.isHttps ? '__Host-attache_sso' : 'attache_sso';
  }
}

function codeOf(error: unknown): string {
  return (error as { readonly code?: unknown }).code === 'too-many-attempts' ? 'too-many-attempts' : 'refused';
}
