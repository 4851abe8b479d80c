import { DataSource } from 'typeorm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EncryptionService } from '../apps/api/src/encryption/encryption.service.js';
import { SalesforceAction } from './support/actions.js';
import { startBrowser } from './support/browser.js';
import { Chat } from './support/chat.js';
import { faultsOf, signedIn } from './support/console.js';
import { Person } from './support/person.js';
import { violationsOn } from './support/web-chat.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];
let action: SalesforceAction;
let chat: Chat;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  const { server } = world;
  action = await SalesforceAction.forEndUsers(server, 'Keeper');
  chat = await Chat.start(server, action.botId, 'u-42');
  await chat.say('hello');
  const link = await action.link('u-42');
  await new Person(server.url).authorize(link.url);
  const confirm = `/v1/authorization-requests/${link.id}/confirm`;
  expectStatus(await server.call('POST', confirm, { body: { endUserId: 'u-42' } }), 200);
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
const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');

/** Seals texts by the thousand, so that a rotation takes its time. */
async function fill(count: number): Promise<void> {
  const encryption = world.server.app.get(EncryptionService);
  const database = world.server.app.get(DataSource);
  await database.query('CREATE TABLE canaries (id text PRIMARY KEY, text_sealed text)');
  const ids = Array.from({ length: count }, (_, at) => `c-${String(at).padStart(6, '0')}`);
  const place = (id: string) => ({ table: 'canaries', column: 'text_sealed', id }) as const;
  const texts = await Promise.all(ids.map((id) => encryption.seal(`secret of ${id}`, place(id))));
  await database.query('INSERT INTO canaries SELECT * FROM unnest($1::text[], $2::text[])', [ids, texts]);
}

/** Rows of every sealed column that the newest key has not sealed. */
async function outdated(): Promise<readonly string[]> {
  const { body } = await world.server.call('GET', '/v1/encryption');
  const contents = body.contents as { readonly place: string; readonly outdatedCount: number }[];
  return contents.filter(({ outdatedCount }) => outdatedCount > 0).map(({ place }) => place);
}

describe('the keys in the console', () => {
  it('rotate by a click, with progress, while runs go on, until nothing is left under the old key', async () => {
    await fill(3_000);
    await open('/settings/encryption');
    await page.getByText('Tokens of authorizations').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    let isRunning = true;
    const statuses: number[] = [];
    const runs = (async () => {
      while (isRunning) statuses.push((await action.run('list-leads', {}, 'u-42')).status);
    })();
    await button('Rotate the keys').click();
    await dialog().getByRole('button', { name: 'Rotate the keys' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /sealed anew\. [\d,]+ of [\d,]+/ })
      .waitFor();
    await expect.poll(() => page.getByRole('progressbar').count()).toBe(1);
    await expect.poll(() => button('Rotate the keys').isDisabled()).toBe(true);
    await page
      .getByText('Everything is sealed with the newest key')
      .waitFor({ timeout: 60_000 })
      .finally(() => (isRunning = false));
    await runs;
    expect(statuses.length).toBeGreaterThan(3);
    expect(new Set(statuses)).toEqual(new Set([200]));
    await page.getByText('Replaced').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await expect.poll(overflow, { timeout: 10_000 }).toBeLessThanOrEqual(0);
    expect(await outdated()).toEqual([]);
  });
});

describe('a person in the console', () => {
  it('is found with what is held of them, and erased by a click that is confirmed; the proof stays', async () => {
    const people = page.getByRole('table', { name: 'End users' });
    const row = people.getByRole('row', { name: /u-42/ });
    await open(`/bots/${action.botId}/end-users`);
    await row.getByRole('link').first().click();
    await page.getByText(/^Only those with/).waitFor();
    await expect.poll(() => page.getByRole('table', { name: 'Conversations' }).getByRole('row').count()).toBe(2);
    await page.goBack();
    await row.getByRole('link').last().click();
    await page.getByRole('button', { name: 'Show everybody again' }).waitFor();
    await expect.poll(() => page.getByRole('table', { name: 'Authorizations' }).getByRole('row').count()).toBe(2);
    await page.goBack();
    const search = page.getByRole('searchbox', { name: 'Search end users' });
    await search.fill('nobody-like-this');
    await page.getByText('Nobody is found').waitFor();
    await search.fill('U-4');
    expect(await violationsOn(page)).toEqual([]);
    await row.getByRole('button', { name: /^Erase/ }).click();
    await expect.poll(() => dialog().getByRole('button', { name: 'Erase everything' }).isDisabled()).toBe(true);
    await dialog().getByRole('textbox').fill('erase');
    await dialog().getByRole('button', { name: 'Erase everything' }).click();
    const proof = page.getByRole('dialog', { name: /^Erasing/ });
    await proof.getByText('revoked at the system, and erased here').waitFor();
    await proof.getByText(/columns were looked through: nothing is left/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    const { body } = await world.server.call('GET', `/v1/bots/${action.botId}/end-users`);
    expect(body.items).toEqual([]);
    await open(`/bots/${action.botId}/end-users?show=erased`);
    await page.getByRole('button', { name: /^Show the proof of / }).click();
    await page.getByRole('dialog', { name: 'Proof' }).getByText('The person is erased').waitFor();
  });
});
