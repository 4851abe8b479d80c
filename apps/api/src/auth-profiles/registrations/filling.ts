import {
  fillUrl,
  isCredentialGrant,
  placeholdersIn,
  type AssertionSettings,
  type OAuthClientSettings,
} from '#auth-profiles';
import type { PresetParameter } from '#connectors';
import type { ClientRegistration } from '../resolved-auth-profile.js';

type Values = Readonly<Record<string, string>>;

/** What the URLs of a registration are filled with. */
export interface Filling {
  readonly redirectUri: string;
  readonly definitions: readonly PresetParameter[];
  readonly given: Values;
}

/** The values of the definitions, defaults for what is left out, each checked; throws `UrlParameterInvalidError`. */
export function checkParameters(definitions: readonly PresetParameter[], given: Values): Values {
  const parameters = toParameters(definitions, given);
  for (const { name } of definitions) fillUrl(`https://example.com/{${name}}`, parameters);
  return Object.fromEntries(definitions.map(({ name }) => [name, parameters.values[name] ?? '']));
}

/** A URL filled, where there is one; throws `UrlParameterInvalidError`. */
export function fillOptional(
  url: string | undefined,
  definitions: readonly PresetParameter[],
  given: Values,
): string | undefined {
  return url === undefined ? undefined : fillUrl(url, toParameters(definitions, given));
}

/** A URL with those values filled in that are known and valid; the others stay as `{parameters}`. */
export function fillKnown(url: string, definitions: readonly PresetParameter[], given: Values): string {
  const { values, patterns } = toParameters(definitions, given);
  return placeholdersIn(url).reduce((filled, name) => {
    const value = values[name] ?? '';
    const isFit = value !== '' && new RegExp(`^(?:${patterns[name] ?? '[\\w.-]+'})$`, 'u').test(value);
    return isFit ? filled.replaceAll(`{${name}}`, value) : filled;
  }, url);
}

/** All that OAuth needs of a registration; throws `UrlParameterInvalidError`, and a `TypeError` where there is no token endpoint. */
export function fillSettings(registration: ClientRegistration, filling: Filling): OAuthClientSettings {
  const { grantType, clientId, clientSecret, tokenUrl: tokenTemplate } = registration;
  if (isCredentialGrant(grantType) || clientId === undefined || tokenTemplate === undefined) {
    throw new TypeError(`The auth profile ${registration.id} has no token endpoint.`);
  }
  const { redirectUri, definitions, given } = filling;
  const fill = (url: string | undefined) => fillOptional(url, definitions, given);
  const { clientAuthentication, scopes, scopeSeparator, additionalFields, issuer } = registration;
  const tokenUrl = fillUrl(tokenTemplate, toParameters(definitions, given));
  const isSigned = grantType === 'jwt-bearer';
  return {
    profileId: registration.id,
    ...{ grantType, clientId, clientAuthentication, tokenUrl, redirectUri },
    ...{ scopes: fillScopes(scopes, definitions, given), scopeSeparator, additionalFields, issuer },
    authorizationUrl: fill(registration.authorizationUrl),
    refreshUrl: fill(registration.refreshUrl),
    revocationUrl: fill(registration.revocationUrl),
    // A private key is never a client's secret: it must not be sent.
    ...(isSigned ? { assertion: assertionOf(registration, { tokenUrl, filling }) } : { clientSecret }),
  };
}

/** Scopes that name a resource of the customer's own, such as `https://{organisation}/user_impersonation`. */
function fillScopes(scopes: readonly string[], definitions: readonly PresetParameter[], given: Values) {
  if (!scopes.some((scope) => placeholdersIn(scope).length > 0)) return scopes;
  const values = checkParameters(definitions, given);
  return scopes.map((scope) => scope.replace(/\{([A-Za-z][\w-]*)\}/g, (whole, name: string) => values[name] ?? whole));
}

function assertionOf(
  { clientId = '', clientSecret = '', subject, audience, keyId }: ClientRegistration,
  { tokenUrl, filling }: { readonly tokenUrl: string; readonly filling: Filling },
): AssertionSettings {
  const isTemplate = audience !== undefined && placeholdersIn(audience).length > 0;
  const filled = isTemplate ? fillOptional(audience, filling.definitions, filling.given) : audience;
  return {
    privateKey: clientSecret,
    issuer: clientId,
    subject: subject ?? clientId,
    audience: filled ?? tokenUrl,
    keyId,
  };
}

function toParameters(definitions: readonly PresetParameter[], given: Values) {
  const defaults = definitions.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]]));
  const patterns = definitions.map(({ name, pattern }) => [name, pattern] as const);
  return {
    values: { ...(Object.fromEntries(defaults) as Record<string, string>), ...given },
    patterns: Object.fromEntries(patterns),
  };
}
