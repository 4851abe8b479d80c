import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { pageHeaders } from '../pages.js';
import type { AuthorizationDialect } from '../system.js';
import type { AuthorizationParts } from './authorization-server.js';
import { refusalPage } from './sign-in-pages.js';
import { offlineScope, scopeInside, scopesOutside } from './scope-names.js';
import type { TokenVault } from './token-vault.js';

const hour = 60 * 60;
const year = 365 * 24 * hour;

/** Everything oidc-provider needs to know of one system; keys are made anew at every start. */
export async function providerSettings(parts: AuthorizationParts, vault: TokenVault): Promise<Configuration> {
  const { dialect, prefix } = parts;
  return {
    ...rules(parts),
    adapter: (model: string) => vault.adapter(model),
    jwks: { keys: [await signingKey()] },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: cookieNames(prefix),
      long: { httpOnly: true, sameSite: 'lax', path: prefix },
      short: { httpOnly: true, sameSite: 'lax' },
    },
    routes: routesOf(dialect),
    scopes: [...Object.keys(dialect.scopes).map(scopeInside), offlineScope],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      userinfo: { enabled: false },
      revocation: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
    },
    interactions: { url: (_ctx, interaction) => `${prefix}/sign-in/${interaction.uid}` },
    ttl: {
      AccessToken: dialect.accessTokenLifetimeSeconds,
      ClientCredentials: dialect.accessTokenLifetimeSeconds,
      IdToken: dialect.accessTokenLifetimeSeconds,
      AuthorizationCode: hour / 4,
      Interaction: hour,
      Session: 12 * hour,
      RefreshToken: year,
      Grant: year,
    },
  };
}

/** Who may do what, and how a person is told when something cannot be done. */
function rules(parts: AuthorizationParts): Configuration {
  const { dialect, apps, people } = parts;
  return {
    findAccount: (_ctx, id) => {
      const person = people.find((candidate) => candidate.id === id);
      return person && { accountId: id, claims: () => ({ sub: id, name: person.name }) };
    },
    pkce: { required: (_ctx, client) => apps.find(client.clientId)?.isPkceRequired ?? false },
    rotateRefreshToken: (ctx) => apps.find(ctx.oidc.client?.clientId ?? '')?.rotatesRefreshTokens ?? false,
    issueRefreshToken: (_ctx, _client, { scope }) => isForRefreshTokens(dialect, scope),
    loadExistingGrant: (ctx) => existingGrant(ctx, parts),
    expiresWithSession: () => false,
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      const { error, description } = dialect.refusal({
        error: out.error,
        description: out.error_description ?? '',
        detail: '',
      });
      ctx.set(pageHeaders);
      ctx.body = refusalPage(parts.systemName, error, description);
    },
  };
}

/** The library's names of its endpoints; callers never see those that a system does not have. */
export function routesOf({ paths }: AuthorizationDialect) {
  const { authorization, token, introspection, jwks } = paths;
  return {
    ...{ authorization, token },
    ...{ introspection: introspection ?? '/sandbox/introspection', jwks: jwks ?? '/sandbox/keys' },
  };
}

function isForRefreshTokens({ refreshTokenScopes }: AuthorizationDialect, scope: string | undefined): boolean {
  if (refreshTokenScopes === undefined) return true;
  const held = [...scopesOutside(scope), ...(scope?.split(' ') ?? [])];
  return refreshTokenScopes.some((one) => held.includes(one));
}

/** Cookies know no ports, so that a system's names must be its own on this host. */
function cookieNames(prefix: string): Record<'session' | 'interaction' | 'resume', string> {
  const name = `sandbox_${prefix.slice(1)}`;
  return { session: `${name}_session`, interaction: `${name}_sign_in`, resume: `${name}_resume` };
}

let key: Promise<JWK> | undefined;

/** One key a process: making it takes longer than everything else at start. */
function signingKey(): Promise<JWK> {
  key ??= makeKey();
  return key;
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}

/** Whoever allowed an app before is not asked again, but each authorization has a grant that is revoked alone. */
async function existingGrant(ctx: KoaContextWithOIDC, { faults }: AuthorizationParts) {
  const chosen = ctx.oidc.result?.consent?.grantId;
  if (chosen) return ctx.oidc.provider.Grant.find(chosen);
  const previous = await previousGrant(ctx);
  const { state } = ctx.oidc.params ?? {};
  const isAskedAgain = (['deny', 'missing-scope'] as const).some((kind) => faults.isOn(kind, String(state)));
  if (!previous || isAskedAgain) return undefined;
  const { accountId, clientId } = previous;
  const grant = new ctx.oidc.provider.Grant({ accountId, clientId });
  grant.addOIDCScope(previous.getOIDCScope());
  await grant.save();
  return grant;
}

async function previousGrant({ oidc }: KoaContextWithOIDC) {
  const { session, client } = oidc;
  const grant = await oidc.provider.Grant.find((client && session?.grantIdFor(client.clientId)) ?? '');
  return grant?.accountId === session?.accountId ? grant : undefined;
}
