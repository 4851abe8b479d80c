import { createHash } from 'node:crypto';
import type {
  AuthorizationDialect,
  IssuedTokens,
  OAuthRefusal,
  SystemOAuth,
  SystemPlace,
  WordedRefusal,
} from '../system.js';
import { offlineScope } from './scope-names.js';

/** What an authorization server that follows the standard leaves open. */
export interface StandardOAuth {
  /** The system's id: the operator's app is named after it. */
  readonly id: string;
  readonly paths: AuthorizationDialect['paths'];
  /** Scope -> what it allows, in plain words; at least one. */
  readonly scopes: Readonly<Record<string, string>>;
  /** What the operator's app asks for, and what is meant where no scope is asked for; all unless told. */
  readonly systemScopes?: readonly string[];
  /** Whom a client-credentials token stands for. */
  readonly integrationPersonId: string;
  readonly accessTokenLifetimeSeconds: number;
  /** What it takes to get a refresh token: one of these scopes, or these parameters; nothing unless told. */
  readonly refreshTokens?:
    { readonly scopes: readonly string[] } | { readonly parameters: Readonly<Record<string, string>> };
  readonly rotatesRefreshTokens?: boolean;
  readonly isPkceRequired?: boolean;
  readonly clientAuthentication?: AuthorizationDialect['clientAuthentication'];
  readonly grantTypes?: SystemOAuth['grantTypes'];
  readonly revocationPath?: string;
  readonly accessTokenPrefix?: string;
  /** Members of the token answer besides the standard's; undefined takes one of those away. */
  readonly tokenAnswer?: (issued: IssuedTokens, place: SystemPlace) => Readonly<Record<string, unknown>>;
  /** OAuth error -> the system's description of it. */
  readonly descriptions?: Readonly<Record<string, string>>;
  /** Words a refusal altogether differently. */
  readonly refusal?: (refusal: WordedRefusal & Pick<OAuthRefusal, 'grantType' | 'detail'>) => Partial<WordedRefusal>;
}

/** Makes an authorization server that follows RFC 6749, as far as its system does. */
export function standardOAuth(parts: StandardOAuth): SystemOAuth {
  const { id, paths, scopes, systemScopes = Object.keys(scopes), grantTypes, revocationPath } = parts;
  return {
    systemApp: {
      clientId: `attache-sandbox-${id}`,
      clientSecret: createHash('sha256').update(`sandbox app at ${id}`).digest('hex'),
      name: 'Attaché',
      isPkceRequired: parts.isPkceRequired ?? false,
      rotatesRefreshTokens: parts.rotatesRefreshTokens ?? false,
    },
    scopes: systemScopes,
    grantTypes,
    revocationPath: revocationPath ?? paths.revocation,
    dialect: (place) => ({
      paths,
      scopes,
      appScopes: systemScopes,
      refreshTokenScopes: refreshTokenScopes(parts),
      integrationPersonId: parts.integrationPersonId,
      clientAuthentication: parts.clientAuthentication,
      accessTokenLifetimeSeconds: parts.accessTokenLifetimeSeconds,
      adaptQuery: (query) => adaptQuery(query, parts, systemScopes),
      accessTokenPrefix: () => parts.accessTokenPrefix ?? '',
      tokenAnswer: (issued) => ({ ...standardAnswer(issued), ...parts.tokenAnswer?.(issued, place) }),
      refusal: (refusal) => wordRefusal(refusal, parts),
    }),
  };
}

function refreshTokenScopes({ refreshTokens }: StandardOAuth): readonly string[] | undefined {
  if (refreshTokens === undefined) return undefined;
  return 'scopes' in refreshTokens ? refreshTokens.scopes : [offlineScope];
}

function adaptQuery(query: URLSearchParams, { refreshTokens }: StandardOAuth, byDefault: readonly string[]): void {
  const asked = (query.get('scope') ?? '').split(/[ ,+]/).filter(Boolean);
  const isOffline =
    refreshTokens !== undefined &&
    'parameters' in refreshTokens &&
    Object.entries(refreshTokens.parameters).every(([name, value]) => query.get(name) === value);
  const meant = asked.length > 0 ? asked : byDefault;
  query.set('scope', [...meant, ...(isOffline ? [offlineScope] : [])].join(' '));
}

/** RFC 6749, section 5.1. */
function standardAnswer({ accessToken, refreshToken, idToken, scopes, expiresInSeconds }: IssuedTokens) {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: expiresInSeconds,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(idToken !== undefined && { id_token: idToken }),
    scope: scopes.join(' '),
  };
}

/** RFC 6749, section 5.2. */
function wordRefusal({ error, description, detail, grantType }: OAuthRefusal, parts: StandardOAuth): WordedRefusal {
  const worded = {
    status: error === 'invalid_client' ? 401 : 400,
    error,
    description: parts.descriptions?.[error] ?? description,
  };
  return { ...worded, ...parts.refusal?.({ ...worded, detail, grantType }) };
}
