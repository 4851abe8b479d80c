import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCustomProfile, SalesforceAction } from './support/actions.js';
import { startBrowser } from './support/browser.js';
import { faultsOf, signedIn, tabTo } from './support/console.js';
import { Person } from './support/person.js';
import { violationsOn } from './support/web-chat.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});
beforeEach(async () => {
  context = await signedIn(browser, world.server);
  page = await context.newPage();
  faults = faultsOf(page);
});
afterEach(async () => {
  world.sandbox.faults.salesforce.clear();
  await context.close();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const open = (path: string) => page.goto(new URL(path, world.server.url).href);
const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const secret = () => page.getByLabel(/^Client secret/);
const newName = () => `Sales team ${randomBytes(3).toString('hex')}`;
const urls = () => {
  const all = world.sandbox.systemProfiles(world.server.url);
  const system = all.find(({ connectorId }) => connectorId === 'salesforce');
  if (system?.authorizationUrl === undefined) throw new Error('the sandbox has no system with OAuth');
  return { tokenUrl: '', ...system, authorizationUrl: system.authorizationUrl };
};

/** Registers the app at the sandbox, as a person does who copies the callback URL. */
async function register(name: string) {
  const callback = await field('Callback URL').inputValue();
  return world.sandbox.apps.salesforce.register({ name, redirectUris: [callback] });
}

/** Fills the second screen. */
async function fillDetails({ clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string }) {
  await field('Client ID').fill(clientId);
  await secret().fill(clientSecret);
  await field('Authorization URL').fill(urls().authorizationUrl);
  await field('Token request URL').fill(urls().tokenUrl);
}

describe('the wizard', () => {
  it('makes a profile by clicks: a wrong secret shows the exchange masked, the right one comes back to the action', async () => {
    const bot = await world.server.call('POST', '/v1/bots', { body: { name: newName() } });
    const action = `/bots/${bot.body.id}/actions/salesforce`;
    await open(`${action}?tab=authorization`);
    await page.getByRole('radio', { name: /Pre-authorize/ }).click();
    await page.getByRole('radio', { name: /Custom/ }).click();
    await page.getByRole('link', { name: 'New profile' }).click();
    const preset = page.getByRole('dialog', { name: 'New auth profile' }).getByRole('radio', { name: /Salesforce/ });
    await preset.waitFor();
    expect(new URL(page.url()).pathname).toBe(`${action}/new-profile`);
    await expect.poll(() => preset.isChecked()).toBe(true);
    const name = newName();
    await button('Next').click();
    await page.getByText('Give it a name.').waitFor();
    await field('Name').fill(name);
    const app = await register(name);
    await button('Next').click();
    await heading('Authentication details').waitFor();
    await fillDetails({ ...app, clientSecret: 'not-the-secret' });
    await button('Next').click();
    await button('Save and test').click();
    await page.getByText('The profile does not work yet').waitFor();
    await page.getByText(/Client ID and secret, sent this way, are not accepted/).waitFor();
    const sent = await page.getByLabel('Sent: body', { exact: true }).textContent();
    expect(sent).toContain(app.clientId);
    expect(sent).toMatch(/client_secret=•••/);
    const answered = await page.getByLabel('Answered: body', { exact: true }).textContent();
    expect(answered).toContain('invalid_client');
    expect(await page.content()).not.toContain('not-the-secret');

    await button('Back').click();
    await page.getByText(/Set on .* Leave this empty to keep it/).waitFor();
    await secret().fill(app.clientSecret);
    await button('Next').click();
    await button('Save the changes and test').click();
    await page.getByText('The profile works').waitFor();
    await button('Next').click();
    await heading('Invite roles').waitFor();
    await button('Use it now').click();
    await page.waitForURL(/\/actions\/salesforce\?.*profile=/);
    const { pathname, searchParams } = new URL(page.url());
    expect([pathname, searchParams.get('tab'), searchParams.get('step')]).toEqual([action, 'authorization', null]);
    const id = searchParams.get('profile') ?? '';
    const choice = page.getByRole('combobox', { name: 'Profile' });
    await expect.poll(() => choice.inputValue()).toBe(`${name} (Salesforce)`);
    await choice.and(page.locator(':focus')).waitFor();
    await expect.poll(() => page.getByRole('radio', { name: /Pre-authorize/ }).isChecked()).toBe(true);
    const { body } = expectStatus(await world.server.call('GET', `/v1/auth-profiles/${id}`), 200);
    expect(body).toMatchObject({ name, connectorId: 'salesforce', clientSecret: { isSet: true } });
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain(name);
  });

  it('is gone through by keyboard alone, and tells what the provider granted', async () => {
    await open('/auth-profiles/new');
    await heading('Settings').waitFor();
    await tabTo(page, /Salesforce/);
    await page.keyboard.press('Space');
    const name = newName();
    const app = await register(name);
    await tabTo(page, /Authorization code/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByRole('radio', { name: 'Client credentials' }).isChecked()).toBe(true);
    await tabTo(page, /^Name/);
    await page.keyboard.type(name);
    await tabTo(page, /^Next$/);
    await page.keyboard.press('Enter');
    await heading('Authentication details').waitFor();
    await expect.poll(() => page.locator(':focus').textContent()).toBe('Authentication details');
    for (const [label, text] of [
      [/^Client ID/, app.clientId],
      [/^Client secret/, app.clientSecret],
      [/^Token request URL/, urls().tokenUrl],
    ] as const) {
      await tabTo(page, label);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    }
    await tabTo(page, /^Next$/);
    await page.keyboard.press('Enter');
    await heading('Test and save').waitFor();
    await tabTo(page, /^Save and test$/);
    await page.keyboard.press('Enter');
    for (const told of [/The account is Ada Example/, /Granted: /, /expire/, /refresh/]) {
      await page.getByText(told).first().waitFor();
    }
  });

  it('keeps what was typed when the page is loaded anew, but no secret, and asks before it is left', async () => {
    await open('/auth-profiles/new?connectorId=salesforce');
    const name = newName();
    await field('Name').fill(name);
    const callback = await field('Callback URL').inputValue();
    await button('Next').click();
    await heading('Authentication details').waitFor();
    await fillDetails({ clientId: 'a-client', clientSecret: 'a-secret-of-mine' });
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).not.toContain('a-secret');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('You are where you left off').waitFor();
    await expect.poll(() => field('Client ID').inputValue()).toBe('a-client');
    await expect.poll(() => secret().inputValue()).toBe('');
    await button('Back').click();
    await expect.poll(() => field('Name').inputValue()).toBe(name);
    await expect.poll(() => field('Callback URL').inputValue()).toBe(callback);

    await field('Name').fill(`${name} 2`);
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('dialog').getByText('Leave without saving?').waitFor();
    await button('Stay').click();
    await expect.poll(() => field('Name').inputValue()).toBe(`${name} 2`);
  });

  it('stands over an action: its changes stay, each asks for its own, and there is room on a phone', async () => {
    const bot = await world.server.call('POST', '/v1/bots', { body: { name: newName() } });
    const action = `/bots/${bot.body.id}/actions/salesforce`;
    const body = { authorizationMode: 'end-user' };
    expectStatus(await world.server.call('PUT', `/v1${action}`, { body }), 200);
    await page.setViewportSize({ width: 390, height: 844 });
    await open(`${action}?tab=authorization`);
    const preAuthorize = page.getByRole('radio', { name: /Pre-authorize/ });
    await preAuthorize.click();
    await page.getByRole('radio', { name: /Custom/ }).click();
    await page.getByRole('link', { name: 'New profile' }).click();
    const drawer = page.getByRole('dialog', { name: 'New auth profile' });
    await drawer.getByRole('radio', { name: /Salesforce/ }).waitFor();
    const providers = drawer.getByRole('radiogroup', { name: 'Provider' });
    await expect.poll(() => providers.getByRole('radio').count()).toBe(2);
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await violationsOn(page)).toEqual([]);
    await drawer.getByRole('button', { name: 'Close' }).click();
    await drawer.waitFor({ state: 'hidden' });
    await expect.poll(() => preAuthorize.isChecked()).toBe(true);

    await page.getByRole('link', { name: 'New profile' }).click();
    await field('Name').fill(newName());
    await page.keyboard.press('Escape');
    await page.getByText('Leave without saving?').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Leave without saving?').waitFor({ state: 'hidden' });
    await drawer.getByRole('button', { name: 'Close' }).click();
    await button('Leave').click();
    await drawer.waitFor({ state: 'hidden' });
    await page.getByRole('tab', { name: 'Operations' }).click();
    await page.getByText('Leave without saving?').waitFor();
    await button('Stay').click();
    await expect.poll(() => preAuthorize.isChecked()).toBe(true);
  });

  it('blames and warns beside the field while it is typed, and splits scopes that are pasted', async () => {
    await open('/auth-profiles/new?connectorId=salesforce');
    await field('Name').fill(newName());
    await button('Next').click();
    await field('Authorization URL').fill('https://login.salesforce.com/authorize');
    await page.getByText("Salesforce's authorization URL must end in /services/oauth2/authorize.").waitFor();
    const scopes = page.getByRole('combobox', { name: 'Scopes' });
    await scopes.focus();
    for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('Backspace');
    await page.getByText(/Without refresh_token or offline_access/).waitFor();
    // A script of the page's own: the types of browsers are not ours.
    await page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'api, refresh_token id');
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    })()`);
    for (const scope of ['api', 'refresh_token', 'id']) await page.getByText(scope, { exact: true }).waitFor();
    await page.getByText(/Without refresh_token or offline_access/).waitFor({ state: 'detached' });
  });
});

describe('a profile', () => {
  it('tells who must authorize again before it is changed, and is not deleted while it is used', async () => {
    const { id } = await createCustomProfile(world);
    const action = await SalesforceAction.configure(world.server, { authorizationMode: 'end-user', authProfileId: id });
    await action.enable();
    const link = await action.link('u-1');
    const person = new Person(world.server.url);
    await person.authorize(link.url);
    const confirm = `/v1/authorization-requests/${link.id}/confirm`;
    expectStatus(await world.server.call('POST', confirm, { body: { endUserId: 'u-1' } }), 200);

    await open(`/auth-profiles/${id}`);
    await page.getByText('1 bot, 1 authorization of an end user.').waitFor();
    await button('Edit').click();
    await field('Client ID').fill('another-client');
    await button('Save').click();
    await page
      .getByRole('dialog')
      .getByText(/1 authorization would have to be given again/)
      .waitFor();
    await button('Keep it').click();
    await button('Cancel').click();
    await button('Leave').click();

    await button('Delete').click();
    await button('Delete the profile').click();
    await page.getByText(/It is still used/).waitFor();
    const users = page.getByRole('dialog').getByRole('link', { name: /Salesforce of / });
    await expect.poll(() => users.getAttribute('href')).toContain(`/bots/${action.botId}/actions/salesforce`);
    expectStatus(await world.server.call('GET', `/v1/auth-profiles/${id}`), 200);
  });

  it('is deleted when nobody uses it', async () => {
    const { id } = await createCustomProfile(world);
    await open(`/auth-profiles/${id}`);
    await button('Delete').click();
    await button('Delete the profile').click();
    await page.waitForURL(/\/auth-profiles$/);
    expectStatus(await world.server.call('GET', `/v1/auth-profiles/${id}`), 404);
  });
});

describe.each(['light', 'dark'] as const)('every screen of auth profiles, %s,', (colorScheme) => {
  it('has nothing that axe objects to', async () => {
    await page.emulateMedia({ colorScheme });
    const { id } = await createCustomProfile(world, { scopes: ['api'] });
    await open('/auth-profiles');
    await heading('Yours').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await open(`/auth-profiles/${id}`);
    await page.getByText('Take note').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await button('Edit').click();
    await heading('Edit').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await open('/auth-profiles/new?connectorId=salesforce');
    await button('Next').click();
    await page.getByText('Give it a name.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await field('Name').fill(newName());
    const app = await register('Axe');
    await button('Next').click();
    await heading('Authentication details').waitFor();
    await fillDetails({ ...app, clientSecret: 'wrong' });
    await button('Add a field').click();
    await button('Add an authorization field').click();
    expect(await violationsOn(page)).toEqual([]);
    await button('Next').click();
    await button('Save and test').click();
    await page.getByText('The profile does not work yet').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await button('Next').click();
    await heading('Invite roles').waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });
});
