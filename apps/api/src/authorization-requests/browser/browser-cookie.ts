import type { CookieSerializeOptions } from '@fastify/cookie';
import { isTokenShaped, newRandomToken } from '#auth-profiles';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../../config/environment.js';

type Site = Pick<Environment, 'isHttps'>;

const keptForSeconds = 24 * 3_600;

/** On https the browser itself holds the cookie to this host, path and https (`__Host-`). */
export function browserCookieName({ isHttps }: Site): string {
  return isHttps ? '__Host-attache_browser' : 'attache_browser';
}

/** The secret that this browser carries, where it carries one. */
export function browserTokenOf(request: FastifyRequest, site: Site): string | undefined {
  const value = request.cookies[browserCookieName(site)];
  return isTokenShaped(value) ? value : undefined;
}

/**
 * Gives the browser a secret, or leaves it the one it has: one for all that it does here, so that several tabs and several requests
 * never take each other's away. It is given with the first page, so that a double click finds it there.
 */
export function ensureBrowserToken(request: FastifyRequest, reply: FastifyReply, site: Site): string {
  const token = browserTokenOf(request, site) ?? newRandomToken().token;
  const options: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: site.isHttps };
  void reply.setCookie(browserCookieName(site), token, { ...options, maxAge: keptForSeconds });
  return token;
}
