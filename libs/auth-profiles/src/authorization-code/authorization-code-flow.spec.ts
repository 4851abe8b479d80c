import { createHash } from 'node:crypto';
import passport from 'passport';
import { describe, expect, it } from 'vitest';
import { TokenRequestError } from '../errors.js';
import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';
import { hashToken, newRandomToken } from '../proofs/random-token.js';
import { MemoryAttempts, settingsAt } from '../testing.js';
import type { TokenEndpointClient } from '../token-endpoint/token-endpoint-client.js';
import { AuthorizationCallbackStrategy } from './authorization-callback.strategy.js';
import { finishAuthorization, startAuthorization } from './authorization-code-flow.js';
import { AuthorizationRedirectStrategy, type OutwardTrip } from './authorization-redirect.strategy.js';
import { claimCallback, type ClaimedCallback } from './callback.js';

const now = new Date('2026-11-22T12:00:00.000Z');
const settings = settingsAt('https://login.as.example');
const browser = newRandomToken();

function trip(overrides: Partial<OutwardTrip> = {}): OutwardTrip {
  const expiresAt = new Date(now.getTime() + 60_000);
  const attempts = new MemoryAttempts();
  return { attempts, authorizationRequestId: 'request-1', browserHash: browser.hash, expiresAt, ...overrides };
}

/** A token endpoint client that notes what it was asked, and gives a token named after the code. */
function tokensNoting(calls: unknown[] = []): TokenEndpointClient {
  return {
    exchangeCode: async ({ profileId }, grant) => {
      calls.push({ profileId, ...grant });
      return { accessToken: `at-of-${grant.code}`, tokenType: 'Bearer', issuedAt: now.toISOString(), extras: {} };
    },
  } as TokenEndpointClient;
}

async function queryOf(
  overrides: Partial<OAuthClientSettings>,
  hints?: OutwardTrip['hints'],
): Promise<URLSearchParams> {
  const { redirectUrl } = await startAuthorization({ ...settings, ...overrides }, trip({ hints }));
  return new URL(redirectUrl).searchParams;
}

/** Starts, and claims the callback that a provider would send. */
async function claimed(
  answer: Readonly<Record<string, string>>,
  used: OAuthClientSettings = settings,
): Promise<ClaimedCallback> {
  const outward = trip();
  const { redirectUrl } = await startAuthorization(used, outward);
  const state = new URL(redirectUrl).searchParams.get('state') ?? '';
  const { attempts } = outward;
  return claimCallback({ state, ...answer }, { attempts, profileId: used.profileId, browserToken: browser.token, now });
}

describe('starting', () => {
  it('redirects to the provider with a fresh state and an S256 challenge, and saves what the way back needs', async () => {
    const outward = trip();
    const { redirectUrl, attempt } = await startAuthorization(settings, outward);
    const url = new URL(redirectUrl);
    const query = Object.fromEntries(url.searchParams);
    expect(`${url.origin}${url.pathname}`).toBe(settings.authorizationUrl);
    expect(query).toMatchObject({
      response_type: 'code',
      client_id: 'client-1',
      redirect_uri: settings.redirectUri,
      scope: 'api refresh_token',
      code_challenge_method: 'S256',
    });
    expect(query['code_challenge']).toBe(
      createHash('sha256')
        .update(attempt.codeVerifier ?? '')
        .digest('base64url'),
    );
    expect(attempt).toEqual({
      stateHash: hashToken(query['state'] ?? ''),
      authorizationRequestId: 'request-1',
      profileId: 'profile-1',
      browserHash: browser.hash,
      codeVerifier: attempt.codeVerifier,
      expiresAt: '2026-11-22T12:01:00.000Z',
    });
    expect([...(outward.attempts as MemoryAttempts).saved.values()]).toEqual([attempt]);
    expect(redirectUrl).not.toContain('canary');
  });

  it('uses no PKCE for the plain code grant', async () => {
    const outward = trip();
    const { redirectUrl, attempt } = await startAuthorization(
      { ...settings, grantType: 'authorization-code' },
      outward,
    );
    expect(redirectUrl).not.toContain('code_challenge');
    expect(attempt.codeVerifier).toBeUndefined();
  });

  it('keeps the query of the authorization URL, the additional fields and the hints', async () => {
    const authorizationUrl = 'https://as.example/authorize?prompt=consent&access_type=offline&n=1&n=2';
    const query = await queryOf(
      { authorizationUrl, additionalFields: { audience: 'a b&c' } },
      { login_hint: 'ann@example.com' },
    );
    expect(query.get('prompt')).toBe('consent');
    expect(query.get('access_type')).toBe('offline');
    expect(query.getAll('n')).toEqual(['1', '2']);
    expect(query.get('audience')).toBe('a b&c');
    expect(query.get('login_hint')).toBe('ann@example.com');
  });

  it("keeps the provider's scope separator, and sends no empty scope", async () => {
    expect((await queryOf({ scopeSeparator: ',' })).get('scope')).toBe('api,refresh_token');
    expect((await queryOf({ scopes: [] })).has('scope')).toBe(false);
  });

  it("lets nothing replace OAuth's own parameters", async () => {
    const evil = {
      response_type: 'token',
      client_id: 'evil',
      redirect_uri: 'https://evil.example',
      state: 'x',
      scope: 'all',
    };
    const more = {
      code_challenge: 'x',
      code_challenge_method: 'plain',
      response_mode: 'fragment',
      request_uri: 'urn:x',
    };
    const authorizationUrl = `https://as.example/authorize?${new URLSearchParams(evil)}`;
    const query = await queryOf({ authorizationUrl, additionalFields: { ...evil, ...more } }, { ...evil, ...more });
    expect(query.getAll('redirect_uri')).toEqual([settings.redirectUri]);
    expect(query.getAll('response_type')).toEqual(['code']);
    expect(query.getAll('client_id')).toEqual(['client-1']);
    expect(query.getAll('scope')).toEqual(['api refresh_token']);
    expect(query.get('state')).toHaveLength(43);
    expect(query.get('code_challenge')).toHaveLength(43);
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.has('response_mode')).toBe(false);
    expect(query.has('request_uri')).toBe(false);
  });

  it('never gives the same state or verifier twice', async () => {
    const started = await Promise.all(Array.from({ length: 50 }, () => startAuthorization(settings, trip())));
    expect(new Set(started.map(({ attempt }) => attempt.stateHash)).size).toBe(50);
    expect(new Set(started.map(({ attempt }) => attempt.codeVerifier)).size).toBe(50);
  });

  it('fails when the attempt cannot be saved, and redirects nowhere', async () => {
    const failure = new Error('database is gone');
    const attempts = { save: () => Promise.reject(failure), take: () => Promise.resolve(undefined) };
    await expect(startAuthorization(settings, trip({ attempts }))).rejects.toBe(failure);
  });

  it('refuses a profile that has no authorization URL', async () => {
    await expect(startAuthorization({ ...settings, authorizationUrl: undefined }, trip())).rejects.toThrow(TypeError);
  });
});

describe('finishing', () => {
  it('exchanges the code together with the verifier of this attempt', async () => {
    const calls: unknown[] = [];
    const callback = await claimed({ code: 'c-1' });
    const tokenSet = await finishAuthorization(settings, { claimed: callback, tokens: tokensNoting(calls) });
    expect(tokenSet).toMatchObject({ accessToken: 'at-of-c-1', tokenType: 'Bearer' });
    expect(calls).toEqual([{ profileId: 'profile-1', code: 'c-1', codeVerifier: callback.attempt.codeVerifier }]);
  });

  it('sends no verifier for the plain code grant', async () => {
    const plain = { ...settings, grantType: 'authorization-code' } as const;
    const calls: unknown[] = [];
    await finishAuthorization(plain, { claimed: await claimed({ code: 'c' }, plain), tokens: tokensNoting(calls) });
    expect(calls).toEqual([{ profileId: 'profile-1', code: 'c', codeVerifier: undefined }]);
  });

  it('passes the error of the token endpoint on as it is', async () => {
    const error = new TokenRequestError('refused', {
      kind: 'permanent',
      reason: 'refused',
      vendorError: 'invalid_grant',
    });
    const tokens = { ...tokensNoting(), exchangeCode: () => Promise.reject(error) };
    await expect(finishAuthorization(settings, { claimed: await claimed({ code: 'c' }), tokens })).rejects.toBe(error);
  });

  it.each([
    ['access_denied', 'access-denied'],
    ['user_cancelled_authorize', 'access-denied'],
    ['server_error', 'provider-error'],
    ['<script>alert(1)</script>', 'provider-error'],
  ])('turns the answer "%s" into %s without a token request', async (error, code) => {
    const calls: unknown[] = [];
    const answer = { error, error_description: `Sorry,\r\n<b>${'no '.repeat(500)}` };
    const outcome: unknown = await finishAuthorization(settings, {
      claimed: await claimed(answer),
      tokens: tokensNoting(calls),
    }).catch((reason: unknown) => reason);
    expect(outcome).toMatchObject({ code, authorizationRequestId: 'request-1', vendorError: error });
    expect((outcome as { readonly vendorDescription: string }).vendorDescription).toMatch(/^Sorry, <b>no .{1,190}…$/);
    expect((outcome as Error).message).not.toContain('<');
    expect(calls).toEqual([]);
  });

  it.each([
    ['expected and right', 'https://as.example', 'https://as.example', true],
    ['expected and missing', 'https://as.example', undefined, false],
    ['expected and forged', 'https://as.example', 'https://evil.example', false],
    ['expected and nearly right', 'https://as.example', 'https://as.example/', false],
    ['unasked, of the same site', undefined, 'https://other.as.example/tenant', true],
    ['unasked and forged', undefined, 'https://as.example.evil.com', false],
    ['unasked and not a URL', undefined, 'as.example', false],
    ['unasked and not https', undefined, 'http://login.as.example', false],
    ['unasked and missing', undefined, undefined, true],
  ])('with an iss that is %s', async (_what, issuer, iss, isAccepted) => {
    const calls: unknown[] = [];
    const callback = await claimed({ code: 'c', ...(iss === undefined ? {} : { iss }) });
    const finish = finishAuthorization({ ...settings, issuer }, { claimed: callback, tokens: tokensNoting(calls) });
    if (isAccepted) await expect(finish).resolves.toMatchObject({ accessToken: 'at-of-c' });
    else await expect(finish).rejects.toMatchObject({ code: 'issuer-mismatch', authorizationRequestId: 'request-1' });
    expect(calls).toHaveLength(isAccepted ? 1 : 0);
  });

  it('does not believe a refusal whose iss is forged', async () => {
    const callback = await claimed({ error: 'access_denied', iss: 'https://evil.example' });
    const finish = finishAuthorization(settings, { claimed: callback, tokens: tokensNoting() });
    await expect(finish).rejects.toMatchObject({ code: 'issuer-mismatch' });
  });

  it('refuses the settings of another profile without a token request', async () => {
    const calls: unknown[] = [];
    const other = { ...settings, profileId: 'profile-2' };
    const finish = finishAuthorization(other, { claimed: await claimed({ code: 'c' }), tokens: tokensNoting(calls) });
    await expect(finish).rejects.toMatchObject({ code: 'profile-mismatch' });
    expect(calls).toEqual([]);
  });

  it('refuses an answer whose state is not that of the attempt', async () => {
    const [one, other] = [await claimed({ code: 'c-1' }), await claimed({ code: 'c-2' })];
    const mixed = { answer: one.answer, attempt: other.attempt };
    const finish = finishAuthorization(settings, { claimed: mixed, tokens: tokensNoting() });
    await expect(finish).rejects.toMatchObject({ code: 'state-invalid' });
  });

  it('does not mix requests that are under way at once', async () => {
    const callbacks = await Promise.all(Array.from({ length: 30 }, (_, i) => claimed({ code: `c-${i}` })));
    const tokens = tokensNoting();
    const slow: TokenEndpointClient = {
      ...tokens,
      exchangeCode: async (profile, grant) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
        expect(callbacks.find(({ answer }) => answer.code === grant.code)?.attempt.codeVerifier).toBe(
          grant.codeVerifier,
        );
        return tokens.exchangeCode(profile, grant);
      },
    };
    const results = await Promise.all(
      callbacks.map((callback) => finishAuthorization(settings, { claimed: callback, tokens: slow })),
    );
    expect(results.map(({ accessToken }) => accessToken)).toEqual(callbacks.map((_, i) => `at-of-c-${i}`));
  });
});

describe('through passport', () => {
  type Middleware = (request: unknown, response: unknown, next: (error?: unknown) => void) => void;

  const throughPassport = (strategy: object, request: object): Promise<readonly unknown[]> =>
    new Promise((resolve) => {
      const response = { setHeader: (_name: string, url: string) => resolve(['redirect', url]), end: () => undefined };
      const done = (...results: unknown[]): void => resolve(results);
      const middleware = passport.authenticate(strategy as never, { session: false }, done) as Middleware;
      middleware(request, response, done);
    });

  it('redirects, and never takes a request for a callback on its way out', async () => {
    const strategy = new AuthorizationRedirectStrategy(settings, trip());
    const [outcome, url] = await throughPassport(strategy, {
      query: { code: 'injected', state: 'x' },
      body: { code: 'x' },
    });
    expect(outcome).toBe('redirect');
    expect(url).toContain(settings.authorizationUrl);
    expect(url).not.toContain('injected');
  });

  it('succeeds with the token set as user, from the claimed callback and not from the request', async () => {
    const strategy = new AuthorizationCallbackStrategy(settings, {
      claimed: await claimed({ code: 'c' }),
      tokens: tokensNoting(),
    });
    const [error, user] = await throughPassport(strategy, { query: { code: 'injected', error: 'x' } });
    expect(error).toBeNull();
    expect(user).toMatchObject({ accessToken: 'at-of-c' });
  });

  it('passes named errors through', async () => {
    const trip = { claimed: await claimed({ error: 'access_denied' }), tokens: tokensNoting() };
    const [error] = await throughPassport(new AuthorizationCallbackStrategy(settings, trip), { query: {} });
    expect(error).toMatchObject({ code: 'access-denied' });
  });

  it('refuses to serve a second request with the same instance', async () => {
    const strategy = new AuthorizationRedirectStrategy(settings, trip());
    await throughPassport(strategy, {});
    const [error] = await throughPassport(strategy, {});
    expect((error as Error).message).toContain('one request only');
  });

  it('refuses it also when it was registered under a name', async () => {
    passport.use('registered', new AuthorizationRedirectStrategy(settings, trip()) as never);
    await throughPassport('registered' as never, {});
    const [error] = await throughPassport('registered' as never, {});
    passport.unuse('registered');
    expect((error as Error).message).toContain('one request only');
  });
});
