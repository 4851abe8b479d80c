import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from './support/browser.js';
import { signedIn } from './support/console.js';
import { startGlewlwyd, whyNoGlewlwyd } from './support/identity/glewlwyd.js';
import { startOidcProvider, type IdentityPerson, type IdentityProvider } from './support/identity/identity-provider.js';
import { startTestServer, type TestServer } from './support/server.js';

const grace: IdentityPerson = {
  ...{ name: 'Grace Hopper', email: 'grace@example.org', email_verified: true },
  groups: ['bot-designers'],
};
const noGlewlwyd = whyNoGlewlwyd();
if (noGlewlwyd !== undefined) console.warn(`Single sign-on with glewlwyd is skipped: ${noGlewlwyd}`);

/** By its whole label, without the star of what is required. */
const field = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}( \\*)?$`) });

const makes = [
  ['oidc-provider', startOidcProvider, undefined],
  ['glewlwyd, of another make', startGlewlwyd, noGlewlwyd],
] as const;

describe.each(makes)('single sign-on with %s', (make, startProvider, reason) => {
  let browser: Browser;
  let server: TestServer;
  let provider: IdentityProvider;
  let owner: BrowserContext;

  beforeAll(async () => {
    if (reason !== undefined) return;
    browser = await startBrowser();
    server = await startTestServer({ variables: { ATTACHE_ALLOWED_HOSTS: 'localhost' } });
    provider = await startProvider(`${server.url}/sign-in/sso/callback`, { grace });
    owner = await signedIn(browser, server);
  });
  afterAll(async () => {
    if (reason !== undefined) return;
    await browser.close();
    await provider.close();
    await server.close();
  });

  const inBrowser = reason === undefined ? it : it.skip;

  /** In a browser that nobody has used: from the sign-in page to the provider, and back. */
  async function comeIn(at = '/bots'): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await page.goto(`${server.url}${at}`);
    await page.getByRole('link', { name: `Continue with ${provider.name}` }).click();
    await provider.logIn(page, 'grace');
    return page;
  }

  inBrowser('is set up, tested and mapped by the owner, in the console', async () => {
    const page = await owner.newPage();
    await page.goto(`${server.url}/settings/security`);
    await expect.poll(() => field(page, 'Callback URL').inputValue()).toBe(`${server.url}/sign-in/sso/callback`);
    await page.getByRole('button', { name: 'Set up single sign-on' }).click();
    await field(page, 'Name').fill(provider.name);
    await field(page, 'Issuer').fill(provider.issuer);
    await page.getByRole('button', { name: 'Test provider' }).click();
    await page.getByText('The provider can be used').waitFor();
    await field(page, 'Client id').fill(provider.clientId);
    await page.locator('input[type=password]').fill(provider.clientSecret);
    await page.getByRole('button', { name: 'Add group' }).click();
    await field(page, 'Group').fill('bot-designers');
    await page.getByRole('button', { name: 'Save single sign-on' }).click();
    await page.getByText('Single sign-on is saved').waitFor();
    const { body } = await server.call('GET', '/v1/single-sign-on');
    expect(body.singleSignOn).toMatchObject({
      ...{ issuer: provider.issuer, hasClientSecret: true, isJustInTime: true, isEnforced: false },
      mappings: [{ group: 'bot-designers', role: 'viewer', divisionId: null }],
    });
    await page.close();
  });

  inBrowser('makes a member of somebody new, who is led to where they wanted to go', async () => {
    const mapping = { group: 'bot-designers', role: 'designer', divisionId: null };
    await configure({ mappings: [mapping] });
    const page = await comeIn('/auth-profiles');
    await page.waitForURL(`${server.url}/auth-profiles`);
    await page.getByRole('heading', { name: 'Auth profiles', level: 1 }).waitFor();
    expect((await whoIs(page)).roles).toEqual(['designer']);
    await page.context().close();
  });

  inBrowser('takes the role again of whoever has left the group, and says what to do', async () => {
    await provider.change('grace', { ...grace, groups: [] });
    const page = await comeIn();
    await page.getByText('None of your groups has a role here').waitFor();
    await page.context().close();
  });

  inBrowser('alone lets members in, and leaves the owner the way back', async () => {
    await provider.change('grace', grace);
    await configure({ isEnforced: true });
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await page.goto(`${server.url}/sign-in`);
    await page.getByRole('link', { name: `Continue with ${provider.name}` }).waitFor();
    await expect.poll(() => field(page, 'E-mail address').count()).toBe(0);
    await page.getByRole('button', { name: 'Sign in as an owner' }).click();
    await field(page, 'E-mail address').fill(server.owner.email);
    await page.locator('input[name=password]').fill(server.owner.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`${server.url}/bots`);
    expect((await whoIs(page)).roles).toEqual(['owner']);
    const member = await comeIn();
    await member.waitForURL(`${server.url}/bots`);
    expect((await whoIs(member)).roles).toEqual(['designer']);
    await member.context().close();
    await page.context().close();
  });

  // The other make has no page to sign out at, and sends no logout tokens unless it is built for them.
  if (make === 'oidc-provider') {
    inBrowser(
      'is left here and at the provider at once, where that is wanted; who signs out there is out here',
      async () => {
        await configure({ signsOutAtProvider: true });
        const page = await comeIn();
        await page.waitForURL(`${server.url}/bots`);
        await page.getByRole('button', { name: grace.name }).click();
        await page.getByRole('menuitem', { name: 'Sign out' }).click();
        await page.getByRole('button', { name: 'Yes, sign me out' }).click();
        await page.getByText('You are signed out').waitFor();
        expect(new URL(page.url()).origin).toBe(new URL(server.url).origin);
        expect((await page.request.get(`${server.url}/v1/session`)).status()).toBe(401);

        await page.getByRole('link', { name: `Continue with ${provider.name}` }).click();
        await provider.logIn(page, 'grace');
        await page.waitForURL(`${server.url}/**`);
        expect((await whoIs(page)).email).toBe(grace.email);
        const there = await page.context().newPage();
        await there.goto(`${provider.issuer}/session/end`);
        await there.getByRole('button', { name: 'Yes, sign me out' }).click();
        const status = async () => (await page.request.get(`${server.url}/v1/session`)).status();
        await expect.poll(status, { timeout: 5_000 }).toBe(401);
        await page.context().close();
      },
    );
  }

  async function configure(change: object): Promise<void> {
    const { body } = await server.call('GET', '/v1/single-sign-on');
    const { hasClientSecret: _hasClientSecret, updatedAt: _updatedAt, ...settings } = body.singleSignOn;
    const answer = await server.call('PUT', '/v1/single-sign-on', {
      body: { ...settings, scopes: provider.scopes, ...change },
    });
    expect(answer.status, answer.text).toBe(200);
  }

  const whoIs = async (page: Page) => (await page.request.get(`${server.url}/v1/session`)).json();
});
