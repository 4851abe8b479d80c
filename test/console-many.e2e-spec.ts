import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SalesforceAction } from './support/actions.js';
import { startBrowser } from './support/browser.js';
import { faultsOf, signedIn } from './support/console.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];
let oldest: SalesforceAction;

/** More than a list shows at once, and more than one request may ask for. */
const botCount = 130;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  oldest = await SalesforceAction.forEndUsers(world.server);
  const path = `/v1/bots/${oldest.botId}`;
  expectStatus(await world.server.call('PATCH', path, { body: { name: 'The oldest of all' } }), 200);
  for (let number = 1; number <= botCount; number += 1) {
    expectStatus(await world.server.call('POST', '/v1/bots', { body: { name: `Assistant ${number}` } }), 201);
  }
});
beforeEach(async () => {
  context = await signedIn(browser, world.server);
  page = await context.newPage();
  faults = faultsOf(page);
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const open = (path: string) => page.goto(new URL(path, world.server.url).href);
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const option = (name: string | RegExp) => page.getByRole('option', { name });

describe('a workspace with many bots', () => {
  it('finds one by its name on their page and in the palette, and names it beside what belongs to it', async () => {
    await open('/bots');
    await page.getByRole('heading', { name: `Assistant ${botCount}`, exact: true }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: /The oldest/ }).count()).toBe(0);
    await page.getByRole('searchbox', { name: 'Search bots' }).fill('OLDEST of');
    await page.getByRole('link', { name: /The oldest/ }).click();
    await button('Bot: The oldest of all').click();
    await page.getByRole('menuitem', { name: 'Find another bot' }).click();
    await page.getByPlaceholder(/Go to a bot/).fill('assistant 7');
    await button('Assistant 7').click();
    await button('Bot: Assistant 7').waitFor();
    await open('/auth-profiles');
    await button('Bot: Assistant 7').waitFor();
  });

  it('narrows authorizations to one, and makes a key for another', async () => {
    await open('/authorizations');
    const choice = page.getByRole('combobox', { name: 'Bot' });
    await choice.fill('the old');
    await option('The oldest of all').click();
    await page.waitForURL(new RegExp(`botId=${oldest.botId}`));
    await page.reload();
    await expect.poll(() => choice.inputValue()).toBe('The oldest of all');
    await open('/settings/api-keys');
    await button('New API key').first().click();
    const bots = page.getByRole('combobox', { name: 'Bots' });
    await bots.fill('the oldest');
    await option('The oldest of all').click();
    await bots.fill('Assistant 3');
    await option('Assistant 3').first().waitFor();
    await page.getByRole('dialog').getByText('The oldest of all', { exact: true }).waitFor();
  });

  it('runs an operation as one of many people, whose name stays in the field', async () => {
    const people = `/v1/bots/${oldest.botId}/conversations`;
    for (let number = 1; number <= 25; number += 1) {
      const endUser = { id: `u-${number}`, displayName: `Person ${number}` };
      expectStatus(await world.server.call('POST', people, { body: { endUser } }), 201);
    }
    await open(`/bots/${oldest.botId}/actions/salesforce?tab=operations&operation=list-leads`);
    const choice = page.getByRole('combobox', { name: /Run as/ });
    await choice.fill('person 1');
    await option('Person 1 (u-1)').click();
    for (let look = 0; look < 8; look += 1) {
      await expect.poll(() => choice.inputValue()).toBe('Person 1 (u-1)');
      await page.waitForTimeout(150);
    }
    await choice.fill('somebody-else');
    await option(/The id “somebody-else”/).click();
    await expect.poll(() => choice.inputValue()).toBe('somebody-else');
    await button('Run').click();
    await page.getByText(/has not authorized Salesforce yet/).waitFor();
    await open(`/bots/${oldest.botId}/activity?status=authorization-required`);
    await page.getByRole('row', { name: /somebody-else.*Needs authorization/ }).waitFor();
  });
});
