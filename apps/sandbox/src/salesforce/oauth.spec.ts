import { createHash, createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../sandbox.js';
import type { RegisteredApp } from '../system.js';
import { HttpBrowser, type Visit } from '../testing.js';

type Answer = Record<string, string>;
type Parameters = Record<string, string | undefined>;

const api = 'http://localhost:3000';
const redirectUri = `${api}/oauth/callback/system-salesforce`;
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

let sandbox: Sandbox;
let app: RegisteredApp;
let root: string;

beforeEach(async () => {
  sandbox = await createSandbox();
  root = `${sandbox.url}/salesforce`;
  sandbox.systemProfiles(api);
  app = sandbox.apps.salesforce.systemApp;
});
afterEach(async () => sandbox.close());

/** An authorization request of the system app; undefined leaves a parameter out. */
function authorizationUrl(changes: Parameters = {}): URL {
  const url = new URL(`${root}/services/oauth2/authorize`);
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
  const asked = { response_type: 'code', client_id: app.clientId, redirect_uri: redirectUri, state: 'xyz', ...pkce };
  for (const [name, value] of Object.entries({ ...asked, scope: 'api refresh_token', ...changes })) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

async function post(path: string, form: Parameters): Promise<{ status: number; body: Answer }> {
  const given = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(root + path, { method: 'POST', body: new URLSearchParams(given) });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Answer };
}

const token = (form: Parameters) =>
  post('/services/oauth2/token', { client_id: app.clientId, client_secret: app.clientSecret, ...form });

const redeem = (code: string | null, changes: Parameters = {}) =>
  token({
    ...{ grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirectUri, code_verifier: verifier },
    ...changes,
  });

const refresh = (refreshToken = '') => token({ grant_type: 'refresh_token', refresh_token: refreshToken });

async function allow(visit: Visit = {}, changes: Parameters = {}, browser = new HttpBrowser()): Promise<Answer> {
  const answer = await browser.authorize(authorizationUrl(changes), visit);
  return (await redeem(answer.searchParams.get('code'))).body;
}

async function works(accessToken = ''): Promise<boolean> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await fetch(`${root}/services/data/v60.0/sobjects`, { headers })).ok;
}

describe('the authorization code flow', () => {
  it('answers in the shape of the vendor, with a signature that holds and no expiry', async () => {
    const answer = await new HttpBrowser().authorize(authorizationUrl());
    expect(Object.fromEntries(answer.searchParams)).toMatchObject({ state: 'xyz', iss: root });

    const { status, body } = await redeem(answer.searchParams.get('code'));
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      'access_token id instance_url issued_at refresh_token scope signature token_type'.split(' '),
    );
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'api refresh_token', instance_url: root });
    expect(body['access_token']).toMatch(/^00D\w{12}!AQ[\w-]{40,}$/);
    expect(body['issued_at']).toMatch(/^\d{13}$/);
    const signed = createHmac('sha256', app.clientSecret).update(`${body['id']}${body['issued_at']}`).digest('base64');
    expect(body['signature']).toBe(signed);
  });

  it('names the person by the identity URL and by user info, and nobody without a token', async () => {
    const body = await allow({ username: 'ben@sandbox.example' });
    const headers = { authorization: `Bearer ${body['access_token']}` };
    const identity = (await (await fetch(body['id'] ?? '', { headers })).json()) as Answer;
    expect(identity).toMatchObject({ display_name: 'Ben Example', id: body['id'] });
    const info = (await (await fetch(`${root}/services/oauth2/userinfo`, { headers })).json()) as Answer;
    expect(info).toMatchObject({ sub: body['id'], preferred_username: 'ben@sandbox.example' });
    expect((await fetch(body['id'] ?? '')).status).toBe(403);
    expect((await fetch(body['id'] ?? '', { headers: { authorization: 'Bearer 00D!no' } })).status).toBe(403);
  });

  it.each([
    [undefined, 'api refresh_token', true],
    ['api', 'api', false],
    ['api offline_access', 'api refresh_token', true],
    ['api id openid refresh_token', 'api id openid refresh_token', true],
  ])('grants scope %s as %s (refresh token: %s)', async (scope, granted, hasRefreshToken) => {
    const body = await allow({}, { scope });
    expect(body['scope']).toBe(granted);
    expect('refresh_token' in body).toBe(hasRefreshToken);
    expect('id_token' in body).toBe(granted.includes('openid'));
  });

  it('redirects with access_denied when the person denies', async () => {
    const answer = await new HttpBrowser().authorize(authorizationUrl(), { decision: 'deny' });
    expect(Object.fromEntries(answer.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: 'xyz',
      iss: root,
    });
  });

  it('asks the same browser once, and gives every authorization a life of its own', async () => {
    const browser = new HttpBrowser();
    const first = await allow({}, {}, browser);
    const straight = await browser.open(authorizationUrl());
    const second = (await redeem(straight.redirectedTo?.searchParams.get('code') ?? null)).body;
    expect((await post('/services/oauth2/revoke', { token: first['refresh_token'] })).status).toBe(200);
    expect(await works(first['access_token'])).toBe(false);
    expect(await works(second['access_token'])).toBe(true);
  });

  it('lets somebody else log in from the consent page', async () => {
    const browser = new HttpBrowser();
    const login = await browser.open(authorizationUrl({ prompt: 'consent' }));
    const consent = await browser.submit(login, '/login', { username: 'ada@sandbox.example', password: 'sandbox' });
    const again = await browser.submit(consent, '/switch');
    const asBen = await browser.submit(again, '/login', { username: 'ben@sandbox.example', password: 'sandbox' });
    expect(asBen.text).toContain('ben@sandbox.example');
    const { redirectedTo } = await browser.submit(asBen, '/consent', { decision: 'allow' });
    expect((await redeem(redirectedTo?.searchParams.get('code') ?? null)).body['id']).toMatch(/005Sb0000000002/);
  });

  it('lets another person log in over a session when asked to', async () => {
    const browser = new HttpBrowser();
    await allow({}, {}, browser);
    const body = await allow({ username: 'tia@trial.example' }, { prompt: 'login' }, browser);
    expect(body['id']).toMatch(/005Sb0000000003/);
  });

  it('keeps the person on the login page after a wrong password', async () => {
    const browser = new HttpBrowser();
    const login = await browser.open(authorizationUrl());
    const again = await browser.submit(login, '/login', { username: 'ben@sandbox.example', password: 'guess' });
    expect(again.status).toBe(400);
    expect(again.text).toContain('That is not the password');
    expect(again.text).toMatch(/value="ben@sandbox.example"[^>]* checked/);
  });

  it('says so when a page is opened again after it was finished, or in another browser', async () => {
    const browser = new HttpBrowser();
    const login = await browser.open(authorizationUrl());
    await browser.submit(login, '/login', { username: 'ada@sandbox.example', password: 'sandbox' });
    for (const visitor of [browser, new HttpBrowser()]) {
      const stop = await visitor.open(login.url);
      expect(stop.status).toBe(400);
      expect(stop.text).toContain('expired');
    }
  });
});

describe('what is refused', () => {
  it('a code used twice, and with it everything it was redeemed for', async () => {
    const answer = await new HttpBrowser().authorize(authorizationUrl());
    const code = answer.searchParams.get('code');
    const { body } = await redeem(code);
    expect(await works(body['access_token'])).toBe(true);
    expect(await redeem(code)).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'expired authorization code' },
    });
    expect(await works(body['access_token'])).toBe(false);
    expect((await refresh(body['refresh_token'])).body['error']).toBe('invalid_grant');
  });

  it.each<[string, Parameters, string, string]>([
    ['another redirect URI', { redirect_uri: `${redirectUri}/x` }, 'redirect_uri_mismatch', 'must match'],
    ['another verifier', { code_verifier: 'a'.repeat(43) }, 'invalid_grant', 'code verifier'],
    ['no verifier', { code_verifier: undefined }, 'invalid_grant', 'code verifier'],
    ['a guessed code', { code: 'guess' }, 'invalid_grant', 'invalid authorization code'],
    ['a wrong secret', { client_secret: 'guess' }, 'invalid_client', 'invalid client credentials'],
    ['an unknown app', { client_id: 'nobody' }, 'invalid_client_id', 'client identifier'],
    ['a grant type that is not offered', { grant_type: 'implicit' }, 'unsupported_grant_type', 'not supported'],
  ])('a code with %s', async (_what, changes, error, description) => {
    const answer = await new HttpBrowser().authorize(authorizationUrl());
    const { status, body } = await redeem(answer.searchParams.get('code'), changes);
    expect({ status, error: body['error'] }).toEqual({ status: 400, error });
    expect(body['error_description']).toContain(description);
  });

  it("another app's code", async () => {
    const answer = await new HttpBrowser().authorize(authorizationUrl());
    const other = sandbox.apps.salesforce.register({ name: 'Other', redirectUris: [redirectUri] });
    const credentials = { client_id: other.clientId, client_secret: other.clientSecret };
    const { status, body } = await redeem(answer.searchParams.get('code'), credentials);
    expect([status, body['error']]).toEqual([400, 'invalid_grant']);
  });

  it('an authorization request of the partner app without PKCE', async () => {
    const url = authorizationUrl({ code_challenge: undefined, code_challenge_method: undefined });
    const answer = await new HttpBrowser().authorize(url);
    expect(answer.searchParams.get('error_description')).toBe('missing required code challenge');
  });

  it.each([
    ['an unregistered redirect URI', { redirect_uri: 'http://evil.example/' }, 'redirect_uri_mismatch'],
    ['an unknown app', { client_id: 'nobody' }, 'invalid_client_id'],
  ])('an authorization request with %s, on a page and not by a redirect', async (_what, changes, error) => {
    const stop = await new HttpBrowser().open(authorizationUrl(changes));
    expect(stop.redirectedTo).toBeUndefined();
    expect([stop.status, stop.text]).toEqual([400, expect.stringContaining(`error=${error}`)]);
  });
});

describe('refreshing', () => {
  it('rotates for the partner app, and an old refresh token takes its successors down with it', async () => {
    const first = await allow();
    const second = (await refresh(first['refresh_token'])).body;
    expect(second['refresh_token']).not.toBe(first['refresh_token']);
    expect(await works(second['access_token'])).toBe(true);
    expect(await refresh(first['refresh_token'])).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    });
    expect((await refresh(second['refresh_token'])).status).toBe(400);
  });

  it('lets only one of many refreshes with the same token win when it rotates', async () => {
    const { refresh_token: refreshToken } = await allow();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(sandbox.journal.salesforce.count('token refresh_token')).toBe(20);
  });

  it('answers without a refresh token where rotation is off, and the old one stays good', async () => {
    sandbox.apps.salesforce.change(app.clientId, { rotatesRefreshTokens: false });
    const { refresh_token: refreshToken } = await allow();
    for (const time of ['first', 'second']) {
      const { status, body } = await refresh(refreshToken);
      expect([time, status, 'refresh_token' in body]).toEqual([time, 200, false]);
    }
  });
});

describe('taking access back', () => {
  it('forgets a refresh token and everything issued from it, once', async () => {
    const body = await allow();
    const renewed = (await refresh(body['refresh_token'])).body;
    const revoke = () => post('/services/oauth2/revoke', { token: renewed['refresh_token'] });
    expect((await revoke()).status).toBe(200);
    expect(await works(renewed['access_token'])).toBe(false);
    expect(await revoke()).toMatchObject({ status: 400, body: { error: 'invalid_token' } });
  });

  it('forgets an access token alone', async () => {
    const body = await allow();
    await post('/services/oauth2/revoke', { token: body['access_token'] });
    expect(await works(body['access_token'])).toBe(false);
    expect((await refresh(body['refresh_token'])).status).toBe(200);
  });

  it('takes back all that one person granted, and nothing of anybody else', async () => {
    const [ada, ben] = [await allow(), await allow({ username: 'ben@sandbox.example' })];
    const adaId = (ada['id'] ?? '').split('/').at(-1) ?? '';
    expect(sandbox.tokens.salesforce.revokeGrants(adaId)).toBe(1);
    expect((await refresh(ada['refresh_token'])).body['error']).toBe('invalid_grant');
    expect([await works(ada['access_token']), await works(ben['access_token'])]).toEqual([false, true]);
  });

  it('ends sessions but not grants when access tokens expire', async () => {
    const body = await allow();
    expect(sandbox.tokens.salesforce.expireAccessTokens()).toBe(1);
    expect(await works(body['access_token'])).toBe(false);
    expect((await refresh(body['refresh_token'])).status).toBe(200);
  });
});

it('issues client credentials for the integration user, without a refresh token', async () => {
  const { body } = await token({ grant_type: 'client_credentials' });
  expect(body).toMatchObject({ scope: 'api', id: expect.stringContaining('005Sb0000000001') });
  expect(body).not.toHaveProperty('refresh_token');
  expect(await works(body['access_token'])).toBe(true);
});

it('accepts the secret in the Authorization header too', async () => {
  const headers = { authorization: `Basic ${btoa(`${app.clientId}:${app.clientSecret}`)}` };
  const form = { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }), headers };
  expect((await fetch(`${root}/services/oauth2/token`, form)).status).toBe(200);
});

it('introspects an app its own tokens only', async () => {
  const body = await allow();
  const other = sandbox.apps.salesforce.register({ name: 'Other', redirectUris: [redirectUri] });
  const introspect = (by: RegisteredApp) =>
    post('/services/oauth2/introspect', {
      ...{ client_id: by.clientId, client_secret: by.clientSecret, token: body['access_token'] },
    });
  expect((await introspect(app)).body).toMatchObject({ active: true, client_id: app.clientId });
  expect((await introspect(other)).body).toEqual({ active: false });
});

it('refuses API calls with a token that lacks the scope', async () => {
  const body = await allow({}, { scope: 'id refresh_token' });
  const headers = { authorization: `Bearer ${body['access_token']}` };
  expect((await fetch(`${root}/services/data/v60.0/sobjects`, { headers })).status).toBe(403);
});

describe('apps that sign assertions', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ask = async (
    changes: { readonly sub?: string; readonly aud?: string; readonly key?: typeof privateKey } = {},
  ) => {
    const { clientId } = sandbox.apps.salesforce.register({
      ...{ name: 'Signed', redirectUris: [] },
      publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    });
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(clientId)
      .setSubject(changes.sub ?? 'ada@sandbox.example')
      .setAudience(changes.aud ?? root)
      .setExpirationTime('3m')
      .sign(changes.key ?? privateKey);
    return post('/services/oauth2/token', { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  };

  it('get a token of the person whom they name, without a secret and without a refresh token', async () => {
    const { status, body } = await ask();
    expect([status, body['refresh_token']]).toEqual([200, undefined]);
    const who = await fetch(`${root}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${body['access_token']}` },
    });
    expect(await who.json()).toMatchObject({ preferred_username: 'ada@sandbox.example' });
  });

  it('are refused for another key, audience or person, in the words of the vendor', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const refusals = [ask({ key: other }), ask({ aud: 'https://elsewhere.example' }), ask({ sub: 'nobody' })];
    expect((await Promise.all(refusals)).map(({ status, body }) => [status, body['error_description']])).toEqual([
      [400, 'invalid assertion'],
      [400, 'audience is invalid'],
      [400, "user hasn't approved this consumer"],
    ]);
  });
});
