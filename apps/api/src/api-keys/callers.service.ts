import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Environment } from '../config/environment.js';
import { Callers, type Caller, type IdentifyOptions } from '../http/caller.js';
import { ApiKeysService } from './api-keys.service.js';
import { sessionCookieName } from '../sessions/session-cookie.js';
import { SessionsService } from '../sessions/sessions.service.js';

const bearer = /^Bearer +(\S+)$/i;

/** Recognizes API keys and session cookies. A request that sends a key is never judged by its cookie. */
@Injectable()
export class CallersService extends Callers {
  private readonly cookieName: string;

  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly sessions: SessionsService,
    environment: Environment,
  ) {
    super();
    this.cookieName = sessionCookieName(environment);
  }

  override identify(
    request: FastifyRequest,
    options?: IdentifyOptions,
  ): Promise<Caller | undefined> | Caller | undefined {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.apiKeys.identify(bearer.exec(authorization)?.[1] ?? '');
    const token = request.cookies[this.cookieName];
    return token === undefined ? undefined : this.sessions.identify(token, options);
  }
}
