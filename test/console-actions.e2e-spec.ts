import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCustomProfile, SalesforceAction } from './support/actions.js';
import { allowAtSandbox, startBrowser } from './support/browser.js';
import { faultsOf, signedIn, tabTo } from './support/console.js';
import { violationsOn } from './support/web-chat.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];
let bots = 0;

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

async function newBot(): Promise<string> {
  bots += 1;
  const made = await world.server.call('POST', '/v1/bots', { body: { name: `Assistant ${bots}` } });
  return expectStatus(made, 201).body.id as string;
}

const open = (path: string) => page.goto(new URL(path, world.server.url).href);
const openAction = (botId: string, search = '') => open(`/bots/${botId}/actions/salesforce${search}`);
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const dialog = () => page.getByRole('dialog');

/** Presses a button that opens a window, and goes through the window. */
async function inWindow(name: string, decision: 'Allow' | 'Deny'): Promise<void> {
  const [popUp] = await Promise.all([context.waitForEvent('page'), button(name).click()]);
  await popUp.getByRole('button', { name: /continue/i }).click();
  const closed = popUp.waitForEvent('close');
  await allowAtSandbox(popUp, decision);
  await closed;
}

async function choosePreAuthorize(botId: string): Promise<void> {
  await openAction(botId);
  await page.getByRole('radio', { name: /Pre-authorize/ }).click();
}

describe('an action', () => {
  it('is authorized in a window, enabled, its template installed, and an operation of it run', async () => {
    const botId = await newBot();
    await open(`/bots/${botId}/actions`);
    await page.getByText('0 of 3 done').waitFor();
    await page.getByRole('link', { name: 'Salesforce' }).click();
    await page.getByRole('radio', { name: /Pre-authorize/ }).click();
    await inWindow('Authorize', 'Allow');
    const shared = page.getByRole('region', { name: 'Shared authorization' });
    for (const told of ['Ada Example', 'Developer Edition', 'Read and change records', 'By itself']) {
      await shared.getByText(told).first().waitFor();
    }
    await button('Enable').click();
    await dialog().getByText('Integration successful').waitFor();
    await dialog().getByRole('button', { name: 'Explore templates' }).click();

    await button('Install Create a lead').click();
    await dialog().getByText('Nothing is missing').waitFor();
    await dialog().getByRole('button', { name: 'Install' }).click();
    const toDialog = dialog().getByRole('link', { name: 'Go to dialog' });
    await expect.poll(() => toDialog.getAttribute('href')).toMatch(new RegExp(`^/bots/${botId}/dialogs/`));
    await dialog().getByRole('button', { name: 'Stay here' }).click();
    await page.getByText('Installed', { exact: true }).waitFor();

    await page.getByRole('tab', { name: 'Operations' }).click();
    await page.getByRole('link', { name: /Create a lead/ }).click();
    await button('Run').click();
    await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBe(2);
    await page.getByLabel(/Last name/).fill('Hopper');
    await page.getByLabel(/Company/).fill("O'Reilly & Co");
    await button('As curl').click();
    await expect
      .poll(() => page.getByLabel('command', { exact: true }).textContent())
      .toContain(String.raw`O'\''Reilly & Co`);
    await button('Run').click();
    await dialog().getByRole('button', { name: 'Run it' }).click();
    await page.getByText(/Succeeded in/).waitFor();
    await button(/^201 POST/).click();
    const request = await page.getByLabel('request', { exact: true }).textContent();
    expect(request).toContain("O'Reilly & Co");
    expect(request).not.toMatch(/Bearer [\w.!-]{12}/);
    expect(JSON.stringify(world.sandbox.store.salesforce.snapshot())).toContain("O'Reilly & Co");

    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByRole('link', { name: 'Create a lead' }).waitFor();
    await open(`/bots/${botId}/actions`);
    await page.getByText('2 of 3 done').waitFor();
    await button('Put the first steps away').click();
    await page.reload();
    await page.getByRole('heading', { name: 'Salesforce' }).waitFor();
    await expect.poll(() => page.getByText('2 of 3 done').count()).toBe(0);
  });

  it('is authorized in the same tab where windows are blocked', async () => {
    const botId = await newBot();
    await page.addInitScript('window.open = () => null');
    await choosePreAuthorize(botId);
    await button('Authorize').click();
    await page.getByText('The browser blocked the window').waitFor();
    const none = await world.server.call('GET', `/v1/authorization-requests?botId=${botId}`);
    expect(none.body.items).toEqual([]);
    await button('Go on in this tab').click();
    await page.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(page);
    await page.waitForURL(new RegExp(`/bots/${botId}/actions/salesforce`));
    await page.getByText('Authorized as Ada Example').waitFor();
    await button('Enable').click();
    await dialog().getByRole('button', { name: 'Skip for now' }).click();
    await button('Disable').waitFor();
  });

  it('tells why it was denied, and what to do; the next attempt goes through', async () => {
    const botId = await newBot();
    await choosePreAuthorize(botId);
    await inWindow('Authorize', 'Deny');
    await page.getByText('It was not authorized').waitFor();
    await page.getByText(/Try again, and allow access/).waitFor();
    await page.reload();
    await inWindow('Try again', 'Allow');
    await page.getByText('Authorized as Ada Example').waitFor();
  });

  it('takes an app of the customer, and works with it', async () => {
    const botId = await newBot();
    const { id } = await createCustomProfile(world);
    await choosePreAuthorize(botId);
    await page.getByRole('radio', { name: /Custom/ }).click();
    await page.getByRole('combobox', { name: 'Profile' }).click();
    await page.getByRole('option', { name: `Sales team ${id}` }).click();
    await page.getByRole('link', { name: `Sales team ${id}` }).waitFor();
    await inWindow('Authorize', 'Allow');
    await page.getByText('Authorized as Ada Example').waitFor();
    const { body } = await world.server.call('GET', `/v1/bots/${botId}/actions/salesforce`);
    expect(body).toMatchObject({ authProfileId: id, authorizationMode: 'pre-authorized' });
  });

  it('asks for the values that the addresses of a profile need, and says what they look like', async () => {
    const botId = await newBot();
    const { id } = await createCustomProfile(world, {
      authorizationUrl: 'https://{domain}/services/oauth2/authorize',
      tokenUrl: 'https://{domain}/services/oauth2/token',
      revocationUrl: null,
      scopes: ['api'],
    });
    await openAction(botId, `?tab=authorization&profile=${id}`);
    await page.getByText(/gives no refresh token/).waitFor();
    const domain = page.getByRole('textbox', { name: /domain/i }).first();
    await domain.fill('evil.example');
    await page.getByText(/It must be like/).waitFor();
    await button('Enable').click();
    await page.getByRole('alert', { name: 'The request is not valid' }).waitFor();
    const { body } = await world.server.call('GET', `/v1/bots/${botId}/actions/salesforce`);
    expect(body.id).toBeNull();
    await domain.fill('acme.my.salesforce.com');
    await button('Enable').click();
    await dialog().getByText('Integration successful').waitFor();
  });

  it('stops waiting when the attempt is withdrawn', async () => {
    const botId = await newBot();
    await choosePreAuthorize(botId);
    await Promise.all([context.waitForEvent('page'), button('Authorize').click()]);
    await page.getByText(/Waiting for you to continue/).waitFor();
    await button('Cancel').click();
    await page.getByText('Begin again when you are ready.').waitFor();
    const { body } = await world.server.call('GET', `/v1/authorization-requests?botId=${botId}`);
    expect(body.items).toMatchObject([{ status: 'cancelled' }]);
  });

  it('for end users is enabled at once, and runs as one of them after they have authorized', async () => {
    const botId = await newBot();
    await openAction(botId);
    await button('Enable').click();
    await dialog().getByRole('button', { name: 'Skip for now' }).click();
    await openAction(botId, '?tab=operations&operation=list-leads');
    await page
      .getByLabel(/Run as/)
      .first()
      .fill('u-77');
    await page.getByRole('option', { name: /u-77/ }).click();
    await button('Run').click();
    await page.getByText(/has not authorized Salesforce yet/).waitFor();
    const link = await page.getByLabel('Authorization link', { exact: true }).inputValue();
    const theirs = await context.newPage();
    await theirs.goto(link);
    await theirs.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(theirs);
    await theirs.waitForURL(/\/oauth\/result\//);
    const { body } = await world.server.call('GET', `/v1/authorization-requests?botId=${botId}`);
    const confirm = `/v1/authorization-requests/${body.items[0].id}/confirm`;
    expectStatus(await world.server.call('POST', confirm, { body: { endUserId: 'u-77' } }), 200);
    await button('Run').click();
    await page.getByText(/Succeeded in/).waitFor();
    await openAction(botId, '?tab=authorization');
    await page.getByRole('link', { name: '1 person has authorized' }).waitFor();
  });
});

describe('the life of an action', () => {
  it('disables with a way back, checks before it is enabled again, and asks when the authorization no longer works', async () => {
    const botId = await newBot();
    await choosePreAuthorize(botId);
    await inWindow('Authorize', 'Allow');
    await button('Enable').click();
    await dialog().getByRole('button', { name: 'Skip for now' }).click();
    await button('Disable').click();
    await page.getByText('its configuration is kept').waitFor();
    await button('Undo').click();
    await button('Disable').click();
    await page.getByRole('banner').or(page.locator('header')).getByRole('button', { name: 'Enable' }).click();
    await page.getByText('Salesforce is enabled again.').waitFor();

    await button('Disable').click();
    const path = `/v1/bots/${botId}/actions/salesforce`;
    const { body } = await world.server.call('GET', path);
    await world.server.call('DELETE', `/v1/authorizations/${body.authorizationId}`);
    await page.locator('header').getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('alert').getByText('Somebody must authorize first').waitFor();
    await inWindow('Authorize', 'Allow');
    await page.locator('header').getByRole('button', { name: 'Enable' }).click();
    await button('Disable').waitFor();
  });

  it('is deleted only by whoever types its name where people have authorized, and says what goes with it', async () => {
    const action = await SalesforceAction.forEndUsers(world.server);
    await action.install('create-lead');
    const link = await action.link('u-9');
    await page.goto(link.url);
    await page.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(page);
    await page.waitForURL(/\/oauth\/result\//);
    const confirm = `/v1/authorization-requests/${link.id}/confirm`;
    expectStatus(await world.server.call('POST', confirm, { body: { endUserId: 'u-9' } }), 200);

    await openAction(action.botId);
    await button('Delete').click();
    await dialog().getByText('1 person has to authorize again').waitFor();
    await dialog().getByText('“Create a lead”').waitFor();
    const last = dialog().getByRole('button', { name: 'Delete the action' });
    await expect.poll(() => last.isDisabled()).toBe(true);
    await dialog().getByRole('textbox').fill('Salesforce');
    await last.click();
    await page.getByText('Salesforce is deleted.').waitFor();
    await page.getByRole('heading', { name: 'Salesforce' }).waitFor();
    const { body } = await world.server.call('GET', action.path);
    expect(body).toMatchObject({ state: 'available', id: null });
  });

  it('says on its card why it stopped working, and leads to the cure', async () => {
    const botId = await newBot();
    await choosePreAuthorize(botId);
    await inWindow('Authorize', 'Allow');
    await button('Enable').click();
    await dialog().getByRole('button', { name: 'Skip for now' }).click();
    const { body } = await world.server.call('GET', `/v1/bots/${botId}/actions/salesforce`);
    await world.server.call('DELETE', `/v1/authorizations/${body.authorizationId}`);
    const state = async () => (await world.server.call('GET', `/v1/bots/${botId}/actions/salesforce`)).body.state;
    await expect.poll(state, { timeout: 20_000 }).toBe('error');
    await open(`/bots/${botId}/actions`);
    await page.getByText('The shared authorization was revoked.').waitFor();
    await page.getByRole('link', { name: 'See what to do' }).click();
    await page.getByText(/Authorize the action again/).waitFor();
    await inWindow('Authorize', 'Allow');
    await page.locator('header').getByText('Enabled').waitFor();
  });

  it('shows in its activity what happens at once, and no failure where somebody must only authorize', async () => {
    const action = await SalesforceAction.forEndUsers(world.server);
    await openAction(action.botId, '?tab=activity');
    await page.getByText('Nothing has run yet').waitFor();
    await action.createLead('Hopper', 'u-9');
    const soon = { timeout: 9_000 };
    await page.getByRole('row', { name: /Create a lead.*Needs authorization.*u-9/ }).waitFor(soon);
    await page
      .getByRole('region', { name: 'Latest authorization requests' })
      .getByRole('link', { name: 'u-9' })
      .waitFor(soon);
    await page.getByRole('link', { name: 'Create a lead' }).click();
    await page.getByText('Somebody must authorize first').waitFor();
    await page.getByRole('link', { name: 'See whether they were asked' }).click();
    await page.getByRole('row', { name: /u-9.*Waiting/ }).waitFor();
  });

  it('asks before it changes settings that are in use, and keeps unsaved ones from being lost', async () => {
    const action = await SalesforceAction.forEndUsers(world.server);
    await openAction(action.botId, '?tab=authorization');
    await page.getByRole('radio', { name: /Pre-authorize/ }).click();
    await page.getByRole('tab', { name: 'Activity' }).click();
    await dialog().getByText('Leave without saving?').waitFor();
    await dialog().getByRole('button', { name: 'Stay' }).click();
    await button('Save changes').click();
    await dialog().getByRole('button', { name: 'Change it' }).click();
    await page.getByText('Authorize first; then the action can be enabled.').waitFor();
    const { body } = await world.server.call('GET', action.path);
    expect(body).toMatchObject({ authorizationMode: 'pre-authorized', state: 'disabled' });
  });
});

describe('by keyboard alone', () => {
  it('an action is found, enabled, its template installed, and run', async () => {
    const botId = await newBot();
    await open(`/bots/${botId}/actions`);
    await page.getByRole('link', { name: 'Salesforce' }).waitFor();
    await tabTo(page, /^\s*Salesforce/);
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /Pre-authorize/ }).waitFor();
    await tabTo(page, /^\s*Enable/);
    await page.keyboard.press('Enter');
    await dialog().getByText('Integration successful').waitFor();
    await page.keyboard.press('Enter');
    await button('Install List leads').waitFor();
    await tabTo(page, /Install List leads/);
    await page.keyboard.press('Enter');
    await dialog().getByText('Nothing is missing').waitFor();
    await page.keyboard.press('Enter');
    await dialog().getByRole('link', { name: 'Go to dialog' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Installed', { exact: true }).waitFor();

    await tabTo(page, /^Templates$/);
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('link', { name: /List leads/ }).waitFor();
    await tabTo(page, /^List leads/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'List leads' }).waitFor();
    await tabTo(page, /Run as/);
    await page.keyboard.type('u-keys');
    await page.getByRole('option', { name: /u-keys/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, /^Run$/);
    await page.keyboard.press('Enter');
    await page.getByText(/has not authorized Salesforce yet/).waitFor();
  });
});

/** What axe objects to, in light and in dark. */
async function objections(): Promise<readonly string[]> {
  const found: (readonly string[])[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push((await violationsOn(page)).map((violation) => `${page.url()} in ${colorScheme}: ${violation}`));
  }
  return found.flat();
}

// Screens that have something on them are looked at with all the others.
describe('axe', () => {
  it('finds nothing on screens of actions where there is nothing yet', async () => {
    const action = await SalesforceAction.configure(world.server, { authorizationMode: 'pre-authorized' });
    const other = await newBot();
    const found: (readonly string[])[] = [];
    for (const [path, landmark] of [
      [`/bots/${other}/actions?show=configured`, 'No action is set up yet'],
      [`/bots/${other}/actions?q=nothing-like-it`, 'No action fits'],
      [`/bots/${action.botId}/actions/salesforce?tab=authorization`, 'Authorize first'],
      [`/bots/${action.botId}/actions/salesforce?tab=activity`, 'Nothing has run yet'],
    ] as const) {
      await open(path);
      await page.getByText(landmark).first().waitFor();
      found.push(await objections());
    }
    expect(found.flat()).toEqual([]);
  });

  it('finds nothing on forms, results and dialogs', async () => {
    const action = await SalesforceAction.forEndUsers(world.server);
    const found: (readonly string[])[] = [];
    await openAction(action.botId, '?tab=operations&operation=create-opportunity');
    await page
      .getByLabel(/Run as/)
      .first()
      .fill('u-1');
    await page.getByRole('option', { name: /u-1/ }).click();
    await button('Run').click();
    await page.getByText('This is needed.').first().waitFor();
    found.push(await objections());
    await button('Fill in an example').click();
    await button('Run').click();
    await dialog().waitFor();
    found.push(await objections());
    await dialog().getByRole('button', { name: 'Run it' }).click();
    await page.getByText(/has not authorized/).waitFor();
    found.push(await objections());
    await openAction(action.botId, '?tab=templates');
    await button('Install Create a lead').click();
    await dialog().getByText('Nothing is missing').waitFor();
    found.push(await objections());
    expect(found.flat()).toEqual([]);
  });
});
