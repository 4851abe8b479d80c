import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SessionsService } from '../apps/api/src/sessions/sessions.service.js';
import { startBrowser } from './support/browser.js';
import { startTestServer, type TestServer } from './support/server.js';

let browser: Browser;
let server: TestServer;
let context: BrowserContext;
let memberId: string;

beforeAll(async () => {
  browser = await startBrowser();
  server = await startTestServer();
  const [owner] = await server.app.get(DataSource).query<{ id: string }[]>('SELECT id FROM members');
  memberId = owner?.id ?? '';
  const { body } = await server.call('GET', '/v1/workspace');
  await server.call('PATCH', '/v1/workspace', { body: { isRegulated: true, version: body.version } });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
});

/** Signs in with a session of which so many seconds are left. */
async function signInWith(secondsLeft: number): Promise<void> {
  const { token } = await server.app.get(SessionsService).start(memberId);
  await context.addCookies([{ name: 'attache_session', value: token, url: server.url, httpOnly: true }]);
  await elapse(15 * 60 - secondsLeft);
}

/** Lets so many seconds pass for the sessions of the owner, as far as the server can tell. */
async function elapse(seconds: number): Promise<void> {
  await server.app
    .get(DataSource)
    .query('UPDATE sessions SET last_seen_at = now() - make_interval(secs => $1) WHERE member_id = $2', [
      ...[seconds, memberId],
    ]);
  await server.app.get(SessionsService).forgetMember(memberId);
}

/** A page that somebody has just opened, and does not touch again: what the browser's clock says is up to the test. */
async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${server.url}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

describe('a session that nobody uses', () => {
  it('is over after the idle time-out: a minute before there is a warning, then nothing of the page is left', async () => {
    await signInWith(900);
    const page = await open('/settings/api-keys');
    await elapse(15 * 60 - 30);
    await page.clock.fastForward('14:01');
    const warning = page.getByRole('dialog', { name: 'Are you still there?' });
    await warning.waitFor();
    await elapse(15 * 60 + 1);
    await page.clock.runFor(61_000);
    await page.waitForURL(/\/sign-in\?/);
    await page.getByText('You were signed out').waitFor();
    await expect.poll(() => page.getByText('API keys').count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('returnTo')).toBe('/settings/api-keys');
    await page.getByLabel('E-mail address').fill(server.owner.email);
    await page.locator('input[name=password]').fill(server.owner.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`${server.url}/settings/api-keys`);
    await context.close();
  });

  it('goes on when somebody says so in time', async () => {
    await signInWith(900);
    const page = await open('/settings/api-keys');
    await elapse(15 * 60 - 30);
    await page.clock.fastForward('14:01');
    await page.getByRole('button', { name: 'Stay signed in' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const session = await page.request.get(`${server.url}/v1/session`, { headers: { 'x-attache-passive': '1' } });
    expect((await session.json()).endsInSeconds).toBeGreaterThan(850);
    await context.close();
  });

  it('is not kept by what a page that is left open reads by itself', async () => {
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'watched' } });
    await signInWith(900);
    const page = await open(`/bots/${bot.id}/activity`);
    await page.clock.fastForward(30_000);
    await elapse(300);
    const read: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/')) read.push(`${request.method()} ${request.headers()['x-attache-passive']}`);
    });
    await page.clock.fastForward('13:35');
    await expect.poll(() => read.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(new Set(read)).toEqual(new Set(['GET 1']));
    const [{ idle }] = await server.app
      .get(DataSource)
      .query('SELECT extract(epoch FROM now() - max(last_seen_at)) AS idle FROM sessions WHERE member_id = $1', [
        memberId,
      ]);
    expect(Number(idle)).toBeGreaterThan(290);
    await context.close();
  });
});
