import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../config/environment.js';
import type { CallerIdentity } from '../http/caller.js';
import { ProblemError } from '../http/problem.js';
import { sessionCookieName, sessionCookieOptions } from './session-cookie.js';
import type { SessionView } from './session.dto.js';
import type { SignInMethod } from './session.entity.js';
import { SessionViewsService } from './session-views.service.js';
import { SessionsService } from './sessions.service.js';

/** The browser that somebody signs in with. */
interface Browser {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Begins and ends sessions of browsers: what the cookie says. */
@Injectable()
export class SessionStartsService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly views: SessionViewsService,
    private readonly environment: Environment,
  ) {}

  /**
   * Begins a session, always a new one; the one that the browser had before ends.
   * @param begun done before the browser is told of the session, with its id
   * @throws {ProblemError} `single-sign-on-required` where the workspace takes no password of this member
   */
  async start(
    memberId: string,
    method: SignInMethod,
    { request, reply }: Browser,
    begun?: (sessionId: string) => Promise<void>,
  ): Promise<SessionView> {
    // Before anything is stored: a sign-in that is refused is no event, and makes no browser a known one.
    if (!(await this.sessions.mayStart(memberId, method))) throw refused();
    const userAgent = request.headers['user-agent'] ?? '';
    const session = await this.sessions.start(memberId, { method, address: request.ip, userAgent });
    const caller = await this.sessions.identify(session.token);
    if (caller === undefined) {
      await this.sessions.signOut(session.token);
      throw refused();
    }
    await begun?.(caller.sessionId ?? '');
    await this.forget(request);
    const options = sessionCookieOptions(this.environment, session.expiresAt);
    void reply.setCookie(sessionCookieName(this.environment), session.token, options);
    return this.views.of(caller, await this.secondsLeft(session.token));
  }

  /** What is shown of a caller. */
  async view(caller: CallerIdentity, request: FastifyRequest): Promise<SessionView> {
    const token = caller.kind === 'member' ? this.tokenOf(request) : undefined;
    return this.views.of(caller, token === undefined ? null : await this.secondsLeft(token));
  }

  /** Ends the session of a browser. */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.forget(request);
    void reply.clearCookie(sessionCookieName(this.environment), sessionCookieOptions(this.environment));
  }

  private async forget(request: FastifyRequest): Promise<void> {
    const token = this.tokenOf(request);
    if (token !== undefined) await this.sessions.signOut(token);
  }

  private tokenOf(request: FastifyRequest): string | undefined {
    return request.cookies[sessionCookieName(this.environment)];
  }

  private async secondsLeft(token: string): Promise<number> {
    return Math.max(0, Math.floor(((await this.sessions.remainingMs(token)) ?? 0) / 1000));
  }
}

function refused(): ProblemError {
  return new ProblemError('single-sign-on-required', 'This workspace takes no password of you; use single sign-on.');
}
