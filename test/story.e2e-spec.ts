import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowAtSandbox, codeOn, startBrowser } from './support/browser.js';
import { Chat } from './support/chat.js';
import { createSalesforceBot, expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const lead = new Map([
  [/first name/i, 'Grace'],
  [/last name/i, 'Hopper'],
  [/company/i, 'Example Navy'],
]);

describe('the main job', () => {
  it('creates a lead for an end user who authorizes through a link in the chat, and asks for nothing the next time', async () => {
    const { server, sandbox } = world;
    const botId = await createSalesforceBot(server, 'Sales assistant');
    const install = `/v1/bots/${botId}/actions/salesforce/templates/create-lead/install`;
    const task = expectStatus(await server.call('POST', install, { body: {} }), 201);
    expect(task.body.origin).toMatchObject({ connectorId: 'salesforce', template: 'create-lead' });

    const chat = await Chat.start(server, botId, 'u-42');
    await chat.answer('create a lead', lead);
    const link = chat.link();

    const page = await browser.newPage();
    await page.goto(link);
    await expect.poll(() => page.textContent('body')).toContain('Sales assistant');
    await page.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(page);
    await page.waitForURL(/\/oauth\/result\//);
    await chat.say(await codeOn(page));
    const done = await chat.hear(/Hopper of Example Navy/);
    const deepLink = done.content.card?.link?.url ?? /https?:\S+/.exec(done.content.text)?.[0];
    await page.goto(deepLink ?? 'about:blank');
    await expect.poll(() => page.textContent('body')).toContain('Hopper');

    const created = sandbox.store.salesforce.snapshot() as unknown;
    expect(JSON.stringify(created).split('Example Navy')).toHaveLength(2);

    const again = await Chat.start(server, botId, 'u-42');
    await again.answer('create a lead', new Map([[/last name/i, 'Lovelace'], ...lead]));
    await again.hear(/Lovelace/);
    expect((await again.transcript()).some(({ content }) => content.kind === 'authorization-link')).toBe(false);
  });
});
