import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TokenRequestError } from '../errors.js';
import { json, LoopbackProvider, settingsAt, text } from '../testing.js';
import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';
import { createTokenEndpointClient, type TokenEndpointClient } from './token-endpoint-client.js';

const now = new Date('2026-11-22T12:00:00.000Z');
const granted = { access_token: 'at-1', refresh_token: 'rt-1', token_type: 'bearer', expires_in: 3600 };

let provider: LoopbackProvider;
let dispatcher: Agent;
let tokens: TokenEndpointClient;
let settings: OAuthClientSettings;

beforeEach(async () => {
  provider = await LoopbackProvider.start(json(200, granted));
  dispatcher = new Agent();
  tokens = createTokenEndpointClient({ dispatcher, now: () => now, timeoutMs: 400, maxResponseBytes: 10_000 });
  settings = settingsAt(provider.origin);
});

afterEach(async () => {
  await dispatcher.destroy();
  await provider.stop();
});

async function failureOf(call: Promise<unknown>): Promise<TokenRequestError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TokenRequestError);
  return error as TokenRequestError;
}

const refresh = (): Promise<unknown> => tokens.refresh(settings, 'canary-refresh');

describe('what is sent', () => {
  it('posts the code with its verifier and redirect URI as a form', async () => {
    await tokens.exchangeCode(settings, { code: 'c d&e', codeVerifier: 'v'.repeat(43) });
    expect(provider.seen[0]).toMatchObject({ method: 'POST', url: '/token' });
    expect(provider.seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(provider.seen[0]?.form).toEqual({
      grant_type: 'authorization_code',
      code: 'c d&e',
      code_verifier: 'v'.repeat(43),
      redirect_uri: settings.redirectUri,
      client_id: 'client-1',
      client_secret: 'canary-secret',
    });
  });

  it('encodes id and secret before basic authentication and keeps them out of the form', async () => {
    const basic = { clientAuthentication: 'client_secret_basic', clientId: 'a:b c', clientSecret: 'p%:ü+' } as const;
    await tokens.refresh({ ...settings, ...basic }, 'rt');
    expect(provider.seen[0]?.form).toEqual({ grant_type: 'refresh_token', refresh_token: 'rt' });
    const credentials = provider.seen[0]?.headers.authorization?.replace('Basic ', '') ?? '';
    expect(Buffer.from(credentials, 'base64').toString()).toBe('a%3Ab+c:p%25%3A%C3%BC%2B');
  });

  it.each([
    { clientAuthentication: 'none' as const },
    { clientSecret: undefined },
    { clientSecret: '', clientAuthentication: 'client_secret_basic' as const },
  ])('sends no secret, not even an empty one, for a public client: %o', async (overrides) => {
    await tokens.refresh({ ...settings, ...overrides }, 'rt');
    expect(provider.seen[0]?.form).toEqual({ grant_type: 'refresh_token', refresh_token: 'rt', client_id: 'client-1' });
    expect(provider.seen[0]?.headers.authorization).toBeUndefined();
  });

  it('keeps the query that the token URL carries', async () => {
    await tokens.refresh({ ...settings, tokenUrl: `${provider.origin}/token?realm=a%20b&x=1` }, 'rt');
    expect(provider.seen[0]?.url).toBe('/token?realm=a%20b&x=1');
  });

  it('refreshes at the refresh URL when there is one, and lets extra fields replace none of its own', async () => {
    await tokens.refresh({ ...settings, refreshUrl: `${provider.origin}/renew` }, 'rt', {
      resource: 'r',
      grant_type: 'password',
      refresh_token: 'other',
      client_id: 'other',
    });
    expect(provider.seen[0]?.url).toBe('/renew');
    expect(provider.seen[0]?.form).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'rt',
      resource: 'r',
      client_id: 'client-1',
    });
  });

  it("joins scopes with the provider's separator and adds the additional fields for client credentials", async () => {
    const overrides = { scopeSeparator: ',', additionalFields: { audience: 'https://api.example' } };
    await tokens.clientCredentials({ ...settings, ...overrides });
    expect(provider.seen[0]?.form).toMatchObject({
      grant_type: 'client_credentials',
      scope: 'api,refresh_token',
      audience: 'https://api.example',
    });
  });

  it.each(['ftp://example.com/token', 'not a url', 'https://user:pass@example.com/', 'javascript:alert(1)', ''])(
    'refuses the token URL "%s" without sending anything',
    async (tokenUrl) => {
      const error = await failureOf(tokens.refresh({ ...settings, tokenUrl }, 'rt'));
      expect(error).toMatchObject({
        kind: 'misconfigured',
        reason: 'url-invalid',
        code: 'token-request-misconfigured',
      });
      expect(provider.seen).toHaveLength(0);
    },
  );
});

describe('an endpoint that misbehaves', () => {
  it('is given up when it never answers', async () => {
    provider.answering = () => undefined;
    expect(await failureOf(refresh())).toMatchObject({ kind: 'transient', reason: 'timeout' });
  });

  it('is given up at the deadline although a byte drips in now and then', async () => {
    provider.answering = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    };
    const began = performance.now();
    expect(await failureOf(refresh())).toMatchObject({ kind: 'transient', reason: 'timeout' });
    expect(performance.now() - began).toBeLessThan(1_500);
    await expect.poll(() => provider.brokenOff).toBe(1);
  });

  it('is given up when connecting hangs', async () => {
    const hanging = new Agent({ connect: () => undefined });
    const client = createTokenEndpointClient({ dispatcher: hanging, now: () => now, timeoutMs: 100 });
    expect(await failureOf(client.refresh(settings, 'rt'))).toMatchObject({ kind: 'transient', reason: 'timeout' });
    await hanging.destroy();
  });

  it('is cut off when it answers more than allowed', async () => {
    provider.answering = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const flood = setInterval(() => response.write('x'.repeat(5_000)), 5);
      response.on('close', () => clearInterval(flood));
    };
    expect(await failureOf(refresh())).toMatchObject({ kind: 'misconfigured', reason: 'answer-too-large' });
    await expect.poll(() => provider.brokenOff).toBe(1);
  });

  it.each([
    ['before its headers', true],
    ['in the middle of its body', false],
  ])('is transient when it closes %s', async (_when, isBeforeHeaders) => {
    provider.answering = (response) => {
      if (!isBeforeHeaders) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"access_token":"half');
      }
      setTimeout(() => response.socket?.destroy(), 20);
    };
    expect(await failureOf(refresh())).toMatchObject({ kind: 'transient', reason: 'network' });
  });

  it('is transient when nobody listens', async () => {
    const { origin } = provider;
    await provider.stop();
    const error = await failureOf(refresh());
    expect(error).toMatchObject({ kind: 'transient', reason: 'network', code: 'token-endpoint-unavailable' });
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.message).not.toContain(origin);
    provider = await LoopbackProvider.start(json(200, granted));
  });

  it('is not followed when it redirects', async () => {
    const headers = { location: `${provider.origin}/elsewhere?code=canary` };
    provider.answering = json(302, granted, headers);
    const error = await failureOf(refresh());
    expect(error).toMatchObject({ kind: 'misconfigured', reason: 'redirected', status: 302 });
    expect(error.message).toContain('/elsewhere');
    expect(error.message).not.toContain('canary');
    expect(provider.seen).toHaveLength(1);
  });

  it.each([
    ['HTML', text(200, 'text/html', '<html><body>Sign in</body></html>')],
    ['nothing', text(200, 'application/json', '')],
    ['half of JSON', text(200, 'application/json', '{"access_token":"canary-half')],
    ['a list', json(200, [1, 2])],
    ['null', json(200, null)],
    ['no access token', json(200, { token_type: 'bearer' })],
    ['an empty access token', json(200, { access_token: '' })],
    ['a number as access token', json(200, { access_token: 12 })],
    ['an access token that would break a header', json(200, { access_token: 'a\r\nx: y' })],
  ])('is not believed when it answers 200 with %s', async (_what, answering) => {
    provider.answering = answering;
    const error = await failureOf(refresh());
    expect(error).toMatchObject({ kind: 'misconfigured', reason: 'answer-unusable', status: 200 });
    expect(error.cause).toBeUndefined();
  });

  it('is told apart from a way out that refuses the address', async () => {
    const denied = Object.assign(new Error('private address'), { code: 'egress-denied' });
    const guarded = new Agent({
      connect: (_options, callback) => callback(new Error('connecting failed', { cause: denied }), null),
    });
    const client = createTokenEndpointClient({ dispatcher: guarded, now: () => now });
    const error = await failureOf(client.refresh(settings, 'rt'));
    expect(error).toMatchObject({ kind: 'misconfigured', reason: 'egress-denied' });
    await guarded.destroy();
  });
});

describe('an answer', () => {
  it('keeps letters whole that were split between two packets', async () => {
    const body = Buffer.from(JSON.stringify({ ...granted, team: 'Zoë 😀' }));
    const split = body.indexOf(Buffer.from('😀')) + 2;
    provider.answering = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(body.subarray(0, split));
      setTimeout(() => response.end(body.subarray(split)), 30);
    };
    expect(await refresh()).toMatchObject({ extras: { team: 'Zoë 😀' } });
  });

  it('is a token set, dated by when it was asked for', async () => {
    expect(await refresh()).toEqual({
      accessToken: 'at-1',
      refreshToken: 'rt-1',
      tokenType: 'Bearer',
      issuedAt: '2026-11-22T12:00:00.000Z',
      expiresAt: '2026-11-22T13:00:00.000Z',
      extras: {},
    });
  });

  it('carries what the provider said of a refusal, without what we sent it', async () => {
    const said = 'refresh token canary-refresh of\r\nclient canary-secret is expired';
    provider.answering = json(400, { error: 'invalid_grant', error_description: said });
    const error = await failureOf(refresh());
    expect(error).toMatchObject({
      kind: 'permanent',
      code: 'token-grant-rejected',
      vendorError: 'invalid_grant',
      vendorDescription: 'refresh token ••• of client ••• is expired',
    });
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain('canary');
  });

  it('says how long to wait', async () => {
    provider.answering = json(429, {}, { 'retry-after': '7' });
    expect(await failureOf(refresh())).toMatchObject({ kind: 'transient', retryAfterSeconds: 7 });
  });
});

describe('revoking', () => {
  it('posts the token with its hint and needs no body in the answer', async () => {
    provider.answering = text(200, 'text/plain', '');
    expect(await tokens.revoke(settings, 'rt-1', 'refresh_token')).toBe('revoked');
    expect(provider.seen[0]).toMatchObject({
      url: '/revoke',
      form: { token: 'rt-1', token_type_hint: 'refresh_token' },
    });
  });

  it.each([
    ['revoked', json(200, { status: 'success' })],
    ['revoked', json(200, { ok: true, revoked: true })],
    ['already-invalid', json(400, { error: 'invalid_token' })],
    ['not-supported', json(400, { error: 'unsupported_token_type' })],
  ])('comes to %s', async (outcome, answering) => {
    provider.answering = answering;
    expect(await tokens.revoke(settings, 'rt-1')).toBe(outcome);
  });

  it('is not supported without a URL, and then sends nothing', async () => {
    expect(await tokens.revoke({ ...settings, revocationUrl: undefined }, 'rt-1')).toBe('not-supported');
    expect(provider.seen).toHaveLength(0);
  });

  it.each([
    ['transient', json(503, {})],
    ['misconfigured', json(401, { error: 'invalid_client' })],
    ['misconfigured', json(200, { ok: false, error: 'not_allowed' })],
  ])('throws when it failed: %s', async (kind, answering) => {
    provider.answering = answering;
    expect(await failureOf(tokens.revoke(settings, 'rt-1'))).toMatchObject({ kind });
  });
});
