import { createHmac } from 'node:crypto';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { areEqual } from '#auth-profiles';
import type { FastifyRequest } from 'fastify';

const formType = 'application/x-www-form-urlencoded';
const formLimitBytes = 16_384;

/** `@RouteConfig(acceptsForms)` on a route that takes a form; every other route refuses one, as any page of the web could send it. */
export const acceptsForms = { acceptsForms: true } as const;

/** Forms are read on the routes that ask for them (a field that came twice counts once), and JSON is the only other body there is. */
export function readForms(adapter: FastifyAdapter): void {
  adapter.getInstance().removeContentTypeParser('text/plain');
  adapter.useBodyParser(formType, false, { bodyLimit: formLimitBytes }, (request, body, done) => {
    const { config } = request.routeOptions as { readonly config?: { readonly acceptsForms?: boolean } };
    if (config?.acceptsForms === true) done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    else done(Object.assign(new Error('This route takes JSON.'), { statusCode: 415 }));
  });
}

/** The value of a field; empty when it was not sent. */
export function fieldOf(form: unknown, name: string): string {
  if (typeof form !== 'object' || form === null || !Object.hasOwn(form, name)) return '';
  const value = (form as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

/**
 * Whether the browser says that a form was posted from elsewhere. Old browsers say nothing, and with our referrer policy the
 * origin is `null`: then only the form's token tells.
 */
export function comesFromElsewhere(request: Pick<FastifyRequest, 'headers'>, publicOrigin: string): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && origin !== 'null' && origin !== publicOrigin;
}

/** What only a page that this server gave to this browser can hold: bound to the browser's cookie and to one purpose. */
export function formTokenFor(browserToken: string, purpose: string): string {
  return createHmac('sha256', browserToken).update(purpose).digest('base64url');
}

/** Whether a form carries the token that its page was given. */
export function hasFormToken(form: unknown, browserToken: string, purpose: string): boolean {
  return areEqual(fieldOf(form, 'formToken'), formTokenFor(browserToken, purpose));
}
