import { isCredentialGrant, parseScopes, urlsOf, type ProfileDraft } from '#auth-profiles';
import type { ClientRegistration } from '../resolved-auth-profile.js';
import { originOf } from './draft-check.js';

type Urls = Pick<ProfileDraft, 'authorizationUrl' | 'tokenUrl' | 'refreshUrl' | 'revocationUrl'>;

/** Whether the client secret would be sent to an address that it was not entered for. */
export function sendsSecretElsewhere(before: Urls, after: Urls): boolean {
  const known = new Set(receivers(before));
  return receivers(after).some((origin) => !known.has(origin));
}

/** Whether values that are added to calls would be sent to an address that they were not entered for. */
export function sendsFieldsElsewhere(before: ProfileDraft, after: ProfileDraft): boolean {
  const known = new Set(placesOfCalls(before));
  return placesOfCalls(after).some((place) => !known.has(place));
}

/** Whether tokens that were given before belong to another client or another provider now. */
export function isOtherRegistration(before: ClientRegistration, after: ProfileDraft): boolean {
  const isOtherClient = before.clientId !== after.clientId || before.grantType !== after.grantType;
  return (
    isOtherClient ||
    sendsSecretElsewhere(before, after) ||
    authorizer(before) !== authorizer(after) ||
    destination(before) !== destination(after)
  );
}

/** Where, and how, everything that is authorized is sent: what was given for one place must never reach another. */
export function destination(profile: ProfileDraft): string {
  const { grantType, apiUrl, credentialsId, credentials, subject } = profile;
  const isTyped = grantType !== undefined && isCredentialGrant(grantType);
  const { in: where, name, prefix, usernameSuffix, password } = credentials?.placement ?? {};
  const placement = isTyped ? [credentialsId, where, name, prefix, usernameSuffix, password] : [];
  const checked = urlsOf(profile).find(({ field }) => field === 'checkUrl');
  const origins = [apiUrl, checked?.text].map((url) => url && originOf(url));
  return JSON.stringify([...origins, ...placement, ...(subject === undefined ? [] : [subject])]);
}

/** Whether a profile asks for scopes that nobody has granted yet. */
export function asksForMore(before: ClientRegistration, after: ProfileDraft): boolean {
  return parseScopes(after.scopes ?? []).some((scope) => !before.scopes.includes(scope));
}

function receivers({ tokenUrl, refreshUrl, revocationUrl }: Urls): readonly string[] {
  return [tokenUrl, refreshUrl, revocationUrl].flatMap((url) => (url === undefined ? [] : [originOf(url)]));
}

/** Without a URL of the profile's own, calls go to where the connector says. */
function placesOfCalls({ apiUrl, credentials }: ProfileDraft): readonly string[] {
  const { checkUrl = '' } = credentials ?? {};
  return [apiUrl === undefined ? '' : originOf(apiUrl), ...(checkUrl === '' ? [] : [originOf(checkUrl)])];
}

function authorizer({ authorizationUrl }: Urls): string | undefined {
  return authorizationUrl === undefined ? undefined : originOf(authorizationUrl);
}
