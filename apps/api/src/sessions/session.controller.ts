import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../config/environment.js';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { sessionCookieName, sessionCookieOptions } from './session-cookie.js';
import { SessionView, SignInDto } from './session.dto.js';
import { SessionViewsService } from './session-views.service.js';
import { SessionsService, type StartedSession } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { SetUpDto } from '../members/set-up.dto.js';
import { SetUpService } from '../members/set-up.service.js';

/** Sets up the installation; signs members in and out. */
@Controller('v1')
@RouteGroup('Session')
export class SessionController {
  constructor(
    private readonly setUp: SetUpService,
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly views: SessionViewsService,
    private readonly environment: Environment,
  ) {}

  @Post('setup')
  @RequireAccess('public')
  @Route({
    id: 'setUp',
    summary: 'Make the workspace and its owner, once',
    status: 201,
    answer: SessionView,
    problems: ['set-up-done', 'set-up-token-invalid', 'too-many-attempts', 'origin-forbidden'],
  })
  async runSetUp(
    @Body() body: SetUpDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const memberId = await this.setUp.run(body, request.ip);
    return this.begin(await this.sessions.start(memberId), request, reply);
  }

  @Post('session')
  @RequireAccess('public')
  @Route({
    id: 'signIn',
    summary: 'Sign in',
    status: 201,
    answer: SessionView,
    problems: ['credentials-wrong', 'too-many-attempts', 'origin-forbidden'],
  })
  async signIn(
    @Body() body: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.begin(await this.signIns.signIn(body.email, body.password, request.ip), request, reply);
  }

  @Get('session')
  @RequireAccess('signed-in')
  @Route({ id: 'getSession', summary: 'Who am I', answer: SessionView })
  async show(@CurrentCaller() caller: Caller): Promise<SessionView> {
    return this.views.of(caller);
  }

  @Delete('session')
  @HttpCode(204)
  @RequireAccess('signed-in')
  @Route({ id: 'signOut', summary: 'Sign out', status: 204 })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.end(request);
    void reply.clearCookie(sessionCookieName(this.environment), sessionCookieOptions(this.environment));
  }

  private async end(request: FastifyRequest): Promise<void> {
    const token = request.cookies[sessionCookieName(this.environment)];
    if (token !== undefined) await this.sessions.signOut(token);
  }

  /** The session that the browser had before ends. */
  private async begin(session: StartedSession, request: FastifyRequest, reply: FastifyReply): Promise<SessionView> {
    await this.end(request);
    const options = sessionCookieOptions(this.environment, session.expiresAt);
    void reply.setCookie(sessionCookieName(this.environment), session.token, options);
    return this.views.ofMember(session.memberId);
  }
}
