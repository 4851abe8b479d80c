import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SalesforceAction } from './support/actions.js';
import { allowAtSandbox, codeOn, startBrowser } from './support/browser.js';
import { faultsOf, signedIn } from './support/console.js';
import { Person } from './support/person.js';
import { Receiver } from './support/receiver.js';
import { violationsOn } from './support/web-chat.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let receiver: Receiver;
let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  receiver = await Receiver.start();
  [world, browser] = await Promise.all([startWorld({ allowedHosts: [receiver.host] }), startBrowser()]);
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
  await receiver.close();
});

const open = (path: string) => page.goto(new URL(path, world.server.url).href);
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const dialog = () => page.getByRole('dialog');

/** An action that one end user has authorized. */
async function authorized(endUserId: string): Promise<SalesforceAction> {
  const action = await SalesforceAction.forEndUsers(world.server);
  const link = await action.link(endUserId);
  await new Person(world.server.url).authorize(link.url);
  const confirm = `/v1/authorization-requests/${link.id}/confirm`;
  expectStatus(await world.server.call('POST', confirm, { body: { endUserId } }), 200);
  return action;
}

const authorizationsOf = async ({ botId }: SalesforceAction) =>
  (await world.server.call('GET', `/v1/authorizations?botId=${botId}`)).body.items;

describe('an authorization', () => {
  it('is found, opened and revoked; the receipt says what the provider did, then and later', async () => {
    const action = await authorized('u-1');
    const revocations = world.sandbox.journal.salesforce.count('revoke');
    await open('/authorizations');
    await page.getByLabel('Search for an account or a person').fill('no such name');
    await page.getByText('No authorization fits').waitFor();
    await page.getByLabel('Search for an account or a person').fill('Ada');
    await page.waitForURL(/q=Ada/);
    await open(`/authorizations?botId=${action.botId}`);
    await button('Ada Example').click();
    for (const told of ['ada@sandbox.example', 'Developer Edition', 'refresh_token', 'attache-sandbox-system-app']) {
      await dialog().getByText(told).first().waitFor();
    }
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Revoke Ada Example?').waitFor();
    await page
      .getByRole('dialog')
      .filter({ hasText: 'Revoke Ada Example?' })
      .getByRole('button', { name: 'Revoke' })
      .click();
    await page.getByText('Salesforce revoked the tokens.').waitFor();
    await page.getByText('Our copy of the tokens is erased.').waitFor();
    expect(world.sandbox.journal.salesforce.count('revoke')).toBeGreaterThan(revocations);
    expect(await authorizationsOf(action)).toMatchObject([{ state: 'revoked', upstreamRevocation: 'revoked' }]);
    await page.reload();
    await page.getByText('Salesforce revoked the tokens.').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).click();
    await page.getByRole('table').getByText('Revoked').waitFor();
  });

  it('says so when the provider did not confirm that it revoked', async () => {
    const action = await authorized('u-2');
    world.sandbox.faults.salesforce.set([{ kind: 'server-error', on: 'revoke' }]);
    await open(`/authorizations?botId=${action.botId}`);
    await button('Ada Example').click();
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await page
      .getByRole('dialog')
      .filter({ hasText: 'Revoke Ada Example?' })
      .getByRole('button', { name: 'Revoke' })
      .click();
    await page.getByText('Salesforce did not confirm that it revoked them.').waitFor();
    await page.getByText(/withdraw the app's access at Salesforce too/).waitFor();
  });

  it('that is shared is reconnected in a window, and stays the same', async () => {
    const action = await SalesforceAction.configure(world.server, { authorizationMode: 'pre-authorized' });
    const begun = expectStatus(await world.server.call('POST', `${action.path}/authorize`, { body: {} }), 201);
    await page.goto(begun.body.url as string);
    await page.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(page);
    await page.waitForURL(/\/oauth\/result\//);
    const verify = `/v1/authorization-requests/${begun.body.id}/verify`;
    expectStatus(await world.server.call('POST', verify, { body: { code: await codeOn(page) } }), 200);
    const [before] = await authorizationsOf(action);

    await open(`/authorizations?botId=${action.botId}`);
    await button('Ada Example').click();
    const [popUp] = await Promise.all([context.waitForEvent('page'), button('Reconnect').click()]);
    // The provider knows this browser by now, and asks nothing again.
    await popUp.getByRole('button', { name: /continue/i }).click();
    await page.getByText('It is used from now on.').waitFor();
    await expect.poll(() => popUp.isClosed()).toBe(true);
    const [after, ...others] = await authorizationsOf(action);
    expect(others).toEqual([]);
    expect(after).toMatchObject({ id: before.id, state: 'active' });
    expect(Date.parse(after.activatedAt)).toBeGreaterThan(Date.parse(before.activatedAt));

    await button('Continue in this tab').click();
    await page.getByRole('button', { name: /continue/i }).click();
    await page.waitForURL(/\/authorizations\?/);
    await page.getByRole('dialog').getByText('Authorized as Ada Example').waitFor();
    expect(new URL(page.url()).searchParams.get('id')).toBe(before.id);
    const [again] = await authorizationsOf(action);
    expect(Date.parse(again.activatedAt)).toBeGreaterThan(Date.parse(after.activatedAt));
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(page.url()).not.toMatch(/request/i);
  });

  it('of a person is reconnected by a link, and by the code that the person reads out', async () => {
    const action = await authorized('u-3');
    const [before] = await authorizationsOf(action);
    await open(`/authorizations?botId=${action.botId}`);
    await button('Ada Example').click();
    await page.getByText(/Only Grace Hopper can do this/).waitFor();
    await button('Make a link').click();
    const link = await page.getByRole('textbox', { name: 'Link for Grace Hopper' }).inputValue();
    const theirs = await browser.newContext();
    const theirPage = await theirs.newPage();
    await theirPage.goto(link);
    await theirPage.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(theirPage);
    await theirPage.waitForURL(/\/oauth\/result\//);
    const code = await codeOn(theirPage);
    await theirs.close();
    const typed = page.getByLabel('Code that Grace Hopper reads to you');
    await typed.fill('000000' === code ? '111111' : '000000');
    await button('Confirm').click();
    await page.getByText('2 attempts are left.').waitFor();
    await typed.fill(code);
    await button('Confirm').click();
    await page.getByText('is used from now on').waitFor();
    expect(await authorizationsOf(action)).toMatchObject([{ id: before.id, state: 'active' }]);
  });
});

describe('the activity of a bot', () => {
  it('comes in by itself, and is counted, not shown, while it is paused', async () => {
    const action = await authorized('u-4');
    await open(`/bots/${action.botId}/activity`);
    await page.getByText('Nothing has happened yet').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await action.createLead('Hopper', 'u-4');
    await page.getByRole('link', { name: 'Create lead' }).waitFor();
    await button('Pause').click();
    await action.createLead('Lovelace', 'u-4');
    await button('1 new').waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Create lead' }).count()).toBe(1);
    await button('1 new').click();
    await expect.poll(() => page.getByRole('link', { name: 'Create lead' }).count()).toBe(2);
    await page.getByRole('link', { name: 'Create lead' }).first().click();
    await page.getByText(/POST .*\/sobjects\/Lead/).waitFor();
    await expect.poll(() => page.textContent('main')).not.toContain('Lovelace');
  });

  it('tells that nobody knows what came of a run, looks again, and finds it done once', async () => {
    const action = await authorized('u-5');
    const before = world.sandbox.store.salesforce.list('Lead').length;
    world.sandbox.faults.salesforce.set([
      { kind: 'close-after', on: 'api', method: 'POST', times: 1 },
      { kind: 'server-error', on: 'api', path: 'query' },
    ]);
    const run = await action.run(
      'create-lead',
      { lastName: `Hopper ${randomBytes(3).toString('hex')}`, company: 'Navy' },
      'u-5',
    );
    expect(run.body.code).toBe('outcome-unknown');
    await open(`/bots/${action.botId}/activity?status=outcome-unknown`);
    await page.getByRole('link', { name: 'Create lead' }).click();
    await page.getByText('Nobody knows whether it was done').waitFor();
    world.sandbox.faults.salesforce.clear();
    await button('Look again').click();
    await page.getByText('Found: it was done').waitFor();
    expect(world.sandbox.store.salesforce.list('Lead')).toHaveLength(before + 1);
  });

  it('tells of each request what happened, why it ended and what to do, and withdraws one', async () => {
    const action = await SalesforceAction.forEndUsers(world.server);
    const denied = await action.link('u-6');
    await new Person(world.server.url).authorize(denied.url, { decision: 'deny' });
    await open(`/bots/${action.botId}/activity`);
    await page.getByRole('tab', { name: 'Authorization requests' }).click();
    await page.getByRole('link', { name: 'Grace Hopper' }).click();
    for (const told of ['The link was opened', 'Went on to sign in', 'What to do:'])
      await page.getByText(told).waitFor();
    await page.goBack();
    await action.link('u-6');
    await page.getByRole('table').getByText('Waiting').waitFor();
    await page.getByRole('link', { name: 'Grace Hopper' }).first().click();
    await button('Withdraw').click();
    await dialog().getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('Whoever asked for it no longer needs it.').waitFor();
  });
});

describe('what programs are given', () => {
  it('is an API key that is shown once, does what it may and no more, and is revoked', async () => {
    await open('/settings/api-keys');
    await button('New API key').click();
    const name = `Bot platform ${randomBytes(3).toString('hex')}`;
    await dialog().getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog().getByLabel('See bots and their settings').check();
    await button('Make the key').click();
    const key = await page.getByRole('textbox', { name: 'API key' }).inputValue();
    await page.keyboard.press('Escape');
    await button('I have copied it').click();
    expect(await page.content()).not.toContain(key);
    expect((await world.server.call('GET', '/v1/bots', { key })).status).toBe(200);
    expect((await world.server.call('GET', '/v1/authorizations', { key })).status).toBe(403);
    await button(`Revoke ${name}`).click();
    await dialog().getByRole('button', { name: 'Revoke the key' }).click();
    await page.getByText(`${name} is revoked.`).waitFor();
    expect((await world.server.call('GET', '/v1/bots', { key })).status).toBe(401);
  });

  it('is a webhook that takes a test, and what was sent again', async () => {
    await open('/settings/webhooks');
    await button('New webhook').click();
    await dialog().getByRole('textbox', { name: 'Address' }).fill(`http://${receiver.host}/taken`);
    await button('Make the webhook').click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Secret' }).inputValue()).toMatch(/^whsec_/);
    await button('I have copied it').click();
    await button('Send a test').click();
    await page.getByText('Delivered').waitFor();
    await button('Send again: a test').click();
    await page.getByText('It is sent again.').waitFor();
    await button('Delete').click();
    await button('Delete the webhook').click();
    await page.getByText('Nobody is told yet').waitFor();
  });
});

describe.each(['light', 'dark'] as const)('every screen, %s,', (colorScheme) => {
  it('has nothing that axe objects to', async () => {
    await page.emulateMedia({ colorScheme });
    const action = await authorized('u-7');
    await action.createLead('Hopper', 'u-7');
    await action.createLead('Hopper', 'u-8');
    await open(`/authorizations?botId=${action.botId}`);
    await button('Ada Example').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await button('Ada Example').click();
    await page.getByText('Account id').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await open(`/bots/${action.botId}/activity`);
    await page.getByRole('link', { name: 'Create lead' }).first().waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'Create lead' }).first().click();
    await page.getByText('Somebody must authorize first').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await open(`/bots/${action.botId}/activity?show=requests`);
    await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'Grace Hopper' }).click();
    await page.getByText('What happened').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await open('/settings/api-keys');
    await button('New API key').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await button('New API key').click();
    await dialog().getByText('What it may do').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await open('/settings/webhooks');
    await button('New webhook').first().click();
    await dialog().getByText('What it is told of').waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });
});
