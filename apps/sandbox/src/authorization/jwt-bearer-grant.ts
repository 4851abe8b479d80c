import { createPublicKey } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage } from 'node:http';
import { jwtVerify } from 'jose';
import type { Provider } from 'oidc-provider';
import type { AuthorizationParts } from './authorization-server.js';

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const longestLifetimeSeconds = 300;

/** An answer of the token endpoint. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Answers token requests by assertion (RFC 7523, section 2.1), for apps whose public key is known and people who are; undefined
 * for every other request, which is left as it came.
 */
export async function answerAssertion(
  request: IncomingMessage,
  provider: Provider,
  parts: AuthorizationParts,
): Promise<TokenAnswer | undefined> {
  const form = new URLSearchParams(await peek(request));
  if (form.get('grant_type') !== grantType) return undefined;
  parts.onGrantType(request, 'jwt-bearer');
  const issued = await issue(form.get('assertion') ?? '', provider, parts).catch((error: unknown) => error as Error);
  if (!(issued instanceof Error)) return { status: 200, body: issued };
  const refusal = parts.dialect.refusal({
    ...{ error: 'invalid_grant', description: 'invalid assertion', detail: issued.message },
    grantType: 'jwt-bearer',
  });
  const { status, error, description } = refusal;
  return { status, body: refusal.body ?? { error, error_description: description } };
}

async function issue(assertion: string, provider: Provider, { apps, people, dialect, url }: AuthorizationParts) {
  const [, claims = ''] = assertion.split('.');
  const { iss = '' } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly iss?: string };
  const app = apps.find(iss);
  if (app?.publicKey === undefined) throw new Error('client identifier invalid');
  const { payload } = await jwtVerify(assertion, createPublicKey(app.publicKey), {
    audience: [url, url + dialect.paths.token],
    requiredClaims: ['exp', 'sub'],
  });
  if ((payload.exp ?? Infinity) > Date.now() / 1_000 + longestLifetimeSeconds) throw new Error('lives too long');
  const person = people.find(({ username }) => username === payload.sub);
  if (person === undefined) throw new Error("user hasn't approved this consumer");
  const client = await provider.Client.find(app.clientId);
  const grant = new provider.Grant({ accountId: person.id, clientId: app.clientId });
  const scope = dialect.appScopes.join(' ');
  grant.addOIDCScope(scope);
  const accessToken = new provider.AccessToken({
    ...{ accountId: person.id, grantId: await grant.save(), gty: 'jwt-bearer', scope },
    client: client as NonNullable<typeof client>,
  });
  return dialect.tokenAnswer({
    ...{ app, personId: person.id, accessToken: await accessToken.save() },
    ...{ scopes: dialect.appScopes, expiresInSeconds: dialect.accessTokenLifetimeSeconds },
  });
}

/** The body as far as it has come, given back to whoever reads it next. */
async function peek(request: IncomingMessage): Promise<string> {
  for (let waited = 0; request.readableLength === 0 && waited < 100 && !request.readableEnded; waited += 1)
    await sleep(5);
  const chunk = request.read() as Buffer | null;
  if (chunk === null) return '';
  request.unshift(chunk);
  return chunk.toString();
}
