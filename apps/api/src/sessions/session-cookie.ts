import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Environment } from '../config/environment.js';

/** On https the browser itself holds the cookie to this host, path and https (`__Host-`). */
export function sessionCookieName(environment: Pick<Environment, 'isHttps'>): string {
  return environment.isHttps ? '__Host-attache_session' : 'attache_session';
}

/** Attributes of the session cookie; without `expires` it is being cleared. */
export function sessionCookieOptions(
  environment: Pick<Environment, 'isHttps'>,
  expires?: Date,
): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: environment.isHttps, ...(expires && { expires }) };
}
