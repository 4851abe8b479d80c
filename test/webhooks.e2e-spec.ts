import { startVendor, type Vendor, type VendorHandler } from '#connectors/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Webhook as Verifier } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { violationsOn } from './support/web-chat.js';
import { startBrowser } from './support/browser.js';
import { faultsOf, signedIn } from './support/console.js';
import { createSalesforceBot, expectStatus, startWorld, type World } from './support/world.js';

interface Message {
  readonly type: string;
  readonly data: { readonly actionId: string };
}

let receiver: Vendor;
let world: World;
let browser: Browser;
let answer: VendorHandler;
let actionPath: string;

beforeAll(async () => {
  receiver = await startVendor((request, response) => answer(request, response));
  [world, browser] = await Promise.all([startWorld({ allowedHosts: [new URL(receiver.origin).host] }), startBrowser()]);
  const botId = await createSalesforceBot(world.server, 'Told');
  actionPath = `/v1/bots/${botId}/actions/salesforce`;
});
afterAll(async () => {
  await browser.close();
  await world.close();
  await receiver.close();
});
beforeEach(async () => {
  answer = () => ({ status: 204 });
  await sql('DELETE FROM webhooks');
});

function sql(query: string, parameters: unknown[] = []): Promise<unknown> {
  return world.server.app.get(DataSource).query(query, parameters);
}

const received = (path: string) => receiver.requests.filter((request) => request.path === path);
const typesAt = (path: string) => received(path).map(({ body }) => (body as Message).type);
const dueNow = () => sql('UPDATE webhook_lanes SET due_at = now() WHERE claim IS NULL');

async function create(path: string, fields: object = {}) {
  const body = { url: receiver.origin + path, ...fields };
  return expectStatus(await world.server.call('POST', '/v1/webhooks', { body }), 201).body as {
    readonly id: string;
    readonly secret: string;
  };
}

async function webhook(id: string) {
  return (await world.server.call('GET', `/v1/webhooks/${id}`)).body;
}

/** Has a message given up: the day in which it is sent again is over. */
async function giveUp(webhookId: string, dead: number): Promise<void> {
  const isTried = async () =>
    ((await sql(`SELECT 1 FROM webhook_deliveries WHERE status = 'pending' AND attempts > 0`)) as object[]).length > 0;
  await expect.poll(isTried).toBe(true);
  await sql(`UPDATE webhook_deliveries SET first_attempt_at = now() - interval '25 hours' WHERE attempts > 0`);
  await dueNow();
  await expect.poll(async () => (await webhook(webhookId)).deadCount, { timeout: 5_000 }).toBe(dead);
}

describe('messages of one action', () => {
  it('arrive in order, whichever replica they come from, though the receiver fails at first; each verifies', async () => {
    const replica = await world.startReplica();
    const { id, secret } = await create('/ordered', { eventTypes: ['action.enabled', 'action.disabled'] });
    answer = () => ({ status: 500 });
    for (const [at, verb] of ['disable', 'enable', 'disable', 'enable', 'disable', 'enable'].entries()) {
      const { call } = at % 2 === 0 ? world.server : replica;
      expectStatus(await call('POST', `${actionPath}/${verb}`), 200);
    }
    await expect.poll(() => received('/ordered').length).toBe(1);
    expect(await webhook(id)).toMatchObject({ health: 'failing', pendingCount: 6 });
    answer = () => ({ status: 204 });
    await dueNow();
    await expect.poll(async () => (await webhook(id)).pendingCount, { timeout: 10_000 }).toBe(0);
    const [down, up] = ['action.disabled', 'action.enabled'];
    expect(typesAt('/ordered')).toEqual([down, down, up, down, up, down, up]);
    for (const { body, headers } of received('/ordered')) {
      const signed = headers as Record<string, string>;
      expect(new Verifier(secret).verify(JSON.stringify(body), signed)).toMatchObject({ type: (body as Message).type });
    }
    await expect.poll(async () => (await webhook(id)).health).toBe('healthy');
  });

  it('are not lost with a process that dies while it sends: another takes them over when its lease is over', async () => {
    const { id } = await create('/taken-over', { eventTypes: ['action.disabled'] });
    answer = () => undefined;
    expectStatus(await world.server.call('POST', `${actionPath}/disable`), 200);
    await expect.poll(() => received('/taken-over').length).toBe(1);
    // What a process leaves that is killed now, once its lease has run out.
    await sql(`UPDATE webhook_lanes SET claim = 'of a process that died', due_at = now()`);
    answer = () => ({ status: 204 });
    await expect.poll(async () => (await webhook(id)).pendingCount, { timeout: 10_000 }).toBe(0);
    const ids = received('/taken-over').map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expectStatus(await world.server.call('POST', `${actionPath}/enable`), 200);
  });
});

describe('in the console, a webhook', () => {
  let context: BrowserContext;
  let page: Page;
  let faults: readonly string[];

  beforeEach(async () => {
    context = await signedIn(browser, world.server);
    page = await context.newPage();
    faults = faultsOf(page);
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const menu = async (item: string) => {
    await button(/^More for/).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const open = () => page.goto(`${world.server.url}/settings/webhooks`);

  it('is made for some events, tested with the whole exchange, and edited', async () => {
    answer = () => ({ status: 422, json: { reason: 'unknown tenant' } });
    await open();
    await button('New webhook').click();
    await page.getByRole('textbox', { name: 'Address' }).fill(`${receiver.origin}/clicked`);
    await page.getByText('What I choose').click();
    await page.getByRole('checkbox', { name: 'An action was enabled' }).check();
    await button('All of these: Members').click();
    await button('Make the webhook').click();
    await button('I have copied it').click();
    await button('Send a test').click();
    await page.getByText('The test was not taken').waitFor();
    await page.getByText('"reason":"unknown tenant"').waitFor();
    await page.getByText('webhook-signature: v1,').waitFor();
    await menu('Edit');
    await page.getByRole('checkbox', { name: 'A member was removed' }).uncheck();
    await page.getByRole('textbox', { name: 'Description' }).fill('The bot platform');
    await button('Save').click();
    await page.getByText('The webhook is changed.').waitFor();
    const { body } = await world.server.call('GET', '/v1/webhooks');
    expect(body.items[0]).toMatchObject({ description: 'The bot platform', version: 2 });
    expect(body.items[0].eventTypes).toContain('action.enabled');
    expect(body.items[0].eventTypes).toContain('member.joined');
    expect(body.items[0].eventTypes).not.toContain('member.removed');
  });

  it('gets another secret, with both in force until the one before is forgotten', async () => {
    const { id, secret: before } = await create('/rotated');
    await open();
    await menu('Change the secret');
    await button('Change the secret').click();
    const secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
    await button('I have copied it').click();
    await page.getByText('Two secrets are in force').waitFor();
    await button('Send a test').click();
    await page.getByText(/^The test was taken/).waitFor();
    const verifies = (one: string, at: number) => {
      const { body, headers } = received('/rotated')[at]!;
      try {
        return Boolean(new Verifier(one).verify(JSON.stringify(body), headers as Record<string, string>));
      } catch {
        return false;
      }
    };
    expect([verifies(before, 0), verifies(secret, 0)]).toEqual([true, true]);
    await button('Forget it now').click();
    await page.getByText('Two secrets are in force').waitFor({ state: 'detached' });
    expectStatus(await world.server.call('POST', `/v1/webhooks/${id}/test`), 200);
    expect([verifies(before, 1), verifies(secret, 1)]).toEqual([false, true]);
  });

  it('that takes nothing says so; what was given up is looked at and sent again, in order', async () => {
    const { id } = await create('/dead', { eventTypes: ['action.enabled', 'action.disabled'] });
    answer = () => ({ status: 500 });
    for (const verb of ['disable', 'enable'])
      expectStatus(await world.server.call('POST', `${actionPath}/${verb}`), 200);
    await giveUp(id, 1);
    await giveUp(id, 2);
    await open();
    await page.getByText('It does not take what is sent').waitFor();
    await button('What was sent').click();
    await page.getByRole('combobox', { name: 'Show' }).click();
    await page.getByRole('option', { name: 'What was given up' }).click();
    await button('Details: An action was disabled').click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/It answered with an error \(500\)/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    expect(await violationsOn(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await button('Details: An action was disabled').waitFor();
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    answer = () => ({ status: 204 });
    const before = received('/dead').length;
    await button('Send again what was given up (2)').click();
    await button('Send all again').click();
    await page.getByText('2 are sent again.').waitFor();
    await page.getByText('There is nothing of this kind.').waitFor();
    await expect.poll(() => typesAt('/dead').slice(before)).toEqual(['action.disabled', 'action.enabled']);
    await page.getByText('Takes messages').waitFor();
  });

  it('whose receiver is gone is off, and on again by a click', async () => {
    const { id } = await create('/gone', { eventTypes: ['action.enabled', 'action.disabled'] });
    answer = () => ({ status: 410 });
    expectStatus(await world.server.call('POST', `${actionPath}/disable`), 200);
    await expect.poll(async () => (await webhook(id)).isEnabled).toBe(false);
    expectStatus(await world.server.call('POST', `${actionPath}/enable`), 200);
    await open();
    await page.getByText(/answered 410/).waitFor();
    await button('Enable it again').click();
    await page.getByText('The webhook is enabled.').waitFor();
    expect(await webhook(id)).toMatchObject({ isEnabled: true, disabledReason: null });
  });
});
