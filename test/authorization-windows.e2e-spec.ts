import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowAtSandbox, startBrowser } from './support/browser.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});
// The provider remembers whom it has asked before.
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-US' });
  const [name = '', value = ''] = world.server.cookie.split('=');
  await context.addCookies([{ name, value, url: world.server.url, httpOnly: true, sameSite: 'Lax' }]);
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await world.close();
});

/** A designer's link, made in their session. */
async function preAuthorize(name: string, returnUrl?: string): Promise<{ readonly id: string; readonly url: string }> {
  const { server } = world;
  const { body: bot } = await server.call('POST', '/v1/bots', { body: { name } });
  const path = `/v1/bots/${bot.id}/actions/salesforce`;
  expectStatus(await server.call('PUT', path, { body: { authorizationMode: 'pre-authorized' } }), 200);
  const headers = { cookie: server.cookie, origin: server.url };
  const body = returnUrl === undefined ? {} : { returnUrl };
  const made = await server.call('POST', `${path}/authorize`, { key: null, headers, body });
  expect(made.status, made.text).toBeLessThan(300);
  return made.body;
}

/** A page of this server that listens to what last pages tell. */
async function listeningPage(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${world.server.url}/health/live`);
  await page.evaluate(
    `globalThis.told = []; new BroadcastChannel('attache-authorization').onmessage = ({ data }) => told.push(data)`,
  );
  return page;
}

async function authorize(page: Page, decision: 'Allow' | 'Deny' = 'Allow'): Promise<void> {
  await page.getByRole('button', { name: /continue/i }).click();
  await allowAtSandbox(page, decision);
}

describe('a window in which a designer authorizes', () => {
  it.each([
    ['Allow', 'completed'],
    ['Deny', 'denied'],
  ] as const)('tells the console how it went, and closes: %s', async (decision, status) => {
    const { id, url } = await preAuthorize(`Window ${decision}`);
    const page = await listeningPage();
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(`void open('${url}', '_blank', 'popup')`),
    ]);
    await Promise.all([opened.waitForEvent('close'), authorize(opened, decision)]);
    expect(await page.evaluate('told')).toEqual([{ type: 'attache-authorization', requestId: id, status }]);
  });

  it('goes back to where it came from when it is no window of its own', async () => {
    const returnUrl = `${world.server.url}/health/ready`;
    const { id, url } = await preAuthorize('Same window', returnUrl);
    const page = await context.newPage();
    await page.goto(url);
    await authorize(page);
    await page.waitForURL(`${returnUrl}?authorizationRequestId=${id}&status=completed`);
  });

  it('leads to another site only when the person wants that', async () => {
    const { url } = await preAuthorize('Elsewhere', 'https://chat.example.com/back');
    const page = await context.newPage();
    await page.goto(url);
    await authorize(page);
    const link = page.getByRole('link', { name: /chat\.example\.com/ });
    await link.waitFor();
    await page.waitForTimeout(600);
    expect(page.url()).toContain('/oauth/result/');
  });

  it('says all of it on the page where there are no scripts', async () => {
    const { url } = await preAuthorize('No scripts');
    const quiet = await browser.newContext({ javaScriptEnabled: false, locale: 'en-US' });
    await quiet.addCookies(await context.cookies());
    const page = await quiet.newPage();
    await page.goto(url);
    await authorize(page);
    await page.getByRole('heading', { name: 'Salesforce is connected' }).waitFor();
    await quiet.close();
  });
});
