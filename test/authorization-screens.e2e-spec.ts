import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systems } from '../apps/sandbox/src/systems.js';
import { SalesforceAction } from './support/actions.js';
import { allowAtSandbox, codeOn, startBrowser } from './support/browser.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
let action: SalesforceAction;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  action = await SalesforceAction.forEndUsers(world.server, `Customer relationship assistant ${'x'.repeat(40)}`);
});
afterEach(() => world.sandbox.faults.salesforce.clear());
afterAll(async () => {
  await browser.close();
  await world.close();
});

const phone: BrowserContextOptions = { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true };

async function inContext<Result>(options: BrowserContextOptions, work: (page: Page) => Promise<Result>) {
  const context = await browser.newContext(options);
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** No wider than the screen, and made for it. */
async function expectFitting(page: Page): Promise<void> {
  const { viewport } = phone;
  const wide = await page.$$eval(
    'main *, footer *',
    (all, width) =>
      all
        .filter((one) => !one.closest('.unseen') && one.getBoundingClientRect().right > width + 1)
        .map((one) => one.outerHTML.slice(0, 120)),
    viewport?.width ?? 0,
  );
  await expect.poll(() => page.locator('main *').count()).toBeGreaterThan(3);
  expect(wide).toEqual([]);
}

describe('the pages in a real browser', () => {
  it.each(['en', 'de'])('ask for an API key without JavaScript, on a small phone, in %s', async (locale) => {
    const { server } = world;
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: `Helpdesk ${locale}` } });
    const path = `/v1/bots/${bot.id as string}/actions/freshdesk`;
    const settings = { authorizationMode: 'end-user', authProfileId: 'system-freshdesk-api-key' };
    expectStatus(await server.call('PUT', path, { body: settings }), 200);
    const asked = await server.call('POST', `${path}/authorization-links`, { body: { endUser: { id: 'u-1' } } });
    await inContext({ ...phone, locale, javaScriptEnabled: false }, async (page) => {
      await page.goto(expectStatus(asked, 201).body.url as string);
      await expect.poll(() => page.getAttribute('html', 'lang')).toBe(locale);
      await expectFitting(page);
      const field = page.locator('input[type=password]');
      await field.fill('not the key');
      await page.locator('form button').first().click();
      await page.getByRole('alert').waitFor();
      await expect.poll(() => field.inputValue()).toBe('');
      await expectFitting(page);
      await field.fill(systems.freshdesk.people[0]?.apiKey ?? '');
      await page.locator('form button').first().click();
      await page.waitForURL(/\/oauth\/result\//);
      expect(await codeOn(page)).toMatch(/^\d{6}$/);
    });
  });

  it.each(['en', 'de'])('work without JavaScript and fit a small phone, in %s', async (locale) => {
    const { sandbox } = world;
    await inContext({ ...phone, locale, javaScriptEnabled: false }, async (page) => {
      const link = await action.link(`u-phone-${locale}`);
      await page.goto(link.url);
      await expect.poll(() => page.getAttribute('html', 'lang')).toBe(locale);
      await expectFitting(page);
      await page.locator('form button').first().click();
      await allowAtSandbox(page);
      await page.waitForURL(/\/oauth\/result\//);
      await expectFitting(page);
      const code = await codeOn(page);
      const verify = `/v1/authorization-requests/${link.id}/verify`;
      expectStatus(await world.server.call('POST', verify, { body: { code } }), 200);
      await page.reload();
      await expectFitting(page);
      expectStatus(await action.createLead('Phone', `u-phone-${locale}`), 200);

      const trial = await action.link(`u-trial-${locale}`);
      sandbox.faults.salesforce.set([{ kind: 'trial-edition' }]);
      await page.goto(trial.url);
      await page.locator('form button').first().click();
      await page.waitForURL(/\/oauth\/result\//);
      sandbox.faults.salesforce.clear();
      await expectFitting(page);
      const { body } = await world.server.call('GET', `/v1/authorization-requests/${trial.id}`);
      expect(body.reason).toBe('account-not-usable');

      const unwanted = await action.link(`u-unwanted-${locale}`);
      await page.goto(unwanted.url);
      await page.locator('form button.secondary').click();
      await expectFitting(page);
      const declined = await world.server.call('GET', `/v1/authorization-requests/${unwanted.id}`);
      expect(declined.body).toMatchObject({ status: 'cancelled', reason: 'not-me' });
    });
  });

  it('bear the Back button, a reload and a second go from the provider', async () => {
    await inContext({}, async (page) => {
      const link = await action.link('u-back');
      await page.goto(link.url);
      await page.getByRole('button', { name: /continue/i }).click();
      await page.getByRole('button', { name: 'Log in', exact: true }).waitFor();
      await page.goBack();
      await page.getByRole('button', { name: /continue/i }).click();
      await allowAtSandbox(page);
      await page.waitForURL(/\/oauth\/result\//);
      const code = await codeOn(page);
      await page.goBack();
      await page.goForward();
      await page.waitForURL(/\/oauth\/result\//);
      await page.reload();
      expect(await codeOn(page)).toBe(code);
      await page.goto(link.url);
      expect(await codeOn(page)).toBe(code);
      const verify = `/v1/authorization-requests/${link.id}/verify`;
      expectStatus(await world.server.call('POST', verify, { body: { code } }), 200);
      await page.goto(link.url);
      await expect.poll(() => page.textContent('h1')).toBe('This link has been used');
    });
  });

  it('ask nothing of a robot: opening a link in an empty browser changes nothing', async () => {
    const link = await action.link('u-preview');
    await inContext({ userAgent: 'facebookexternalhit/1.1', javaScriptEnabled: false }, async (page) => {
      const answer = await page.goto(link.url);
      expect(answer?.status()).toBe(200);
      expect(answer?.headers()['x-robots-tag']).toContain('noindex');
    });
    const { body } = await world.server.call('GET', `/v1/authorization-requests/${link.id}`);
    expect(body.status).toBe('pending');
  });
});
