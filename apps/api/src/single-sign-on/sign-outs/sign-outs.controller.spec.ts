import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, startTestServer, type TestServer } from '../../../../../test/support/server.js';
import { startCrookedProvider, type CrookedProvider } from '../testing/crooked-provider.js';

const clientId = 'attache';
const grace = { sub: 'grace', email: 'grace@example.org', email_verified: true, name: 'Grace Hopper' };
const event = 'http://schemas.openid.net/event/backchannel-logout';

let provider: CrookedProvider;
let server: TestServer;
let database: DataSource;

beforeAll(async () => {
  provider = await startCrookedProvider(clientId);
  provider.metadata['end_session_endpoint'] = `${provider.issuer}/end-session?of=example`;
  server = await startTestServer({ variables: { ATTACHE_ALLOWED_HOSTS: new URL(provider.issuer).host } });
  database = server.app.get(DataSource);
});
afterAll(async () => {
  await server.close();
  await provider.close();
});
beforeEach(async () => {
  provider.down = undefined;
  await database.query("DELETE FROM members WHERE email <> 'ada@example.com'; DELETE FROM attempt_limits");
  await put({ signsOutAtProvider: true });
});

const put = (change: object) =>
  server.call('PUT', '/v1/single-sign-on', {
    body: {
      ...{ providerName: 'Example Corp', issuer: provider.issuer, clientId, isJustInTime: true, isEnforced: false },
      ...{ mappings: [], defaultGrants: [{ role: 'viewer', divisionId: null }], ...change },
    },
  });

const get = (path: string, cookie?: string) =>
  call(server.url, 'GET', path, { key: null, ...(cookie !== undefined && { headers: { cookie } }) });
const cookieIn = ({ headers }: { readonly headers: Headers }, name: string) =>
  headers
    .getSetCookie()
    .find((each) => each.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

/** A session of Grace that began at the provider. */
async function comeIn(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const begun = await get('/sign-in/sso');
  const { searchParams } = new URL(begun.headers.get('location') ?? '');
  const code = provider.codeFor(searchParams.get('nonce') ?? '', { claims: { ...grace, ...claims } });
  const query = new URLSearchParams({ code, state: searchParams.get('state') ?? '', iss: provider.issuer });
  const answer = await get(`/sign-in/sso/callback?${query}`, cookieIn(begun, 'attache_sso'));
  expect(answer.headers.get('location')).toBe('/');
  return cookieIn(answer, 'attache_session');
}

const signOut = (cookie: string) =>
  call(server.url, 'POST', '/v1/session/sign-out', { key: null, headers: { cookie, origin: server.url } });
const isIn = async (cookie: string) => (await get('/v1/session', cookie)).status === 200;

describe('signing out', () => {
  it('ends the session here, and leads to the provider with the ID token and a way back', async () => {
    const session = await comeIn();
    const out = await signOut(session);
    expect(await isIn(session)).toBe(false);
    const { origin, pathname, searchParams } = new URL(out.body.providerUrl);
    expect(origin + pathname).toBe(`${provider.issuer}/end-session`);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      of: 'example',
      client_id: clientId,
      post_logout_redirect_uri: `${server.url}/sign-in/sso/signed-out`,
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    const state = searchParams.get('state') ?? '';
    const back = await get(`/sign-in/sso/signed-out?state=${state}`, cookieIn(out, 'attache_sign_out'));
    expect(back.headers.get('location')).toBe('/sign-in?why=signed-out');
    expect(server.logs()).not.toContain(searchParams.get('id_token_hint'));
  });

  it('says so to nobody who has not signed out in this browser', async () => {
    const out = await signOut(await comeIn());
    const state = new URL(out.body.providerUrl).searchParams.get('state') ?? '';
    for (const [query, cookie] of [
      [`?state=${state}`, undefined],
      [`?state=${'x'.repeat(43)}`, cookieIn(out, 'attache_sign_out')],
      ['?state=', 'attache_sign_out='],
      ['', cookieIn(out, 'attache_sign_out')],
    ] as const) {
      expect((await get(`/sign-in/sso/signed-out${query}`, cookie)).headers.get('location')).toBe('/sign-in');
    }
  });

  it('keeps the ID token sealed, only where that is switched on, and for as long as the session', async () => {
    const rows = () => database.query<{ id_token_sealed: string | null }[]>('SELECT * FROM provider_sessions');
    const session = await comeIn();
    const [row] = await rows();
    // Of five parts is what is encrypted; an ID token has three.
    expect(row?.id_token_sealed?.split('.')).toHaveLength(5);
    await put({ signsOutAtProvider: false });
    expect((await rows()).map((each) => each.id_token_sealed)).toEqual([null]);
    const other = await comeIn();
    expect((await rows()).map((each) => each.id_token_sealed)).toEqual([null, null]);
    expect((await signOut(other)).body).toEqual({ providerUrl: null });
    await signOut(session);
    expect(await rows()).toEqual([]);
  });

  it('of a session that began with a password, or at another provider, stays here', async () => {
    const { email, password } = server.owner;
    const own = await call(server.url, 'POST', '/v1/session', { key: null, body: { email, password } });
    expect((await signOut(cookieIn(own, 'attache_session'))).body).toEqual({ providerUrl: null });
    const session = await comeIn();
    await put({ issuer: `${provider.issuer}/other`, signsOutAtProvider: true });
    expect((await signOut(session)).body).toEqual({ providerUrl: null });
    expect(await isIn(session)).toBe(false);
  });

  it.each([
    ['does not answer', () => (provider.down = '/')],
    ['names a script as its place', () => (provider.metadata['end_session_endpoint'] = 'javascript:alert(1)')],
    ['has no such place', () => delete provider.metadata['end_session_endpoint']],
  ])('goes on where the provider %s', async (_title, change) => {
    const session = await comeIn();
    const place = provider.metadata['end_session_endpoint'];
    await put({ signsOutAtProvider: true });
    change();
    try {
      expect((await signOut(session)).body).toEqual({ providerUrl: null });
      expect(await isIn(session)).toBe(false);
    } finally {
      provider.metadata['end_session_endpoint'] = place;
    }
  });

  it('sends no ID token that is too long for an address, or that another client got', async () => {
    const hintOf = async (session: string) => {
      const { searchParams } = new URL((await signOut(session)).body.providerUrl);
      expect(searchParams.get('client_id')).not.toBe('');
      return searchParams.get('id_token_hint');
    };
    const groups = Array.from({ length: 500 }, (_, at) => `group-${at}`);
    expect(await hintOf(await comeIn({ groups }))).toBeNull();
    const session = await comeIn();
    await put({ clientId: 'another', signsOutAtProvider: true });
    expect(await hintOf(session)).toBeNull();
  });
});

describe('a logout token of the provider', () => {
  const claims = (change: object = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return {
      ...{ iss: provider.issuer, aud: clientId, iat: now, exp: now + 120, jti: crypto.randomUUID() },
      ...{ sub: grace.sub, events: { [event]: {} }, ...change },
    };
  };
  const tell = async (token: string) => {
    const body = new URLSearchParams({ logout_token: token, of_another_kind: 'ignored' });
    const { status, headers } = await fetch(`${server.url}/sign-in/sso/back-channel-logout`, { method: 'POST', body });
    return { status, cache: headers.get('cache-control') };
  };

  it('ends every session of its subject that began there, and no other', async () => {
    const sessions = [await comeIn(), await comeIn()];
    const other = await comeIn({ sub: 'hedy', email: 'hedy@example.org' });
    expect(await tell(await provider.sign(claims()))).toEqual({ status: 200, cache: 'no-store' });
    expect(await Promise.all([...sessions, other, server.cookie].map(isIn))).toEqual([false, false, true, true]);
  });

  it('ends the one session that it names', async () => {
    const [one, two] = [await comeIn({ sid: 'one' }), await comeIn({ sid: 'two' })];
    await tell(await provider.sign(claims({ sid: 'one', sub: 'hedy' })));
    expect(await Promise.all([one, two].map(isIn))).toEqual([true, true]);
    await tell(await provider.sign(claims({ sid: 'one', sub: undefined })));
    expect(await Promise.all([one, two].map(isIn))).toEqual([false, true]);
    await tell(await provider.sign(claims({ sid: 'two' })));
    expect(await isIn(two)).toBe(false);
  });

  it('is taken once, also when it comes many times at the same moment', async () => {
    await comeIn();
    const token = await provider.sign(claims());
    const told = await Promise.all([tell(token), tell(token), tell(token)]);
    expect(told.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    const later = await comeIn();
    expect((await tell(token)).status).toBe(400);
    expect(await isIn(later)).toBe(true);
  });

  it.each([
    ['of another issuer', { iss: 'https://id.example.org' }],
    ['for another client', { aud: 'another' }],
    ['with a nonce', { nonce: 'of an ID token' }],
    ['without the event', { events: undefined }],
    ['with another event', { events: { 'https://example.org/event': {} } }],
    ['with the event as a text', { events: event }],
    ['without an id', { jti: undefined }],
    ['without a time', { iat: undefined }],
    ['of ten minutes ago', { iat: Math.floor(Date.now() / 1000) - 600 }],
    ['of tomorrow', { iat: Math.floor(Date.now() / 1000) + 86_400 }],
    ['that has expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['of nobody', { sub: undefined }],
    ['with a session that is no text', { sid: { $ne: '' } }],
  ])('%s is refused', async (_title, change) => {
    const session = await comeIn();
    expect((await tell(await provider.sign(claims(change)))).status).toBe(400);
    expect(await isIn(session)).toBe(true);
  });

  it.each(['stranger', 'none', 'secret'] as const)('with the signature of %s is refused', async (signature) => {
    const session = await comeIn();
    expect((await tell(await provider.sign(claims(), signature))).status).toBe(400);
    expect(await isIn(session)).toBe(true);
  });

  it('that is nonsense is refused, and asks nobody for keys; guessing is throttled', async () => {
    provider.down = '/';
    for (const token of ['', 'x', 'a.b.c', `${'x'.repeat(15_000)}`]) expect((await tell(token)).status).toBe(400);
    const told = await Promise.all(Array.from({ length: 100 }, () => tell('x')));
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([400, 429]));
  });

  it('is in the audit trail with whom it was about', async () => {
    await comeIn();
    await tell(await provider.sign(claims()));
    const { items } = (await server.call('GET', '/v1/audit-entries?action=endSessionsByProvider')).body;
    expect(items[0]).toMatchObject({ outcome: 'succeeded', target: { kind: 'member' } });
  });

  it('is not asked for where no provider is set up', async () => {
    await server.call('DELETE', '/v1/single-sign-on');
    expect((await tell(await provider.sign(claims()))).status).toBe(409);
  });
});
