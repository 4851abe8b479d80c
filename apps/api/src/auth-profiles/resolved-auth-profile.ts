import {
  fillUrl,
  placeholdersIn,
  type AuthorizationField,
  type ClientAuthentication,
  type GrantType,
  type OAuthClientSettings,
} from '#auth-profiles';
import type { PresetParameter } from '#connectors';

/** A client registration as it is kept, its secrets opened: never log it, never answer with it. */
export interface ClientRegistration {
  readonly id: string;
  /** `system` is the operator's own, and serves our own connectors only. */
  readonly kind: 'system' | 'custom';
  /** The only connector it serves; a custom profile without one serves any. */
  readonly connectorId?: string;
  readonly name: string;
  /** Shown to end users. */
  readonly identityProviderName: string;
  readonly grantType: GrantType;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly clientAuthentication: ClientAuthentication;
  /** URLs may hold `{parameters}`. */
  readonly authorizationUrl?: string;
  readonly tokenUrl: string;
  readonly refreshUrl?: string;
  readonly revocationUrl?: string;
  readonly scopes: readonly string[];
  readonly scopeSeparator: string;
  readonly additionalFields: Readonly<Record<string, string>>;
  readonly authorizationFields: readonly AuthorizationField[];
  readonly issuer?: string;
  readonly version: number;
  /** Another one when tokens that were given before belong to another client or provider: do not send them to this one. */
  readonly registrationVersion: number;
}

/** An auth profile as the rest of the server works with it; it holds secrets: never log it, never answer with it. */
export interface ResolvedAuthProfile extends Pick<
  ClientRegistration,
  | 'id'
  | 'kind'
  | 'connectorId'
  | 'name'
  | 'identityProviderName'
  | 'grantType'
  | 'scopes'
  | 'authorizationFields'
  | 'version'
  | 'registrationVersion'
> {
  /** The values that its URLs need; those with a default may be left out. */
  readonly parameterDefinitions: readonly PresetParameter[];
  /** All that OAuth needs, the URLs filled; throws `UrlParameterInvalidError`. Values that no URL needs are ignored. */
  clientSettings(parameters: Readonly<Record<string, string>>): OAuthClientSettings;
}

/** What a registration needs from around it. */
export interface RegistrationSurroundings {
  readonly publicUrl: string;
  /** What the connector declares of its parameters. */
  readonly parameters: readonly PresetParameter[];
}

const tenant: PresetParameter = {
  name: 'tenant',
  title: 'Tenant',
  description: 'The name of your organisation, as it stands in the address of the system.',
  pattern: '[A-Za-z0-9](?:[\\w.\\-]*[A-Za-z0-9])?',
  examples: [],
};

/** The redirect URI of a profile: distinct for each (RFC 9700 section 4.4). */
export function callbackUrlOf(publicUrl: string, profileId: string): string {
  return `${publicUrl}/oauth/callback/${profileId}`;
}

/** The values that the URLs of a registration need. */
export function parametersOf(
  registration: Pick<ClientRegistration, 'authorizationUrl' | 'tokenUrl' | 'refreshUrl' | 'revocationUrl'>,
  declared: readonly PresetParameter[],
): readonly PresetParameter[] {
  const { authorizationUrl, tokenUrl, refreshUrl, revocationUrl } = registration;
  const urls = [authorizationUrl, tokenUrl, refreshUrl, revocationUrl];
  const needed = new Set(urls.flatMap((url) => placeholdersIn(url ?? '')));
  const known = declared.some(({ name }) => name === tenant.name) ? declared : [...declared, tenant];
  return known.filter(({ name }) => needed.has(name));
}

/** Makes what the server works with of what is kept. */
export function resolveRegistration(
  registration: ClientRegistration,
  { publicUrl, parameters }: RegistrationSurroundings,
): ResolvedAuthProfile {
  const { id, kind, connectorId, name, identityProviderName, grantType, scopes } = registration;
  const { authorizationFields, version, registrationVersion } = registration;
  const definitions = parametersOf(registration, parameters);
  const redirectUri = callbackUrlOf(publicUrl, id);
  return {
    ...{ id, kind, connectorId, name, identityProviderName, grantType, scopes },
    ...{ authorizationFields, version, registrationVersion },
    parameterDefinitions: definitions,
    clientSettings: (given) => fillSettings(registration, { redirectUri, definitions, given }),
  };
}

interface Filling {
  readonly redirectUri: string;
  readonly definitions: readonly PresetParameter[];
  readonly given: Readonly<Record<string, string>>;
}

function fillSettings(registration: ClientRegistration, { redirectUri, definitions, given }: Filling) {
  const defaults = definitions.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]]));
  const patterns = definitions.map(({ name, pattern }) => [name, pattern] as const);
  const parameters = {
    values: { ...(Object.fromEntries(defaults) as Record<string, string>), ...given },
    patterns: Object.fromEntries(patterns),
  };
  const fill = (url: string | undefined) => (url === undefined ? undefined : fillUrl(url, parameters));
  const { clientId, clientSecret, clientAuthentication, grantType } = registration;
  const { scopes, scopeSeparator, additionalFields, issuer } = registration;
  return {
    profileId: registration.id,
    ...{ grantType, clientId, clientSecret, clientAuthentication },
    authorizationUrl: fill(registration.authorizationUrl),
    tokenUrl: fillUrl(registration.tokenUrl, parameters),
    refreshUrl: fill(registration.refreshUrl),
    revocationUrl: fill(registration.revocationUrl),
    ...{ scopes, scopeSeparator, additionalFields, issuer },
    redirectUri,
  };
}
