import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowAtSandbox, startBrowser } from './support/browser.js';
import { faultsOf, signedIn } from './support/console.js';
import { violationsOn, WebChat } from './support/web-chat.js';
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
  await context.close();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const open = (path: string) => page.goto(new URL(path, world.server.url).href);
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (name: string | RegExp) => page.getByRole('textbox', { name, exact: typeof name === 'string' });
const dialog = () => page.getByRole('dialog');
const shared = () => page.getByRole('region', { name: 'Shared authorization' });

async function newBot(name: string): Promise<string> {
  return expectStatus(await world.server.call('POST', '/v1/bots', { body: { name } }), 201).body.id as string;
}

/** Sets an action up as its designer would, without the console. */
async function enable(botId: string, connectorId: string, body: Readonly<Record<string, unknown>>): Promise<string> {
  const path = `/v1/bots/${botId}/actions/${connectorId}`;
  expectStatus(await world.server.call('PUT', path, { body }), 200);
  if (body['authorizationMode'] === 'end-user') expectStatus(await world.server.call('POST', `${path}/enable`), 200);
  return path;
}

/** Presses what opens a window. */
async function openWindow(name: string): Promise<Page> {
  const [popUp] = await Promise.all([context.waitForEvent('page'), button(name).click()]);
  return popUp;
}

/** Fills a page of ours in and sends it. */
async function enter(popUp: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values))
    await popUp.locator(`input[name="credential.${name}"]`).fill(value);
  await popUp.getByRole('button', { name: /^Connect/ }).click();
}

describe('a system without OAuth', () => {
  it('is pre-authorized with a key: a wrong one stays on the page, the right one is told plainly', async () => {
    const botId = await newBot('Help desk');
    await open(`/bots/${botId}/actions`);
    await page.getByRole('searchbox', { name: 'Search actions' }).fill('freshd');
    await page.getByRole('link', { name: 'Freshdesk' }).click();
    await page.getByRole('radio', { name: /Pre-authorize/ }).click();
    await page.getByText(/Asks whoever authorizes for: API key/).waitFor();
    const popUp = await openWindow('Authorize');
    await page.getByText(/Waiting for you to enter: API key/).waitFor();
    await enter(popUp, { key: 'not-a-key-of-anybody' });
    await popUp.getByText(/did not accept this/).waitFor();
    expect(await popUp.content()).not.toContain('not-a-key-of-anybody');
    const closed = popUp.waitForEvent('close');
    await enter(popUp, { key: 'adas-freshdesk-key-0001' });
    await closed;
    await page.getByText(/^Authorized as Ada/).waitFor();
    await shared()
      .getByText(/Not by itself/)
      .waitFor();
    await shared()
      .getByText(/Not possible: when it changes, authorize again/)
      .waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await button('Enable').click();
    await dialog().getByRole('button', { name: 'Skip for now' }).click();

    await open(`/authorizations?botId=${botId}`);
    await button('Ada Example').click();
    await dialog().getByText('API key', { exact: true }).waitFor();
    expect(await page.content()).not.toContain('adas-freshdesk-key');
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await dialog().filter({ hasText: 'Revoke Ada Example?' }).getByRole('button', { name: 'Revoke' }).click();
    await page.getByText(/it is still good: only whoever made it can change or withdraw it/).waitFor();
  });

  it('is authorized by an end user with the form behind the link in the chat', async () => {
    const botId = await newBot('Tickets');
    const body = { authorizationMode: 'end-user', authProfileId: 'system-zendesk-api-token' };
    const path = await enable(botId, 'zendesk', body);
    const install = await world.server.call('POST', `${path}/templates/create-ticket/install`, { body: {} });
    expectStatus(install, 201);
    const chatBody = {
      ...{ isEnabled: true, allowedOrigins: [], title: 'Tickets', anonymousUsers: true, languages: ['en'] },
      theme: { accentColor: '#2f55c8' },
    };
    expectStatus(await world.server.call('PUT', `/v1/bots/${botId}/chat`, { body: chatBody }), 200);
    const chat = await WebChat.open(browser, `${world.server.url}/chat/${botId}`);
    try {
      await chat.say('create a ticket', /what is it about/i);
      await chat.say('Printer on fire', /what happened/i);
      await chat.say('It smells of smoke', /how urgent/i);
      await chat.write('Urgent');
      const link = chat.page.locator('.card.authorization a.button');
      const [popUp] = await Promise.all([chat.page.waitForEvent('popup'), link.click()]);
      await enter(popUp, { username: 'ada@sandbox.example', password: 'sandboxNobodysApiToken' });
      await popUp.getByText(/did not accept this/).waitFor();
      const closed = popUp.waitForEvent('close');
      await enter(popUp, {
        ...{ username: 'ada@sandbox.example', password: 'sandboxAdaApiToken0000000000000000000001' },
      });
      await closed;
      await chat.bot(/ticket \d+ is open/).waitFor();
    } finally {
      await chat.page.context().close();
    }
  });
});

describe('an account with several sites', () => {
  it('is asked which of them is meant', async () => {
    const botId = await newBot('Issues');
    await enable(botId, 'jira', { authorizationMode: 'pre-authorized' });
    await open(`/bots/${botId}/actions/jira?tab=authorization`);
    const popUp = await openWindow('Authorize');
    await popUp.getByRole('button', { name: /continue/i }).click();
    await popUp.getByRole('radio', { name: /Ben/ }).check();
    await allowAtSandbox(popUp);
    await page.getByText(/choose which account of Jira/).waitFor();
    await popUp.getByRole('radio', { name: /example-lab/ }).check();
    const closed = popUp.waitForEvent('close');
    await popUp.getByRole('button', { name: 'Continue' }).click();
    await closed;
    await page.getByText(/^Authorized as Ben/).waitFor();
    const { body } = await world.server.call('GET', `/v1/authorizations?botId=${botId}`);
    expect(body.items[0].parameters).toMatchObject({ cloudId: '66666666-7777-4888-8999-aaaaaaaaaaaa' });
  });
});

describe('a profile that signs with a private key', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));

  it('is made and tested; it is not offered for end users, and says why', async () => {
    const system = world.sandbox
      .systemProfiles(world.server.url)
      .find(({ connectorId }) => connectorId === 'salesforce');
    const root = new URL('/salesforce', world.sandbox.url).href;
    const app = world.sandbox.apps.salesforce.register({
      ...{ name: 'Signed', redirectUris: [] },
      publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    });
    await open('/auth-profiles/new?connectorId=salesforce');
    await page.getByRole('radio', { name: 'JWT bearer' }).click();
    await field('Name').fill('Nightly jobs');
    await expect.poll(() => field('Callback URL').count()).toBe(0);
    await button('Next').click();
    await field(/^Client ID/).fill(app.clientId);
    await field(/^Private key/).fill('not a key');
    await field('Subject').fill('ada@sandbox.example');
    await field('Audience').fill(root);
    await field(/^Token request URL/).fill(system?.tokenUrl ?? '');
    await button('Next').click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await field(/^Private key/).fill(pem);
    expect(await violationsOn(page)).toEqual([]);
    await button('Next').click();
    await button('Save and test').click();
    await page.getByText('The profile works').waitFor();
    await page.getByText(/The account is Ada Example/).waitFor();
    await button(/^The exchange/).click();
    expect(await page.content()).not.toContain(pem.split('\n')[1]);
    await expect.poll(() => page.getByLabel('Sent: body', { exact: true }).textContent()).not.toMatch(/assertion=ey/);

    const botId = await newBot('Nightly');
    await open(`/bots/${botId}/actions/salesforce?tab=authorization`);
    await page.getByRole('radio', { name: /Custom/ }).click();
    await page.getByText(/stand for an app, not for a person/).waitFor();
    await page.getByRole('combobox', { name: 'Profile' }).click();
    const option = page.getByRole('option', { name: /Nightly jobs/ });
    await expect.poll(() => option.getAttribute('data-combobox-disabled')).toBe('true');
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: /Pre-authorize/ }).click();
    await page.getByRole('combobox', { name: 'Profile' }).click();
    await option.click();
    await button('Authorize').click();
    await page.getByText('Authorized as Ada Example').waitFor();
  });
});

describe('files in the Operations tab', () => {
  it('are sent to a system, and come back as they were', async () => {
    const botId = await newBot('Files');
    await enable(botId, 'sharepoint', { authorizationMode: 'pre-authorized' });
    await open(`/bots/${botId}/actions/sharepoint?tab=authorization`);
    const popUp = await openWindow('Authorize');
    await popUp.getByRole('button', { name: /continue/i }).click();
    const closed = popUp.waitForEvent('close');
    await allowAtSandbox(popUp);
    await closed;
    await button('Enable').click();
    await dialog().getByRole('button', { name: 'Skip for now' }).click();

    await open(`/bots/${botId}/actions/sharepoint?tab=operations&operation=upload-file`);
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
    await field(/^Name/).fill('plan.bin');
    await page.locator('input[type="file"]').setInputFiles({
      ...{ name: 'plan.bin', mimeType: 'application/octet-stream', buffer: bytes },
    });
    await button('Run').click();
    await dialog().getByRole('button', { name: 'Run it' }).click();
    await page.getByText(/Succeeded in/).waitFor();
    const output = JSON.parse((await page.getByLabel('output', { exact: true }).textContent()) ?? '{}') as {
      readonly id: string;
    };

    await open(`/bots/${botId}/actions/sharepoint?tab=operations&operation=download-file`);
    await field(/^File id/).fill('nonsense');
    await button('Get the file').click();
    await page.getByRole('alert').first().waitFor();
    await field(/^File id/).fill(output.id);
    const [download] = await Promise.all([page.waitForEvent('download'), button('Get the file').click()]);
    expect(download.suggestedFilename()).toBe('plan.bin');
    expect(await readFile(await download.path())).toEqual(bytes);
    await page.getByText('300.0 kB, among your downloads.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });
});
