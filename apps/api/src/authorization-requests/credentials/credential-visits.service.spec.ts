import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import type { StartRequest } from '../authorization-requests.service.js';
import { maxCredentialAttempts } from '../completion/typed-completions.service.js';
import { FlowFixture, type FixtureLink } from '../testing/flow-fixture.js';
import { codeIn, formTokenIn, titleOf, type TestBrowser } from '../testing/test-browser.js';

const password = 'canary-password-7f3a';
const key = 'canary-key-91bd';
const typed = { 'credential.username': 'ada@example.com', 'credential.password': password };

let flow: FlowFixture;
let profile: StartRequest['profile'];

beforeAll(async () => {
  flow = await FlowFixture.start({ variables: { ATTACHE_ALLOWED_HOSTS: '127.0.0.1,localhost' } });
});
afterAll(() => flow.stop());
beforeEach(async () => {
  flow.crm.accepts = ({ authorization }) => authorization === basic('ada@example.com', password);
  flow.crm.userInfo = { body: { user_id: '005', organization_id: '00D', name: 'Ada Example' } };
  profile = await make({ grantType: 'basic', credentials: { placement: { in: 'basic' } }, apiUrl: flow.crm.url });
});

function basic(username: string, secret: string): string {
  return `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`;
}

let made = 0;

/** A profile of the workspace's that the action is configured with. */
async function make(fields: object): Promise<StartRequest['profile']> {
  made += 1;
  const body = { name: `profile ${made}`, identityProviderName: 'Example', ...fields };
  const { status, body: answer, text } = await flow.server.call('POST', '/v1/auth-profiles', { body });
  expect([status, text]).toEqual([201, expect.anything()]);
  await flow.dataSource.query('UPDATE actions SET auth_profile_id = $1', [answer.id]);
  return flow.server.app.get(AuthProfilesService).resolve(flow.workspaceId, answer.id);
}

async function submit(browser: TestBrowser, { path }: FixtureLink, form: Readonly<Record<string, string>>) {
  const formToken = formTokenIn((await browser.get(path)).html);
  return browser.post(path, { formToken, ...form });
}

/** Whose calls are made from now on, and with what. */
async function accessOf(requestId: string) {
  const { authorizationId } = await flow.request(requestId);
  return flow.server.app.get(AuthorizationsService).access(authorizationId ?? '');
}

describe('the page that asks for credentials', () => {
  it('says where they go, has the right fields, and posts to this server only', async () => {
    const { html, headers } = await flow.browser().get((await flow.link({ profile })).path);
    expect(html).toContain(flow.crm.host);
    expect(html).toMatch(/name="credential\.username" type="text"[^>]*autocomplete="username"/);
    expect(html).toMatch(/name="credential\.password" type="password" value=""[^>]*autocomplete="current-password"/);
    expect(html).toContain('Connect Example');
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
  });

  it('speaks German', async () => {
    const { html } = await flow.browser().get((await flow.link({ profile })).path, { 'accept-language': 'de' });
    expect(html).toContain('Benutzername');
    expect(html).toContain('Ihre Eingaben gehen an');
  });

  it('checks them with the system, keeps them sealed, and wants the proof of any other authorization', async () => {
    const link = await flow.link({ profile });
    const browser = flow.browser();
    const answer = await submit(browser, link, typed);
    expect([answer.status, answer.location]).toEqual([303, `/oauth/result/${link.id}`]);
    const page = await browser.get(answer.location ?? '');
    expect(await flow.authorizationStates(link.id)).toEqual(['quarantined']);
    const verified = await flow.server.call('POST', `/v1/authorization-requests/${link.id}/verify`, {
      body: { code: codeIn(page.html) },
    });
    expect(verified.body).toMatchObject({ status: 'completed', accountName: 'Ada Example' });
    expect(await accessOf(link.id)).toMatchObject({
      accessToken: basic('ada@example.com', password).slice('Basic '.length),
      tokenType: 'Basic',
      placement: { in: 'basic' },
      grant: { apiUrl: flow.crm.url },
    });
    const rows = await flow.dataSource.query('SELECT * FROM authorizations, authorization_requests, events');
    expect(JSON.stringify(rows)).not.toContain(password);
    expect(JSON.stringify(rows)).not.toContain(basic('ada@example.com', password).slice('Basic '.length));
    const shown = await flow.server.call('GET', `/v1/authorizations/${verified.body.authorizationId}`);
    expect(shown.body).toMatchObject({
      expiresAt: null,
      isRefreshable: false,
      client: { grantType: 'basic', clientId: null },
    });
  });

  it('stays on the page when they are wrong, says so, and never repeats the secret', async () => {
    const link = await flow.link({ profile });
    const browser = flow.browser();
    const wrong = await submit(browser, link, { ...typed, 'credential.password': 'canary-wrong' });
    expect([wrong.status, titleOf(wrong.html)]).toEqual([422, 'Connect Example to Sales assistant']);
    expect(wrong.html).toContain('Example did not accept this');
    expect(wrong.html).toContain('value="ada@example.com"');
    expect(wrong.html).not.toContain('canary-wrong');
    expect((await flow.request(link.id)).timeline.map(({ step }) => step)).toContain('credentials-refused');
    expect((await submit(browser, link, typed)).status).toBe(303);
  });

  it('tells an outage from a wrong password, and an account that cannot be used from both', async () => {
    const link = await flow.link({ profile });
    const browser = flow.browser();
    flow.crm.userInfo = { status: 503, body: {} };
    const outage = await submit(browser, link, typed);
    expect([outage.status, outage.html]).toEqual([502, expect.stringContaining('did not answer as expected')]);
    flow.crm.userInfo = { body: { user_id: '005', organization_id: '00D', name: 'Ada' } };
    const before = flow.crm.query;
    flow.crm.query = { body: { records: [{ ...organisation, TrialExpirationDate: '2001-01-01T00:00:00.000+0000' }] } };
    const unusable = await submit(browser, link, typed);
    flow.crm.query = before;
    expect([unusable.status, unusable.html]).toEqual([422, expect.stringContaining('cannot be used')]);
    expect((await submit(browser, link, typed)).status).toBe(303);
  });

  it.each([
    ['nothing', {}, 'Please fill this in'],
    ['a line break in a password', { ...typed, 'credential.password': 'a\nb' }, 'does not look right'],
    ['more than anybody types', { ...typed, 'credential.password': 'x'.repeat(4_097) }, 'does not look right'],
  ])('asks again for %s without asking the system', async (_title, form, words) => {
    const link = await flow.link({ profile });
    const calls = flow.crm.seen.length;
    const answer = await submit(flow.browser(), link, form);
    expect([answer.status, answer.html]).toEqual([422, expect.stringContaining(words)]);
    expect(flow.crm.seen.length).toBe(calls);
    expect((await flow.request(link.id)).credentialAttempts).toBe(0);
  });

  it('refuses what no form of ours could send', async () => {
    const { path } = await flow.link({ profile });
    const browser = flow.browser();
    const formToken = formTokenIn((await browser.get(path)).html);
    const huge = await browser.post(path, { formToken, ...typed, 'credential.password': 'x'.repeat(20_000) });
    expect(huge.status).toBe(413);
    const foreign = await browser.post(path, { formToken, ...typed }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    const thief = flow.browser();
    await thief.get(path);
    expect((await thief.post(path, { formToken, ...typed })).status).toBe(409);
  });
});

const organisation = { Name: 'Example', OrganizationType: 'Enterprise Edition', IsSandbox: false };

describe('tries', () => {
  it(`end after ${maxCredentialAttempts}, at once or one after the other, and never reach the system again`, async () => {
    const link = await flow.link({ profile });
    const browser = flow.browser();
    const formToken = formTokenIn((await browser.get(link.path)).html);
    const before = flow.crm.count('/services/oauth2/userinfo');
    const guess = (_: unknown, index: number) =>
      browser.post(link.path, { formToken, ...typed, 'credential.password': `guess-${index}` });
    const answers = await Promise.all(Array.from({ length: 14 }, guess));
    expect(new Set(answers.map(({ status }) => status))).toContain(422);
    for (let index = 0; index < 4; index += 1) await guess(undefined, index);
    expect(flow.crm.count('/services/oauth2/userinfo') - before).toBe(maxCredentialAttempts);
    expect(await flow.told(link.id)).toEqual(['failed credential-attempts-exhausted']);
    const late = await flow.browser().get(link.path);
    expect([late.status, titleOf(late.html)]).toEqual([403, 'Too many attempts']);
    expect((await browser.post(link.path, { formToken, ...typed })).status).toBe(403);
  });

  it('of one end user are bounded over all links for the same profile, and right ones do not count', async () => {
    const browser = flow.browser();
    const guess = async (link: FixtureLink, index: number) =>
      (await submit(browser, link, { ...typed, 'credential.password': `guess-${index}` })).status;
    expect((await submit(browser, await flow.link({ profile }), typed)).status).toBe(303);
    for (let round = 0; round < 2; round += 1) {
      const link = await flow.link({ profile });
      for (let index = 0; index < maxCredentialAttempts; index += 1) await guess(link, index);
    }
    const next = await flow.link({ profile });
    const calls = flow.crm.seen.length;
    expect(await guess(next, 0)).toBe(429);
    expect(flow.crm.seen.length).toBe(calls);
  });

  it('at once with the right ones make one authorization', async () => {
    const link = await flow.link({ profile });
    const browser = flow.browser();
    const formToken = formTokenIn((await browser.get(link.path)).html);
    const press = () => browser.post(link.path, { formToken, ...typed });
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ location }) => location)).toEqual(Array(3).fill(`/oauth/result/${link.id}`));
    expect(await flow.authorizationStates(link.id)).toEqual(['quarantined']);
  });

  it('in two browsers show the code to the one that was right, and a posted form once more changes nothing', async () => {
    const link = await flow.link({ profile });
    const [owner, other] = [flow.browser(), flow.browser()];
    await submit(other, link, { ...typed, 'credential.password': 'wrong-one' });
    const formToken = formTokenIn((await owner.get(link.path)).html);
    const done = await owner.post(link.path, { formToken, ...typed });
    expect(codeIn((await owner.get(done.location ?? '')).html)).toMatch(/^\d{6}$/);
    expect(codeIn((await other.get(done.location ?? '')).html)).toBe('');
    const again = await owner.post(link.path, { formToken, ...typed });
    expect(again.location).toBe(done.location);
    expect(await flow.authorizationStates(link.id)).toEqual(['quarantined']);
  });

  it('after the link has expired, or whoever was asked has declined, go nowhere', async () => {
    const link = await flow.link({ profile });
    const browser = flow.browser();
    const formToken = formTokenIn((await browser.get(link.path)).html);
    await flow.set(link.id, 'expires_at', new Date(Date.now() - 1_000));
    const calls = flow.crm.seen.length;
    expect((await browser.post(link.path, { formToken, ...typed })).status).toBe(410);
    const declined = await flow.link({ profile });
    const token = formTokenIn((await browser.get(declined.path)).html);
    await browser.post(`${declined.path}/decline`, { formToken: token });
    expect((await browser.post(declined.path, { formToken: token, ...typed })).status).toBe(200);
    expect(flow.crm.seen.length).toBe(calls);
  });
});

describe('an API key', () => {
  it.each([
    ['header', { in: 'header', name: 'X-Api-Key', prefix: 'Key ' }, { 'x-api-key': `Key ${key}` }],
    ['basic user name', { in: 'basic-username', password: 'X' }, { authorization: basic(key, 'X') }],
  ])('goes into the %s', async (_title, placement, headers) => {
    flow.crm.accepts = (seen) => Object.entries(headers).every(([name, value]) => seen[name] === value);
    profile = await make({ grantType: 'api-key', credentials: { placement }, apiUrl: flow.crm.url });
    const link = await flow.link({ profile });
    const browser = flow.browser();
    expect((await browser.get(link.path)).html).toMatch(/name="credential\.key" type="password" value=""/);
    const answer = await submit(browser, link, { 'credential.key': `  ${key} ` });
    expect(answer.status).toBe(303);
    expect(answer.html).not.toContain(key);
  });

  it('is tried at the check URL too, and goes to no other host than those that the page names', async () => {
    const checkUrl = `${flow.crm.url}/check`;
    const placement = { in: 'query', name: 'api_key' };
    flow.crm.accepts = (_seen, path) => path !== '/check';
    profile = await make({ grantType: 'api-key', credentials: { placement, checkUrl }, apiUrl: flow.crm.url });
    const link = await flow.link({ profile });
    const refused = await submit(flow.browser(), link, { 'credential.key': key });
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('did not accept')]);
    flow.crm.accepts = () => true;
    expect((await submit(flow.browser(), link, { 'credential.key': key })).status).toBe(303);
  });
});

describe('what was typed in', () => {
  it('must be typed in again when the vendor refuses it, or when the profile sends it elsewhere', async () => {
    const link = await flow.link({ profile, startedBy: { kind: 'api-key', id: 'key' } });
    const browser = flow.browser();
    const done = await submit(browser, link, typed);
    const code = codeIn((await browser.get(done.location ?? '')).html);
    await flow.server.call('POST', `/v1/authorization-requests/${link.id}/verify`, { body: { code } });
    const { authorizationId, accessToken } = await accessOf(link.id);
    const moved = await flow.server.call('PATCH', `/v1/auth-profiles/${profile.id}`, {
      body: { apiUrl: 'https://collector.example.com' },
    });
    expect(moved.body.affected).toMatchObject({ authorizations: 1 });
    const access = flow.server.app.get(AuthorizationsService).access(authorizationId);
    await expect(access).rejects.toMatchObject({ code: 'authorization-lost' });
    const shown = await flow.server.call('GET', `/v1/authorizations/${authorizationId}`);
    expect(shown.body).toMatchObject({ state: 'needs-reauthorization', failureCode: 'registration-changed' });
    expect(shown.text).not.toContain(accessToken);
  });
});

describe('a profile that leads elsewhere while somebody types', () => {
  const elsewhere = () => `http://localhost:${new URL(flow.crm.url).port}`;
  const move = () => flow.server.call('PATCH', `/v1/auth-profiles/${profile.id}`, { body: { apiUrl: elsewhere() } });

  it('gets nothing from the page that named another place: the page comes again and names it', async () => {
    const link = await flow.link({ profile });
    const browser = flow.browser();
    const formToken = formTokenIn((await browser.get(link.path)).html);
    expect((await move()).status).toBe(200);
    const calls = flow.crm.seen.length;
    const again = await browser.post(link.path, { formToken, ...typed });
    expect([again.status, again.html]).toEqual([409, expect.stringContaining(new URL(elsewhere()).host)]);
    expect(again.html).not.toContain(password);
    expect(flow.crm.seen.length).toBe(calls);
  });

  it('gets nothing either when it moved while another try was running', async () => {
    const link = await flow.link({ profile });
    const browser = flow.browser();
    const formToken = formTokenIn((await browser.get(link.path)).html);
    const calls = flow.crm.count('/services/oauth2/userinfo');
    flow.crm.accepts = () => true;
    flow.crm.userInfo = { status: 401, body: {}, afterMs: 1_500 };
    const first = browser.post(link.path, { formToken, ...typed });
    await expect.poll(() => flow.crm.count('/services/oauth2/userinfo')).toBe(calls + 1);
    const second = browser.post(link.path, { formToken, ...typed });
    const attempts = 'SELECT id FROM authorization_attempts WHERE request_id = $1';
    await expect.poll(async () => (await flow.dataSource.query(attempts, [link.id])).length).toBe(2);
    expect((await move()).status).toBe(200);
    await Promise.all([first, second]);
    expect(flow.crm.count('/services/oauth2/userinfo')).toBe(calls + 1);
    expect(await flow.told(link.id)).toEqual(['failed action-changed']);
  });

  it('makes worthless what was tried at the former place meanwhile', async () => {
    const link = await flow.link({ profile });
    let moved: Promise<{ readonly status: number }> | undefined;
    flow.crm.accepts = () => {
      moved ??= move();
      return true;
    };
    flow.crm.userInfo = { ...flow.crm.userInfo, afterMs: 1_000 };
    await submit(flow.browser(), link, typed);
    expect((await moved)?.status).toBe(200);
    expect(await flow.told(link.id)).toEqual(['failed action-changed']);
    expect(await flow.authorizationStates(link.id)).toEqual([]);
  });
});

describe('the password grant', () => {
  it('sends the password once, keeps tokens only, and stays on the page when it is refused', async () => {
    const tokenUrl = `${flow.crm.url}/services/oauth2/token`;
    const client = { clientId: 'client', clientSecret: 'canary-secret', scopes: 'api', apiUrl: flow.crm.url };
    profile = await make({ grantType: 'password', tokenUrl, ...client });
    flow.crm.accepts = () => true;
    const link = await flow.link({ profile });
    const browser = flow.browser();
    flow.crm.token = () => ({ status: 400, body: { error: 'invalid_grant', error_description: `no ${password}` } });
    const refused = await submit(browser, link, typed);
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('did not accept')]);
    expect(refused.html).not.toContain(password);
    flow.crm.token = (form) => flow.crm.tokenFor(form);
    expect((await submit(browser, link, typed)).status).toBe(303);
    const sent = flow.crm.seen.filter(({ path }) => path.endsWith('/token')).at(-1)?.form;
    expect(sent).toMatchObject({ grant_type: 'password', username: 'ada@example.com', password, client_id: 'client' });
    const rows = await flow.dataSource.query('SELECT * FROM authorizations, authorization_requests, events');
    expect(JSON.stringify(rows)).not.toContain(password);
    expect(await flow.authorizationStates(link.id)).toEqual(['quarantined']);
  });
});
