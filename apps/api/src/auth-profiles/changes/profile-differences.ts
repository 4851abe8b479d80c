import { parseScopes, type ProfileDraft } from '#auth-profiles';
import type { ClientRegistration } from '../resolved-auth-profile.js';
import { originOf } from './draft-check.js';

type Urls = Pick<ProfileDraft, 'authorizationUrl' | 'tokenUrl' | 'refreshUrl' | 'revocationUrl'>;

/** Whether the client secret would be sent to an address that it was not entered for. */
export function sendsSecretElsewhere(before: Urls, after: Urls): boolean {
  const known = new Set(receivers(before));
  return receivers(after).some((origin) => !known.has(origin));
}

/** Whether tokens that were given before belong to another client or another provider now. */
export function isOtherRegistration(before: ClientRegistration, after: ProfileDraft): boolean {
  const isOtherClient = before.clientId !== after.clientId || before.grantType !== after.grantType;
  return isOtherClient || sendsSecretElsewhere(before, after) || authorizer(before) !== authorizer(after);
}

/** Whether a profile asks for scopes that nobody has granted yet. */
export function asksForMore(before: ClientRegistration, after: ProfileDraft): boolean {
  return parseScopes(after.scopes ?? []).some((scope) => !before.scopes.includes(scope));
}

function receivers({ tokenUrl, refreshUrl, revocationUrl }: Urls): readonly string[] {
  return [tokenUrl, refreshUrl, revocationUrl].flatMap((url) => (url === undefined ? [] : [originOf(url)]));
}

function authorizer({ authorizationUrl }: Urls): string | undefined {
  return authorizationUrl === undefined ? undefined : originOf(authorizationUrl);
}
