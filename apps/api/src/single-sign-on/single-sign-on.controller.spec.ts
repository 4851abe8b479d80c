import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, startTestServer, type TestServer } from '../../../../test/support/server.js';
import { newId } from '../database/identifiers.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { startCrookedProvider, type Crookedness, type CrookedProvider } from './testing/crooked-provider.js';

let provider: CrookedProvider;
let server: TestServer;
let database: DataSource;

const clientId = 'attache';
const clientSecret = 'a client-secret_of ours';
const hedy = { sub: 'hedy', email: 'hedy@example.org', email_verified: true };
const grace = { sub: 'grace', email: 'grace@example.org', email_verified: true, name: 'Grace Hopper' };

beforeAll(async () => {
  provider = await startCrookedProvider(clientId);
  server = await startTestServer({ variables: { ATTACHE_ALLOWED_HOSTS: new URL(provider.issuer).host } });
  database = server.app.get(DataSource);
});
afterAll(async () => {
  await server.close();
  await provider.close();
});
beforeEach(async () => {
  provider.down = undefined;
  await database.query("DELETE FROM members WHERE email <> 'ada@example.com'; DELETE FROM identities");
  await put({});
});

const settings = () => ({
  ...{ providerName: 'Example Corp', issuer: provider.issuer, clientId, isJustInTime: true, isEnforced: false },
  mappings: [{ group: 'designers', role: 'designer', divisionId: null }],
  defaultGrants: [{ role: 'viewer', divisionId: null }],
});

async function put(change: object, headers?: Record<string, string>) {
  const body = { ...settings(), clientSecret, ...change };
  return server.call('PUT', '/v1/single-sign-on', headers === undefined ? { body } : { body, headers, key: null });
}

interface Begun {
  readonly cookie: string;
  readonly state: string;
  readonly nonce: string;
}

const get = (path: string, cookie?: string) =>
  call(server.url, 'GET', path, { key: null, ...(cookie !== undefined && { headers: { cookie } }) });

async function begin(returnTo = '/'): Promise<Begun> {
  const answer = await get(`/sign-in/sso?returnTo=${encodeURIComponent(returnTo)}`);
  const url = new URL(answer.headers.get('location') ?? '', server.url);
  expect(url.origin).toBe(provider.issuer);
  expect(url.searchParams.get('code_challenge_method')).toBe('S256');
  const of = (name: string) => url.searchParams.get(name) ?? '';
  return { cookie: cookieIn(answer, 'attache_sso'), state: of('state'), nonce: of('nonce') };
}

function cookieIn({ headers }: { readonly headers: Headers }, name: string): string {
  return (
    headers
      .getSetCookie()
      .find((each) => each.startsWith(`${name}=`))
      ?.split(';')[0] ?? ''
  );
}

const callback = ({ state, cookie }: Omit<Begun, 'nonce'>, code: string, iss = provider.issuer) =>
  get(`/sign-in/sso/callback?${new URLSearchParams({ code, state, iss })}`, cookie);

/** The whole way; answers where it ends and the session, if there is one. */
async function signOn(crookedness: Crookedness = { claims: grace }, returnTo = '/') {
  const begun = await begin(returnTo);
  const answer = await callback(begun, provider.codeFor(begun.nonce, crookedness));
  return { where: answer.headers.get('location'), session: cookieIn(answer, 'attache_session'), begun };
}

const whoIs = async (session: string) => (await get('/v1/session', session)).body;

async function giveRole(memberId: string, role: string): Promise<void> {
  await database.query(
    'INSERT INTO grants (id, workspace_id, member_id, role) SELECT $1, workspace_id, id, $3 FROM members WHERE id = $2',
    [newId('grant'), memberId, role],
  );
}

async function makeMember(email: string, role: string): Promise<string> {
  const [memberId, [workspace]] = [
    newId('member'),
    await database.query<{ id: string }[]>('SELECT id FROM workspaces'),
  ];
  await database.query('INSERT INTO members (id, workspace_id, name, email) VALUES ($1, $2, $3, $4)', [
    ...[memberId, workspace?.id, email, email],
  ]);
  await database.query('INSERT INTO grants (id, workspace_id, member_id, role) VALUES ($1, $2, $3, $4)', [
    ...[newId('grant'), workspace?.id, memberId, role],
  ]);
  return memberId;
}

describe('single sign-on', () => {
  it('makes a member of whom the provider knows, gives the roles of groups, and takes them again', async () => {
    const first = await signOn({ claims: { ...grace, groups: ['designers', 'people'] } }, '/bots?q=lead#x');
    expect(first.where).toBe('/bots?q=lead#x');
    expect(await whoIs(first.session)).toMatchObject({ email: grace.email, name: grace.name, roles: ['designer'] });
    const { id: memberId } = await whoIs(first.session);
    await giveRole(memberId, 'operator');
    const second = await signOn({ claims: { ...grace, groups: ['people'] } });
    expect((await whoIs(second.session)).roles.sort()).toEqual(['operator', 'viewer']);
    expect((await whoIs(first.session)).roles.sort()).toEqual(['operator', 'viewer']);
    const [{ count }] = await database.query("SELECT count(*) FROM members WHERE email = 'grace@example.org'");
    expect(count).toBe('1');
  });

  it('sends code and verifier with the secret in the header, and tells neither in an address or a log', async () => {
    await signOn();
    const { form, authorization } = provider.exchanges.at(-1)!;
    expect(form.get('code_verifier')).toMatch(/^[\w-]{43}$/);
    expect(Buffer.from(authorization.slice('Basic '.length), 'base64').toString()).toBe(
      'attache:a+client-secret_of+ours',
    );
    expect(server.logs()).not.toContain(form.get('code_verifier'));
    expect(server.logs()).not.toContain(clientSecret);
    const rows = JSON.stringify(await database.query('SELECT * FROM single_sign_on'));
    expect(rows).not.toContain(clientSecret);
    expect((await server.call('GET', '/v1/single-sign-on')).text).not.toContain(clientSecret);
  });

  it('begins a new session, and ends the one that the browser had', async () => {
    const begun = await begin();
    const fixed = server.cookie;
    const other = { ...begun, cookie: `${begun.cookie}; ${fixed}` };
    const started = await server.app.get(SessionsService).start((await whoIs(fixed)).id);
    const planted = `attache_session=${started.token}`;
    const answer = await callback(
      { ...other, cookie: `${begun.cookie}; ${planted}` },
      provider.codeFor(begun.nonce, { claims: grace }),
    );
    expect(cookieIn(answer, 'attache_session')).not.toBe(planted);
    expect((await get('/v1/session', planted)).status).toBe(401);
  });

  it.each([
    ['another nonce', { claims: { ...grace, nonce: 'of another' } }],
    ['no nonce', { claims: { ...grace, nonce: undefined } }],
    ['another audience', { claims: { ...grace, aud: 'somebody else' } }],
    ['another issuer', { claims: { ...grace, iss: 'https://id.example.org' } }],
    ['an expired token', { claims: { ...grace, exp: 1_700_000_000 } }],
    ['no subject', { claims: { ...grace, sub: undefined } }],
    ['the signature of a stranger', { claims: grace, signature: 'stranger' as const }],
    ['no signature', { claims: grace, signature: 'none' as const }],
    ['a signature by the client secret', { claims: grace, signature: 'secret' as const }],
  ])('refuses an ID token with %s', async (_title, crookedness) => {
    expect(await signOn(crookedness)).toMatchObject({ where: '/sign-in?sso=refused', session: '' });
  });

  it('refuses a state a second time, in another browser, and one that there never was', async () => {
    const { begun } = await signOn();
    const code = () => provider.codeFor(begun.nonce, { claims: grace });
    expect((await callback(begun, code())).headers.get('location')).toBe('/sign-in?sso=over');
    const mine = await begin();
    const theirs = await begin();
    const stolen = await callback({ ...mine, cookie: theirs.cookie }, provider.codeFor(mine.nonce, { claims: grace }));
    expect(stolen.headers.get('location')).toBe('/sign-in?sso=over');
    expect(cookieIn(stolen, 'attache_session')).toBe('');
    const none = await callback({ ...mine, state: 'x'.repeat(43) }, code());
    expect(none.headers.get('location')).toBe('/sign-in?sso=over');
  });

  it('refuses an answer that names another issuer, or none (RFC 9207)', async () => {
    const begun = await begin();
    const mixed = await callback(begun, provider.codeFor(begun.nonce, { claims: grace }), 'https://id.example.org');
    expect(mixed.headers.get('location')).toBe('/sign-in?sso=refused');
    const again = await begin();
    const query = new URLSearchParams({ code: provider.codeFor(again.nonce, { claims: grace }), state: again.state });
    const unnamed = await get(`/sign-in/sso/callback?${query}`, again.cookie);
    expect(unnamed.headers.get('location')).toBe('/sign-in?sso=refused');
  });

  it('that was set up anew meanwhile has to begin anew', async () => {
    const begun = await begin();
    await put({ providerName: 'Another' });
    const answer = await callback(begun, provider.codeFor(begun.nonce, { claims: grace }));
    expect(answer.headers.get('location')).toBe('/sign-in?sso=over');
  });

  it.each([
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/.//evil.example', '/evil.example'],
    ['javascript:alert(1)', '/'],
  ])('never leads elsewhere: %s', async (returnTo, where) => {
    expect((await signOn({ claims: grace }, returnTo)).where).toBe(where);
  });
});

describe('whom the provider names', () => {
  it.each([
    ['without a word that it is verified', { email_verified: undefined }],
    ['that it calls unverified', { email_verified: false }],
    ['that it calls verified in other words', { email_verified: 'true' }],
  ])('is nobody by an address %s', async (_title, claims) => {
    await makeMember(grace.email, 'viewer');
    expect((await signOn({ claims: { ...grace, ...claims } })).where).toBe('/sign-in?sso=email-unverified');
  });

  it('is the member of that address once, and from then on whoever has the subject', async () => {
    const memberId = await makeMember(grace.email, 'viewer');
    expect((await whoIs((await signOn()).session)).id).toBe(memberId);
    const renamed = await signOn({ claims: { ...grace, email: 'other@example.org', email_verified: false } });
    expect((await whoIs(renamed.session)).id).toBe(memberId);
    const heir = await signOn({ claims: { ...grace, sub: 'somebody else' } });
    expect(heir).toMatchObject({ where: '/sign-in?sso=account-protected', session: '' });
  });

  it('is one person for two people of one address: the second stays out, and changes nothing of the first', async () => {
    const first = await signOn({ claims: { ...grace, groups: ['designers'] } });
    const before = await whoIs(first.session);
    const second = await signOn({ claims: { ...grace, sub: 'her namesake', groups: [] } });
    expect(second).toMatchObject({ where: '/sign-in?sso=account-protected', session: '' });
    expect(await whoIs(first.session)).toEqual({ ...before, endsInSeconds: expect.any(Number) });
    const both = await Promise.all([signOn({ claims: hedy }), signOn({ claims: { ...hedy, sub: 'her namesake' } })]);
    expect(both.filter(({ session }) => session !== '')).toHaveLength(1);
  });

  it('comes in with the mapped one of five hundred groups', async () => {
    const groups = [...Array.from({ length: 499 }, (_, at) => `of people ${at}`), 'designers'];
    const { session } = await signOn({ claims: { ...grace, groups } });
    expect((await whoIs(session)).roles).toEqual(['designer']);
  });

  it('loses the roles of groups where the provider tells none any more, and keeps what people gave', async () => {
    const { session } = await signOn({ claims: { ...grace, groups: ['designers'] } });
    const { id: memberId } = await whoIs(session);
    await giveRole(memberId, 'operator');
    await put({ defaultGrants: [] });
    expect((await whoIs((await signOn()).session)).roles).toEqual(['operator']);
  });

  it('stays out when deactivated, when nobody invited them, and when no group has a role', async () => {
    const memberId = await makeMember(grace.email, 'viewer');
    await database.query('UPDATE members SET deactivated_at = now() WHERE id = $1', [memberId]);
    expect((await signOn()).where).toBe('/sign-in?sso=deactivated');
    await put({ isJustInTime: false });
    const stranger = { ...grace, sub: 'new', email: 'new@example.org' };
    expect((await signOn({ claims: stranger })).where).toBe('/sign-in?sso=not-a-member');
    await put({ defaultGrants: [] });
    expect((await signOn({ claims: stranger })).where).toBe('/sign-in?sso=no-access');
    await put({ allowedDomains: ['example.com'] });
    expect((await signOn({ claims: stranger })).where).toBe('/sign-in?sso=domain-not-allowed');
  });

  it('loses what groups gave at the door, sessions that are open included', async () => {
    await put({ defaultGrants: [] });
    const first = await signOn({ claims: { ...grace, groups: 'designers' } });
    expect((await whoIs(first.session)).roles).toEqual(['designer']);
    expect((await signOn({ claims: { ...grace, groups: [] } })).where).toBe('/sign-in?sso=no-access');
    expect((await whoIs(first.session)).permissions).toEqual([]);
  });
});

describe('an administrator', () => {
  /** Somebody who holds what an administrator holds, and no more. */
  async function administrator() {
    const { token } = await server.app.get(SessionsService).start(await makeMember('adm@example.org', 'administrator'));
    return { cookie: `attache_session=${token}`, origin: server.url };
  }

  it('takes over nobody who holds more by a provider of their own', async () => {
    expect((await put({}, await administrator())).status).toBe(200);
    const owner = { sub: 'evil', email: 'ada@example.com', email_verified: true };
    expect(await signOn({ claims: owner })).toMatchObject({ where: '/sign-in?sso=account-protected', session: '' });
  });

  it('takes over nobody who holds more and was linked by the provider of an owner', async () => {
    const owner = { claims: { sub: 'ada', email: 'ada@example.com', email_verified: true } };
    expect((await signOn(owner)).where).toBe('/');
    expect((await put({}, await administrator())).status).toBe(200);
    expect(await signOn(owner)).toMatchObject({ where: '/sign-in?sso=account-protected', session: '' });
    await put({});
    expect((await signOn(owner)).where).toBe('/');
  });

  it.each([
    ['replaced', () => put({ issuer: 'https://id.example.org' })],
    ['removed', () => server.call('DELETE', '/v1/single-sign-on')],
  ])('finds nobody linked to a provider that was %s meanwhile', async (_title, change) => {
    await signOn();
    expect((await database.query('SELECT FROM identities')).length).toBe(1);
    await put({ providerName: 'Another name' });
    expect((await database.query('SELECT FROM identities')).length).toBe(1);
    expect((await change()).status).toBeLessThan(300);
    expect(await database.query('SELECT FROM identities')).toEqual([]);
  });

  it('maps groups neither to owners nor to more than they hold', async () => {
    const headers = await administrator();
    const owner = { mappings: [{ group: 'all', role: 'owner', divisionId: null }] };
    expect(await put(owner, headers)).toMatchObject({
      status: 400,
      body: { violations: [{ pointer: '/mappings/0/role' }] },
    });
    expect((await put(owner)).status).toBe(400);
    const [workspace] = await database.query<{ id: string }[]>('SELECT id FROM workspaces');
    await database.query(
      `INSERT INTO roles (id, workspace_id, name, permissions) VALUES ('rol_tokens', $1, 'Tokens', '{authorizations:view,authorizations:read-token}')
       ON CONFLICT DO NOTHING`,
      [workspace?.id],
    );
    const beyond = { defaultGrants: [{ role: 'rol_tokens', divisionId: null }] };
    expect(await put(beyond, headers)).toMatchObject({
      status: 403,
      body: { permission: 'authorizations:read-token' },
    });
    expect((await put(beyond)).status).toBe(200);
    const nowhere = { mappings: [{ group: 'all', role: 'viewer', divisionId: 'div_none' }] };
    expect((await put(nowhere)).body.violations[0].pointer).toBe('/mappings/0/divisionId');
  });

  it('does not get the secret sent to a provider of their own', async () => {
    await server.call('PUT', '/v1/single-sign-on', { body: { ...settings(), issuer: `${provider.issuer}/` } });
    expect((await server.call('GET', '/v1/single-sign-on')).body.singleSignOn.hasClientSecret).toBe(false);
  });
});

describe('single sign-on only', () => {
  it('takes passwords of owners alone, and ends sessions of others that began with one', async () => {
    const { token } = await server.app.get(SessionsService).start(await makeMember('d@example.org', 'designer'));
    const session = `attache_session=${token}`;
    expect((await get('/v1/session', session)).status).toBe(200);
    await put({ isEnforced: true });
    expect((await get('/v1/sign-in-options')).body).toEqual({
      singleSignOn: 'Example Corp',
      requiresSingleSignOn: true,
    });
    expect((await get('/v1/session', session)).status).toBe(401);
    expect((await get('/v1/session', server.cookie)).status).toBe(200);
    expect((await get('/v1/session', (await signOn()).session)).status).toBe(200);
    const { email, password } = server.owner;
    expect((await call(server.url, 'POST', '/v1/session', { key: null, body: { email, password } })).status).toBe(201);
  });

  it('lets the invited come in by the provider with the roles that they were offered, and by no password', async () => {
    await put({ isEnforced: true });
    const grants = [{ role: 'operator', divisionId: null }];
    const { body: invitation } = await server.call('POST', '/v1/invitations', { body: { email: grace.email, grants } });
    const token = invitation.url.split('#')[1];
    const accept = (password?: string) =>
      call(server.url, 'POST', '/v1/invitations/accept', { key: null, body: { token, name: 'Grace', password } });
    expect((await accept('correct horse battery')).status).toBe(400);
    const { body: joined } = await accept();
    expect(joined).toMatchObject({ isSignedIn: false });
    const stranger = { ...grace, sub: 'eve', email_verified: false };
    expect((await signOn({ claims: stranger })).session).toBe('');
    const me = await whoIs((await signOn()).session);
    expect(me.id).toBe(joined.memberId);
    expect(me.roles.sort()).toEqual(['operator', 'viewer']);
  });
});

describe('a provider', () => {
  afterEach(() => vi.useRealTimers());

  it('that does not answer is told of as that, on the way there and on the way back', async () => {
    const begun = await begin();
    provider.down = '/token';
    expect((await callback(begun, 'x')).headers.get('location')).toBe('/sign-in?sso=unreachable');
    await put({ providerName: 'Known anew' });
    provider.down = '/';
    expect((await get('/sign-in/sso')).headers.get('location')).toBe('/sign-in?sso=unreachable');
    provider.down = undefined;
    expect((await signOn()).where).toBe('/');
  });

  it('that fails keeps no owner out, also where nobody else may use a password', async () => {
    await put({ isEnforced: true });
    provider.down = '/';
    const { email, password } = server.owner;
    const signedIn = await call(server.url, 'POST', '/v1/session', { key: null, body: { email, password } });
    expect(signedIn.status).toBe(201);
    const own = { key: null, headers: { cookie: cookieIn(signedIn, 'attache_session'), origin: server.url } };
    expect((await server.call('DELETE', '/v1/single-sign-on', own)).status).toBe(204);
    expect((await get('/v1/sign-in-options')).body.requiresSingleSignOn).toBe(false);
  });

  it('that signs with other keys is believed by what it publishes, after a minute at the most', async () => {
    expect((await signOn()).where).toBe('/');
    await provider.rollKeys();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    expect((await signOn()).where).toBe('/');
    expect((await signOn({ claims: grace, signature: 'stranger' })).where).toBe('/sign-in?sso=refused');
  });

  it.each([
    ['20 seconds behind ours is believed', -20, '/'],
    ['20 seconds ahead of ours is believed', 20, '/'],
    ['ten minutes behind ours is not', -600, '/sign-in?sso=refused'],
  ])('whose clock is %s', async (_title, seconds, where) => {
    const iat = Math.floor(Date.now() / 1000) + seconds;
    // Good for so short a time that its end tells the difference.
    expect((await signOn({ claims: { ...grace, iat, exp: iat + 5 } })).where).toBe(where);
  });
});

describe('a test of the provider', () => {
  it('tells in plain words what was learned, and what is amiss', async () => {
    const test = async (issuer?: string) =>
      (await server.call('POST', '/v1/single-sign-on/test', { body: { issuer } })).body;
    expect(await test()).toMatchObject({ isUsable: true });
    expect(await test('http://127.0.0.1:1')).toMatchObject({
      isUsable: false,
      findings: [expect.stringMatching(/TLS|inside/)],
    });
    expect(await test('https://169.254.169.254')).toMatchObject({
      isUsable: false,
      findings: [expect.stringMatching(/inside the network/)],
    });
    expect(await test(`${provider.issuer}/elsewhere`)).toMatchObject({ isUsable: false });
    expect((await test('nonsense')).findings).toEqual([expect.stringMatching(/no address/)]);
  });
});
