import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Environment } from '../config/environment.js';
import { Callers, type AnyCaller, type IdentifyOptions } from '../http/caller.js';
import { ApiKeysService } from './api-keys.service.js';
import { sessionCookieName } from '../sessions/session-cookie.js';
import { SessionsService } from '../sessions/sessions.service.js';

const bearer = /^Bearer +(\S+)$/i;

/** Finds out who holds a token. */
type IdentifyToken = (token: string, options?: IdentifyOptions) => Promise<AnyCaller>;

/** Recognizes API keys, session cookies and chat sessions. A request that sends a token is never judged by its cookie. */
@Injectable()
export class CallersService extends Callers {
  private readonly cookieName: string;
  private readonly others = new Map<string, IdentifyToken>();

  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly sessions: SessionsService,
    environment: Environment,
  ) {
    super();
    this.cookieName = sessionCookieName(environment);
  }

  /** Hands tokens that begin with a prefix, such as `cht_`, to the feature that knows them. Call it in a constructor. */
  recognize(prefix: string, identify: IdentifyToken): void {
    this.others.set(prefix, identify);
  }

  override identify(
    request: FastifyRequest,
    options?: IdentifyOptions,
  ): Promise<AnyCaller | undefined> | AnyCaller | undefined {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.holderOf(bearer.exec(authorization)?.[1] ?? '', options);
    const token = request.cookies[this.cookieName];
    return token === undefined ? undefined : this.sessions.identify(token, options);
  }

  private holderOf(token: string, options?: IdentifyOptions): Promise<AnyCaller> | AnyCaller {
    const identify = this.others.get(token.slice(0, token.indexOf('_') + 1));
    return identify === undefined ? this.apiKeys.identify(token) : identify(token, options);
  }
}
