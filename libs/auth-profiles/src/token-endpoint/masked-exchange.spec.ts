import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoopbackProvider, json, settingsAt, text, type Answering } from '../testing.js';
import type { MaskedExchange } from './masked-exchange.js';
import { createTokenEndpointClient } from './token-endpoint-client.js';

let provider: LoopbackProvider;
let dispatcher: Agent;

beforeEach(async () => {
  provider = await LoopbackProvider.start(json(200, {}));
  dispatcher = new Agent();
});

afterEach(async () => {
  await dispatcher.destroy();
  await provider.stop();
});

async function exchangeWith(
  answering: Answering,
  overrides: Parameters<typeof settingsAt>[1] = {},
): Promise<MaskedExchange> {
  provider.answering = answering;
  const exchanges: MaskedExchange[] = [];
  const now = (): Date => new Date('2026-11-22T12:00:00.000Z');
  const onExchange = (exchange: MaskedExchange): void => void exchanges.push(exchange);
  const tokens = createTokenEndpointClient({ dispatcher, now, onExchange, timeoutMs: 300, maxResponseBytes: 50_000 });
  const settings = settingsAt(provider.origin, { clientSecret: 'canary&secret "ü', ...overrides });
  await tokens.exchangeCode(settings, { code: 'canary/code=', codeVerifier: 'canary-verifier' }).catch(() => undefined);
  expect(exchanges).toHaveLength(1);
  return exchanges[0] as MaskedExchange;
}

describe('what was sent', () => {
  it('is shown without secret, code and verifier', async () => {
    const { request } = await exchangeWith(json(200, { access_token: 'at' }));
    expect(request.body).toBe(
      'grant_type=authorization_code&code=•••&redirect_uri=https%3A%2F%2Fattache.example%2Foauth%2Fcallback%2Fprofile-1' +
        '&code_verifier=•••&client_id=client-1&client_secret=•••',
    );
    expect(JSON.stringify(request)).not.toContain('canary');
  });

  it('is shown without the credentials of basic authentication', async () => {
    const { request } = await exchangeWith(json(200, {}), { clientAuthentication: 'client_secret_basic' });
    expect(request.headers['authorization']).toBe('Basic •••');
  });

  it('is shown without a secret in the query of the URL', async () => {
    const tokenUrl = `${provider.origin}/token?api_token=canary&realm=r`;
    expect((await exchangeWith(json(200, {}), { tokenUrl })).request.url).toBe(
      `${provider.origin}/token?api_token=•••&realm=r`,
    );
  });
});

describe('what was answered', () => {
  it('is shown with its tokens masked, and with what helps to understand it', async () => {
    const headers = { 'x-request-id': 'r-1', 'set-cookie': 'session=canary', 'x-secret': 'canary' };
    const body = {
      access_token: 'canary-at',
      scope: 'api',
      nested: [{ refreshToken: 'canary-rt' }],
      echo: 'is canary-at',
    };
    const { response } = await exchangeWith(json(200, body, headers));
    expect(response).toMatchObject({ status: 200, isTruncated: false, headers: { 'x-request-id': 'r-1' } });
    expect(JSON.parse(response?.body ?? '')).toEqual({
      access_token: '•••',
      scope: 'api',
      nested: [{ refreshToken: '•••' }],
      echo: 'is •••',
    });
    expect(JSON.stringify(response)).not.toContain('canary');
  });

  it.each([
    ['JSON', json(400, { error: 'invalid_client', error_description: 'wrong canary&secret "ü for canary/code=' })],
    ['HTML', text(500, 'text/html', '<p>canary&amp;secret &quot;ü, canary/code=, canary%2Fcode%3D</p>')],
    ['a form', text(400, 'application/x-www-form-urlencoded', 'error=x&detail=canary%2Fcode%3D+canary-verifier')],
    ['a header', json(401, {}, { 'www-authenticate': 'Basic realm="canary/code="' })],
    ['a redirect', json(302, {}, { location: 'https://example.com/canary-verifier?code=canary' })],
  ])('never echoes what was sent: %s', async (_where, answering) => {
    expect(JSON.stringify(await exchangeWith(answering))).not.toContain('canary');
  });

  it.each([
    ['JSON that breaks off', '{"id":1,"access_token":"canary-at'],
    ['JSON with an escape', '{"access_token": "canary\\"-at", "x": '],
    ['JSON of two objects', '{"refresh_token":"canary"}{"id_token":"canary"}'],
    ['XML', '<r><access_token>canary</access_token></r>'],
    ['a script', 'var x = "a"; location="/?access_token=canary&b=1"'],
    ['a signed token', 'here: eyJhbGciOiJub25lIn0.eyJhIjoiY2FuYXJ5In0. canar'],
  ])('is masked although it cannot be parsed: %s', async (_what, body) => {
    const { response } = await exchangeWith(text(200, 'text/plain', body));
    expect(response?.body).toContain('•••');
    expect(response?.body).not.toMatch(/canary|eyJ/);
  });

  it('is cut when it is long', async () => {
    const { response } = await exchangeWith(text(200, 'text/html', `<p>${'x'.repeat(20_000)}`));
    expect(response).toMatchObject({ isTruncated: true });
    expect(response?.body).toHaveLength(4_000);
  });

  it('is shown as far as it came when it was too large', async () => {
    const { response } = await exchangeWith(text(200, 'text/html', `<p>Welcome${'x'.repeat(100_000)}`));
    expect(response).toMatchObject({ status: 200, isTruncated: true });
  });

  it.each([
    ['names', `"${'a.'.repeat(20_000)}`],
    ['beginnings of signed tokens', '-eyJhbGci'.repeat(5_000)],
    [
      'secrets',
      JSON.stringify(Object.fromEntries(Array.from({ length: 1_500 }, (_, i) => [`a${i}_token`, `canary-${i}`]))),
    ],
  ])('is masked at once although it is full of %s', async (_what, body) => {
    const began = performance.now();
    const { response } = await exchangeWith(text(200, 'text/plain', body));
    expect(performance.now() - began).toBeLessThan(500);
    expect(response?.body).not.toContain('canary');
  });

  it('is absent when nothing came', async () => {
    const exchange = await exchangeWith(() => undefined);
    expect(exchange.response).toBeUndefined();
    expect(exchange.request.url).toBe(`${provider.origin}/token`);
  });
});
