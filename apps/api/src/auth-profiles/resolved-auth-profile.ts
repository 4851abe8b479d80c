import type {
  AuthorizationField,
  ClientAuthentication,
  GrantType,
  OAuthClientSettings,
  OwnCredentials,
} from '#auth-profiles';
import type { CredentialPreset, PresetParameter } from '#connectors';
import { callbackUrlOf, definitionsOf } from './registrations/parameters.js';
import { checkParameters, fillKnown, fillOptional, fillSettings } from './registrations/filling.js';

/** A way to authorize as it is kept, its secrets opened: never log it, never answer with it. */
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
  /** Undefined, as `tokenUrl` is, where what people type in authorizes calls. */
  readonly clientId?: string;
  /** With `jwt-bearer` the private key. */
  readonly clientSecret?: string;
  readonly clientAuthentication: ClientAuthentication;
  /** URLs may hold `{parameters}`. */
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
  readonly revocationUrl?: string;
  readonly scopes: readonly string[];
  readonly scopeSeparator: string;
  readonly additionalFields: Readonly<Record<string, string>>;
  readonly authorizationFields: readonly AuthorizationField[];
  readonly issuer?: string;
  /** Where the API lives, when not where the connector expects it. */
  readonly apiUrl?: string;
  /** Which of the connector's credentials are asked for. */
  readonly credentialsId?: string;
  /** What is asked for where no connector tells it. */
  readonly credentials?: OwnCredentials;
  /** Of assertions, as the two that follow. */
  readonly subject?: string;
  readonly audience?: string;
  readonly keyId?: string;
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
  /** It was stopped: nothing is authorized with it, and none of its tokens is served. */
  readonly isPaused?: boolean;
  /** The values that its URLs, or the base URL of the API, need; those with a default may be left out. */
  readonly parameterDefinitions: readonly PresetParameter[];
  /** What people are asked for and where it goes in calls; with `basic` and `api-key` only. */
  readonly credentials?: CredentialPreset;
  /** The values with defaults for what is left out, each checked; others are left away. Throws `UrlParameterInvalidError`. */
  checkedParameters(parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** All that OAuth needs, the URLs filled; throws `UrlParameterInvalidError`. Only where there is a token endpoint: not with `basic` and `api-key`. */
  clientSettings(parameters: Readonly<Record<string, string>>): OAuthClientSettings;
  /** Where the API lives; undefined: where the connector says. Throws `UrlParameterInvalidError`. */
  apiUrlOf(parameters: Readonly<Record<string, string>>): string | undefined;
  /** Where what is typed in goes, `{parameters}` standing where a value is not known yet; `baseUrl` is where the connector says that the API lives. */
  typedGoesTo(parameters: Readonly<Record<string, string>>, baseUrl: () => string): readonly string[];
  /** What must answer 2xx to what was typed in; undefined where the connector alone can tell. Throws `UrlParameterInvalidError`. */
  checkUrlOf(parameters: Readonly<Record<string, string>>): string | undefined;
}

/** What a registration needs from around it. */
export interface RegistrationSurroundings {
  readonly publicUrl: string;
  /** What the connector declares of the parameters of this way to authorize. */
  readonly parameters: readonly PresetParameter[];
  /** What people are asked for. */
  readonly credentials?: CredentialPreset;
}

/** Makes what the server works with of what is kept. */
export function resolveRegistration(
  registration: ClientRegistration,
  { publicUrl, parameters, credentials }: RegistrationSurroundings,
): ResolvedAuthProfile {
  const { id, kind, connectorId, name, identityProviderName, grantType, scopes } = registration;
  const { authorizationFields, version, registrationVersion, apiUrl } = registration;
  const parameterDefinitions = definitionsOf(registration, parameters);
  const redirectUri = callbackUrlOf(publicUrl, id);
  const fill = (url: string | undefined, given: Readonly<Record<string, string>>) =>
    fillOptional(url, parameterDefinitions, given);
  return {
    ...{ id, kind, connectorId, name, identityProviderName, grantType, scopes },
    ...{ authorizationFields, version, registrationVersion, parameterDefinitions, credentials },
    checkedParameters: (given) => checkParameters(parameterDefinitions, given),
    clientSettings: (given) => fillSettings(registration, { redirectUri, definitions: parameterDefinitions, given }),
    apiUrlOf: (given) => fill(apiUrl, given),
    typedGoesTo: (given, baseUrl) => {
      const { tokenUrl, credentials: own } = registration;
      const urls = credentials === undefined ? [tokenUrl] : [apiUrl ?? baseUrl(), own?.checkUrl];
      return urls.flatMap((url) => (url === undefined ? [] : [fillKnown(url, parameterDefinitions, given)]));
    },
    checkUrlOf: (given) => fill(registration.credentials?.checkUrl, given),
  };
}
