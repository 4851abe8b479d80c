import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import type { StartRequest } from '../authorization-requests.service.js';
import { FlowFixture } from '../testing/flow-fixture.js';
import { codeIn, formTokenIn, titleOf, type TestBrowser } from '../testing/test-browser.js';

const site = (id: string) => ({ id, name: `Site ${id}`, url: `https://${id}.example.com`, scopes: ['read:jira-work'] });
const whoami = (id: string) => ({
  [`/ex/jira/${id}/rest/api/3/myself`]: { body: { accountId: 'a-1', displayName: `Ada of ${id}` } },
  [`/ex/jira/${id}/rest/api/3/serverInfo`]: { body: { baseUrl: `https://${id}.example.com` } },
});

let flow: FlowFixture;
let configured: Pick<StartRequest, 'action' | 'profile'>;

beforeAll(async () => {
  flow = await FlowFixture.start({ variables: { ATTACHE_ALLOWED_HOSTS: '127.0.0.1,localhost' } });
  const { url } = flow.crm;
  configured = await flow.addAction('jira', {
    ...{ clientId: 'client', clientSecret: 'canary-secret', scopes: 'read:jira-work offline_access' },
    ...{ authorizationUrl: `${url}/authorize`, tokenUrl: `${url}/oauth/token`, apiUrl: url },
    revocationUrl: `${url}/oauth/revoke`,
  });
});
afterAll(() => flow.stop());
beforeEach(() => {
  flow.crm.token = (form) => flow.crm.tokenFor(form, { scope: 'read:jira-work offline_access' });
  offer(site('one'), site('two'));
});

function offer(...sites: readonly object[]): void {
  flow.crm.routes = {
    '/oauth/token/accessible-resources': { body: sites },
    ...whoami('one'),
    ...whoami('two'),
  };
}

/** Signs in, and goes to where the browser is sent. */
async function signIn(browser: TestBrowser) {
  const link = await flow.link(configured);
  const back = await browser.comeBack(await browser.continueFrom(link.path));
  return { link, path: back.location ?? '', page: await browser.get(back.location ?? '') };
}

describe('what an account has several of', () => {
  it('is asked for after the sign-in, while the tokens are in quarantine', async () => {
    const { link, page } = await signIn(flow.browser());
    expect([page.status, titleOf(page.html)]).toEqual([200, 'Choose in Jira']);
    expect(page.html).toContain('Site one (one.example.com)');
    expect(await flow.request(link.id)).toMatchObject({ status: 'choice-required' });
    expect(await flow.authorizationStates(link.id)).toEqual(['quarantined']);
    const { body } = await flow.server.call('GET', `/v1/authorization-requests/${link.id}`);
    expect(body).toMatchObject({ status: 'choice-required', authorizationId: null, accountName: null });
    expect(await flow.told(link.id)).toEqual([]);
  });

  it('goes on with what was chosen: whose it is, and the proof as always', async () => {
    const browser = flow.browser();
    const { link, path, page } = await signIn(browser);
    const chosen = await browser.post(path, { formToken: formTokenIn(page.html), choice: 'two' });
    expect([chosen.status, chosen.location]).toEqual([303, path]);
    const code = codeIn((await browser.get(path)).html);
    const verified = await flow.server.call('POST', `/v1/authorization-requests/${link.id}/verify`, { body: { code } });
    expect(verified.body).toMatchObject({ status: 'completed', accountName: 'Ada of two' });
    const access = await flow.server.app.get(AuthorizationsService).access(verified.body.authorizationId);
    expect(access).toMatchObject({ grant: { parameters: { cloudId: 'two' } }, account: { name: 'Ada of two' } });
    const steps = (await flow.request(link.id)).timeline.map(({ step }) => step);
    expect(steps).toEqual(expect.arrayContaining(['exchanged', 'choice-asked', 'chosen', 'proof-asked']));
  });

  it('is not asked for when there is only one', async () => {
    offer(site('one'), { ...site('three'), scopes: ['read:other'] });
    const { link, page } = await signIn(flow.browser());
    expect(codeIn(page.html)).toMatch(/^\d{6}$/);
    expect(await flow.request(link.id)).toMatchObject({ accountName: 'Ada of one' });
  });

  it('is taken from the browser that signed in, from its own page, and from what there is', async () => {
    const browser = flow.browser();
    const { link, path, page } = await signIn(browser);
    const formToken = formTokenIn(page.html);
    const other = flow.browser();
    await other.continueFrom((await flow.link(configured)).path);
    expect((await other.post(path, { formToken, choice: 'two' })).location).toBe(path);
    expect((await other.get(path)).html).not.toContain('Site one');
    const late = await flow.browser().get(link.path);
    expect([late.status, late.html.includes('Site one')]).toEqual([409, false]);
    expect((await browser.post(path, { choice: 'two' })).status).toBe(409);
    expect((await browser.post(path, { formToken, choice: 'three' })).status).toBe(422);
    expect((await browser.post(path, { formToken, choice: 'two' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    );
    expect(await flow.request(link.id)).toMatchObject({ status: 'choice-required', choices: expect.any(Array) });
  });

  it('is chosen once, however often the button is pressed', async () => {
    const browser = flow.browser();
    const { link, path, page } = await signIn(browser);
    const formToken = formTokenIn(page.html);
    const press = (choice: string) => browser.post(path, { formToken, choice });
    await Promise.all([press('one'), press('two'), press('one')]);
    await press('two');
    const { status, timeline } = await flow.request(link.id);
    expect(status).toBe('proof-required');
    expect(timeline.filter(({ step }) => step === 'chosen')).toHaveLength(1);
    expect(await flow.authorizationStates(link.id)).toEqual(['quarantined']);
  });

  it('can be chosen again when the process that was at it has died', async () => {
    const browser = flow.browser();
    const { link, path, page } = await signIn(browser);
    const died = new Date(Date.now() + 60_000);
    await flow.dataSource.query('UPDATE authorization_requests SET finishing_until = $2 WHERE id = $1', [
      link.id,
      died,
    ]);
    await browser.post(path, { formToken: formTokenIn(page.html), choice: 'two' });
    expect((await flow.request(link.id)).status).toBe('choice-required');
    const over = new Date(Date.now() - 1_000);
    await flow.dataSource.query('UPDATE authorization_requests SET finishing_until = $2 WHERE id = $1', [
      link.id,
      over,
    ]);
    await browser.post(path, { formToken: formTokenIn(page.html), choice: 'two' });
    expect((await flow.request(link.id)).status).toBe('proof-required');
  });

  it('is for the place that was signed in to: where the profile leads elsewhere by then, nothing is sent there', async () => {
    const browser = flow.browser();
    const { link, path, page } = await signIn(browser);
    const profilePath = `/v1/auth-profiles/${configured.profile.id}`;
    const move = (apiUrl: string) => flow.server.call('PATCH', profilePath, { body: { apiUrl } });
    expect((await move(`http://localhost:${new URL(flow.crm.url).port}`)).status).toBe(200);
    const calls = flow.crm.count('/ex/jira/two/rest/api/3/myself');
    await browser.post(path, { formToken: formTokenIn(page.html), choice: 'two' });
    expect(flow.crm.count('/ex/jira/two/rest/api/3/myself')).toBe(calls);
    expect(await flow.told(link.id)).toEqual(['failed action-changed']);
    expect((await move(flow.crm.url)).status).toBe(200);
  });

  it('ends in time, by an account that cannot be used, and with the link withdrawn: the tokens are given back', async () => {
    const [late, unusable] = [flow.browser(), flow.browser()];
    const expired = await signIn(late);
    await flow.set(expired.link.id, 'expires_at', new Date(Date.now() - 1_000));
    const page = await late.post(expired.path, { formToken: formTokenIn(expired.page.html), choice: 'one' });
    expect(page.location).toBe(expired.path);
    expect(await flow.told(expired.link.id)).toEqual(['expired expired']);

    const refused = await signIn(unusable);
    const { '/ex/jira/one/rest/api/3/myself': _, ...rest } = flow.crm.routes;
    const inactive = { body: { accountId: 'a-1', displayName: 'Ada', active: false } };
    flow.crm.routes = { ...rest, '/ex/jira/one/rest/api/3/myself': inactive };
    await unusable.post(refused.path, { formToken: formTokenIn(refused.page.html), choice: 'one' });
    expect(await flow.told(refused.link.id)).toEqual(['failed account-not-usable']);
    await expect.poll(() => flow.authorizationStates(refused.link.id), { timeout: 10_000 }).toEqual([]);
    expect(flow.crm.count('/oauth/revoke')).toBeGreaterThan(0);
  });
});
