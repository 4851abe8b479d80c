import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Environment } from '../config/environment.js';
import { Callers, type AnyCaller, type IdentifyOptions } from '../http/caller.js';
import { LiveKeysService } from './live-keys.service.js';
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
    private readonly apiKeys: LiveKeysService,
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
    if (token === undefined) return undefined;
    return this.sessions.identify(token, isLookingOn(request) ? { isPassive: true } : options);
  }

  private holderOf(token: string, options?: IdentifyOptions): Promise<AnyCaller> | AnyCaller {
    const identify = this.others.get(token.slice(0, token.indexOf('_') + 1));
    return identify === undefined ? this.apiKeys.identify(token, options) : identify(token, options);
  }
}

/** What a page asks for by itself, and streams of events, are no use of a session. */
function isLookingOn({ method, headers }: FastifyRequest): boolean {
  if (method !== 'GET') return false;
  return headers['x-attache-passive'] === '1' || headers.accept?.includes('text/event-stream') === true;
}
