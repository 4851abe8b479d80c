import type { Environment } from '../../config/environment.js';
import { RequestInvalidError } from '../../http/problem.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';

type Site = Pick<Environment, 'publicUrl' | 'allowedHosts'>;

/**
 * The address that the last page may lead to: https, this server's own origin, a path on it, or a host that the operator lists.
 * @throws {RequestInvalidError}
 */
export function checkReturnUrl(text: string, site: Site): string {
  const url = /[\s\p{C}]/u.test(text) ? null : wholeUrl(text, site);
  if (url === null) throw refusal('Give a whole URL, such as https://chat.example.com/, or a path of this server.');
  if (url.username !== '' || url.password !== '') throw refusal('Remove the user name and password from it.');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isTrusted(url, site))) return url.href;
  throw refusal('Use https: http only for this server itself and for hosts that the operator lists.');
}

/** A path stays on this server's own origin: neither `//host` nor `/\\host` is one. */
function wholeUrl(text: string, { publicUrl }: Site): URL | null {
  if (!text.startsWith('/')) return URL.parse(text);
  const url = URL.parse(text, publicUrl);
  return url?.origin === new URL(publicUrl).origin ? url : null;
}

function isTrusted(url: URL, { publicUrl, allowedHosts }: Site): boolean {
  return (
    url.origin === new URL(publicUrl).origin || allowedHosts.some((host) => host === url.host || host === url.hostname)
  );
}

function refusal(detail: string): RequestInvalidError {
  return new RequestInvalidError([{ pointer: '/returnUrl', detail }]);
}

/** The link of the last page: it names the request and how it stands, and nothing else. */
export function returnLink({ returnUrl, id, status }: AuthorizationRequest): string | undefined {
  if (returnUrl === null) return undefined;
  const url = new URL(returnUrl);
  url.searchParams.set('authorizationRequestId', id);
  url.searchParams.set('status', status);
  return url.href;
}
