import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';

/** How an ID token is crooked. */
export interface Crookedness {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed by somebody else, or by nobody. */
  readonly signature?: 'stranger' | 'none' | 'secret';
}

/** An identity provider of a test that says whatever it is told to. */
export interface CrookedProvider {
  readonly issuer: string;
  /** A code that is exchanged for an ID token with these claims. */
  codeFor(nonce: string, crookedness?: Crookedness): string;
  /** What it says of itself besides what it must. */
  readonly metadata: Record<string, unknown>;
  /** Hangs up on whoever asks for a path that begins so; nothing: answers everybody. */
  down: string | undefined;
  /** Signs with another key from now on, and publishes that one only. */
  rollKeys(): Promise<void>;
  /** Signs with its key, of now. */
  sign(claims: Readonly<Record<string, unknown>>, signature?: Crookedness['signature']): Promise<string>;
  /** The forms that the token endpoint has received. */
  readonly exchanges: readonly { readonly form: URLSearchParams; readonly authorization: string }[];
  close(): Promise<void>;
}

/** Starts it on a free port; codes are exchanged once. */
export async function startCrookedProvider(clientId: string): Promise<CrookedProvider> {
  const stranger = await generateKeyPair('RS256');
  let own = await makeKeys('own');
  const codes = new Map<string, { readonly nonce: string; readonly crookedness: Crookedness }>();
  const exchanges: { form: URLSearchParams; authorization: string }[] = [];
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', issuer).pathname;
    if (provider.down !== undefined && path.startsWith(provider.down)) return void request.socket.destroy();
    if (path === '/.well-known/openid-configuration') {
      return send(response, 200, { ...metadataOf(issuer), ...provider.metadata });
    }
    if (path === '/keys') return send(response, 200, { keys: [own.jwk] });
    return path === '/token' ? exchange(request, response) : send(response, 404, {});
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    exchanges.push({ form, authorization: request.headers.authorization ?? '' });
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (code === undefined) return send(response, 400, { error: 'invalid_grant' });
    const claims = { iss: issuer, aud: clientId, nonce: code.nonce, ...times(), ...code.crookedness.claims };
    const idToken = await provider.sign(claims, code.crookedness.signature);
    send(response, 200, { access_token: 'an access token', token_type: 'Bearer', id_token: idToken });
  }

  const provider: CrookedProvider = {
    issuer,
    exchanges,
    metadata: {},
    down: undefined,
    rollKeys: async () => void (own = await makeKeys(`${own.jwk.kid} and on`)),
    sign: async (claims, signature) =>
      sign(claims, signature, signature === 'stranger' ? { ...own, privateKey: stranger.privateKey } : own),
    codeFor(nonce, crookedness = {}) {
      const code = `code-${codes.size}-${nonce.slice(0, 12)}`;
      codes.set(code, { nonce, crookedness });
      return code;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return provider;
}

interface Keys {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK & { readonly kid: string };
}

async function makeKeys(kid: string): Promise<Keys> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

function times() {
  const now = Math.floor(Date.now() / 1000);
  return { iat: now, exp: now + 300 };
}

function sign(
  claims: Readonly<Record<string, unknown>>,
  signature: Crookedness['signature'],
  { privateKey, jwk: { kid } }: Keys,
): Promise<string> | string {
  if (signature === 'none') return new UnsecuredJWT(claims).encode();
  if (signature === 'secret') {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from('a client-secret_of ours'.padEnd(32)));
  }
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
