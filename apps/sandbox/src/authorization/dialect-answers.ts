import type { IncomingMessage } from 'node:http';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { IssuedTokens, RegisteredApp } from '../system.js';
import type { AuthorizationParts } from './authorization-server.js';
import { scopesOutside } from './scope-names.js';

type Next = () => Promise<unknown>;

/** Makes the authorization server answer in the words of its system. */
export function speakDialect(provider: Provider, parts: AuthorizationParts): void {
  const details = new WeakMap<IncomingMessage, string>();
  provider.on('grant.error', (ctx, error) => void details.set(ctx.req, error.error_detail ?? ''));
  provider.use(async (ctx: KoaContextWithOIDC, next: Next) => {
    await next();
    if (ctx.path === parts.dialect.paths.token) {
      answerTokenRequest(ctx, parts, details.get(ctx.req) ?? '');
    } else if (ctx.path.startsWith(parts.dialect.paths.authorization)) {
      answerAuthorizationRequest(ctx, parts);
    }
  });
  for (const model of [provider.AccessToken, provider.ClientCredentials]) {
    beginTokens(model.prototype, (personId) => parts.dialect.accessTokenPrefix(personId ?? integration(parts)));
  }
}

const integration = (parts: AuthorizationParts): string => parts.dialect.integrationPersonId;

interface TokenModel {
  readonly accountId?: string;
  generateTokenId(): string;
}

function beginTokens(prototype: object, prefix: (personId: string | undefined) => string): void {
  const model = prototype as TokenModel;
  const { generateTokenId } = model;
  model.generateTokenId = function (this: TokenModel) {
    return prefix(this.accountId) + generateTokenId.call(this);
  };
}

function answerTokenRequest(ctx: KoaContextWithOIDC, parts: AuthorizationParts, detail: string): void {
  const grantType = grantTypeOf(ctx);
  if (grantType) parts.onGrantType(ctx.req, grantType);
  if (typeof ctx.body !== 'object' || ctx.body === null) return;
  if (ctx.status === 200) {
    ctx.body = parts.dialect.tokenAnswer(issuedTokens(ctx, parts));
    return;
  }
  const { error, error_description: description = '' } = ctx.body as Readonly<Record<string, string>>;
  const refusal = parts.dialect.refusal({ error: error ?? 'server_error', description, detail, grantType });
  ctx.body = refusal.body ?? { error: refusal.error, error_description: refusal.description };
  ctx.status = refusal.status;
}

/** What was asked for, even when the request was refused before its parameters were sorted out. */
function grantTypeOf({ oidc }: KoaContextWithOIDC): string | undefined {
  const asked: unknown = { ...oidc.body, ...oidc.params }['grant_type'];
  return typeof asked === 'string' ? asked : undefined;
}

function issuedTokens(ctx: KoaContextWithOIDC, { apps, dialect }: AuthorizationParts): IssuedTokens {
  const body = ctx.body as Readonly<Record<string, string | undefined>>;
  const { Client, AccessToken } = ctx.oidc.entities;
  const isNew = body['refresh_token'] !== ctx.oidc.params?.refresh_token;
  return {
    app: apps.find(Client?.clientId ?? '') as RegisteredApp,
    personId: AccessToken?.accountId ?? dialect.integrationPersonId,
    accessToken: String(body['access_token']),
    refreshToken: isNew ? body['refresh_token'] : undefined,
    idToken: body['id_token'],
    scopes: body['scope'] === undefined ? dialect.appScopes : scopesOutside(body['scope']),
    expiresInSeconds: dialect.accessTokenLifetimeSeconds,
  };
}

/** Only the redirect back to the app carries an issuer; redirects between our own pages pass untouched. */
function answerAuthorizationRequest(ctx: KoaContextWithOIDC, { dialect, faults }: AuthorizationParts): void {
  const header = ctx.response.get('location');
  if (!header || !URL.canParse(header)) return;
  const location = new URL(header);
  const { searchParams } = location;
  if (!searchParams.has('iss')) return;
  const error = searchParams.get('error');
  if (error) {
    const refusal = dialect.refusal({ error, description: searchParams.get('error_description') ?? '', detail: '' });
    searchParams.set('error', refusal.error);
    searchParams.set('error_description', refusal.description);
  }
  if (faults.take('wrong-iss', searchParams.get('state') ?? undefined))
    searchParams.set('iss', 'https://elsewhere.invalid');
  ctx.set('location', location.href);
}
