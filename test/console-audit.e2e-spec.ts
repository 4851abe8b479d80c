import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser } from './support/browser.js';
import { faultsOf, signedIn } from './support/console.js';
import { startTestServer, type TestServer } from './support/server.js';
import { expectStatus } from './support/world.js';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), startBrowser()]);
  for (let n = 1; n <= 55; n += 1) {
    expectStatus(await server.call('POST', '/v1/bots', { body: { name: `Bot number ${n}` } }), 201);
  }
  const made = await server.call('POST', '/v1/api-keys', { body: { name: 'Night shift', permissions: ['bots:view'] } });
  await server.call('POST', '/v1/bots', { key: made.body.key as string, body: { name: 'Never' } });
});
beforeEach(async () => {
  context = await signedIn(browser, server, { acceptDownloads: true });
  page = await context.newPage();
  faults = faultsOf(page);
  await page.goto(`${server.url}/settings/audit`);
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const entry = (name: string | RegExp) => page.getByRole('table', { name: 'Entries' }).getByRole('button', { name });

describe('the audit trail in the console', () => {
  it('is narrowed by who, how it ended and words, opened, and followed to everything about one thing', async () => {
    await entry('The API key “Night shift” was not allowed to make a bot').waitFor();
    await page.getByRole('combobox', { name: 'Outcome' }).or(page.getByLabel('Outcome')).first().click();
    await page.getByRole('option', { name: 'Succeeded' }).click();
    await entry('The API key “Night shift” was not allowed to make a bot').waitFor({ state: 'detached' });
    await page.getByRole('searchbox', { name: /Search for a name/ }).fill('number 7');
    await page.getByText('Bot number 55').waitFor({ state: 'detached' });
    await page.getByText('Bot number 7').waitFor();
    await entry('The API key “everything” made a bot').waitFor();
    await expect.poll(() => entry(/made a bot/).count()).toBe(1);
    await entry('The API key “everything” made a bot').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('createBot').waitFor();
    await drawer
      .getByText(/fields|name/i)
      .first()
      .waitFor();
    await drawer.getByRole('button', { name: /^this bot/ }).click();
    await page.getByText(/Only what was done to bot_/).waitFor();
    expect(new URL(page.url()).searchParams.get('target')).toMatch(/^bot_/);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await entry('The API key “Night shift” was not allowed to make a bot').waitFor();
  });

  it('is exported as it is narrowed', async () => {
    await page.goto(`${server.url}/settings/audit?outcome=denied`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(download.suggestedFilename()).toBe('audit-trail.ndjson');
    expect(lines.map((line) => (JSON.parse(line) as { outcome: string }).outcome)).toEqual(['denied']);
  });

  it('is kept as long as is said, and asks before it is kept shorter', async () => {
    await page.getByRole('tab', { name: 'Integrity and retention' }).click();
    const days = page.getByRole('textbox', { name: 'Days' });
    await days.fill('20');
    await expect.poll(() => page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await days.fill('90');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Keep it shorter' }).click();
    await page.getByText('The retention is changed.').waitFor();
    expect((await server.call('GET', '/v1/audit-settings')).body).toMatchObject({ retentionDays: 90 });
  });

  it('tells whether it is as it was written, and what is wrong when it is not', async () => {
    await page.getByRole('tab', { name: 'Integrity and retention' }).click();
    await page.getByRole('button', { name: 'Check the trail' }).click();
    await page.getByText(/^All \d+ entries are as they were written$/).waitFor();
    const client = new Client({ connectionString: server.databaseUrl });
    await client.connect();
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica;
      UPDATE audit_entries SET actor_name = 'Somebody else' FROM audit_seals WHERE entry_id = id AND sequence = 9; COMMIT`);
    await client.end();
    await page.getByRole('button', { name: 'Check the trail' }).click();
    await page.getByText('The trail is not as it was written').waitFor();
    await page.getByText('Entry 9 was changed.').waitFor();
  });
});
