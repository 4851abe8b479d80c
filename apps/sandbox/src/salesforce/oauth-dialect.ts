import { createHmac } from 'node:crypto';
import type { AuthorizationDialect, IssuedTokens, OAuthRefusal } from '../system.js';
import { findPerson, identityUrl, people } from './directory.js';

const scopes: Readonly<Record<string, string>> = {
  api: 'Read and change your records',
  refresh_token: 'Keep this access until you take it back',
  openid: 'Know who you are',
  id: 'See your user name and organisation',
  profile: 'See your name',
  email: 'See your e-mail address',
  full: 'Do everything that you can do',
};

/** How the vendor's authorization server differs from the standard. */
export function oauthDialect(url: string, now: () => Date): AuthorizationDialect {
  return {
    paths: {
      authorization: '/services/oauth2/authorize',
      token: '/services/oauth2/token',
      introspection: '/services/oauth2/introspect',
      jwks: '/id/keys',
    },
    scopes,
    appScopes: ['api'],
    refreshTokenScopes: ['refresh_token'],
    integrationPersonId: people[0]?.id ?? '',
    accessTokenLifetimeSeconds: 2 * 60 * 60,
    adaptQuery,
    accessTokenPrefix: (personId) => `${findPerson(personId).organizationId.slice(0, 15)}!AQ`,
    tokenAnswer: (issued) => tokenAnswer(issued, url, now()),
    refusal,
  };
}

/** Scopes may be left out, `offline_access` is `refresh_token`, and a challenge alone means S256. */
function adaptQuery(query: URLSearchParams): void {
  const asked = (query.get('scope') ?? 'api refresh_token').split(/[ +]/).filter(Boolean);
  const named = asked.map((scope) => (scope === 'offline_access' ? 'refresh_token' : scope));
  query.set('scope', [...new Set(named)].join(' '));
  if (query.has('code_challenge') && !query.has('code_challenge_method')) query.set('code_challenge_method', 'S256');
}

/** There is no `expires_in`: how long a session lasts is the customer's setting. */
function tokenAnswer(issued: IssuedTokens, url: string, now: Date): Readonly<Record<string, unknown>> {
  const id = identityUrl(url, findPerson(issued.personId));
  const issuedAt = String(now.getTime());
  return {
    access_token: issued.accessToken,
    ...(issued.refreshToken ? { refresh_token: issued.refreshToken } : {}),
    signature: createHmac('sha256', issued.app.clientSecret).update(`${id}${issuedAt}`).digest('base64'),
    scope: issued.scopes.join(' '),
    ...(issued.idToken ? { id_token: issued.idToken } : {}),
    instance_url: url,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}

interface Wording {
  readonly when: (refusal: OAuthRefusal) => boolean;
  readonly error?: string;
  readonly description: string;
}

const is =
  (error: string, detail = /(?:)/) =>
  (refusal: OAuthRefusal) =>
    refusal.error === error && detail.test(refusal.detail);

/** The vendor's words; the first that fits is used. */
const wordings: readonly Wording[] = [
  {
    when: is('invalid_grant', /redirect_uri mismatch/),
    error: 'redirect_uri_mismatch',
    description: 'redirect_uri must match configuration',
  },
  { when: is('invalid_grant', /code_verifier/), description: 'invalid code verifier' },
  {
    when: (refusal) => is('invalid_grant')(refusal) && refusal.grantType === 'refresh_token',
    description: 'expired access/refresh token',
  },
  {
    when: (refusal) => is('invalid_grant')(refusal) && refusal.grantType === 'password',
    description: 'authentication failure - Invalid Password',
  },
  {
    when: (refusal) => refusal.grantType === 'jwt-bearer' && /consumer/.test(refusal.detail),
    description: "user hasn't approved this consumer",
  },
  {
    when: (refusal) => refusal.grantType === 'jwt-bearer' && /client identifier/.test(refusal.detail),
    error: 'invalid_client_id',
    description: 'client identifier invalid',
  },
  {
    when: (refusal) => refusal.grantType === 'jwt-bearer' && /"aud"/.test(refusal.detail),
    description: 'audience is invalid',
  },
  { when: (refusal) => refusal.grantType === 'jwt-bearer', description: 'invalid assertion' },
  { when: is('invalid_grant', /not found|client mismatch/), description: 'invalid authorization code' },
  { when: is('invalid_grant'), description: 'expired authorization code' },
  {
    when: is('invalid_redirect_uri'),
    error: 'redirect_uri_mismatch',
    description: 'redirect_uri must match configuration',
  },
  {
    when: is('invalid_client', /client not found/),
    error: 'invalid_client_id',
    description: 'client identifier invalid',
  },
  {
    when: (refusal) => is('invalid_client')(refusal) && refusal.grantType === undefined,
    error: 'invalid_client_id',
    description: 'client identifier invalid',
  },
  { when: is('invalid_client'), description: 'invalid client credentials' },
  { when: is('access_denied'), description: 'end-user denied authorization' },
  { when: is('unsupported_grant_type'), description: 'grant type not supported' },
  {
    when: ({ error, description }) => error === 'invalid_request' && description.includes('requires PKCE'),
    description: 'missing required code challenge',
  },
];

function refusal(found: OAuthRefusal): ReturnType<AuthorizationDialect['refusal']> {
  const wording = wordings.find(({ when }) => when(found));
  return {
    status: 400,
    error: wording?.error ?? found.error,
    description: wording?.description ?? found.description,
  };
}
