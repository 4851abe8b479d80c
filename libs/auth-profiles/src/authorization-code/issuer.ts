import { IssuerMismatchError, type FlowErrorOptions } from '../errors.js';
import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';

/**
 * Checks the callback's `iss` (RFC 9207). A profile with an issuer demands exactly it; without one, an `iss` that comes anyway must at
 * least be of the authorization URL's own site. Throws `IssuerMismatchError`.
 */
export function checkIssuer(iss: string | undefined, settings: OAuthClientSettings, about: FlowErrorOptions): void {
  const isExpected =
    settings.issuer === undefined
      ? iss === undefined || isSameSite(iss, settings.authorizationUrl ?? '')
      : iss === settings.issuer;
  if (isExpected) return;
  throw new IssuerMismatchError(
    'The answer does not come from the provider that was asked: start again, and if the provider is right, set its issuer in the profile.',
    about,
  );
}

function isSameSite(left: string, right: string): boolean {
  if (!URL.canParse(left) || !URL.canParse(right)) return false;
  const [one, other] = [new URL(left), new URL(right)];
  return one.protocol === other.protocol && siteOf(one) === siteOf(other);
}

/** The last two labels of a name; an address, or a name of one label, with its port. */
function siteOf({ hostname, host }: URL): string {
  return /[^.]+\.[a-z][^.]*$/.exec(hostname)?.[0] ?? host;
}
