import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../apps/api/src/database/identifiers.js';
import { SessionsService } from '../apps/api/src/sessions/sessions.service.js';
import { DataSource } from 'typeorm';
import { startBrowser } from './support/browser.js';
import { signedIn } from './support/console.js';
import { createWebBot, WebChat } from './support/web-chat.js';
import { startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

/** Another designer of the workspace, in a browser of their own. */
async function secondDesigner(name: string): Promise<BrowserContext> {
  const database = world.server.app.get(DataSource);
  const [memberId, grantId] = [newId('member'), newId('grant')];
  const [home] = await database.query<{ id: string; workspace_id: string }[]>('SELECT id, workspace_id FROM divisions');
  await database.query(
    'INSERT INTO members (id, workspace_id, name, email, password_hash) VALUES ($1, $2, $3, $4, $5)',
    [memberId, home?.workspace_id, name, 'second@example.com', 'none'],
  );
  await database.query(
    'INSERT INTO grants (id, workspace_id, member_id, role, division_id) VALUES ($1, $2, $3, $4, $5)',
    [grantId, home?.workspace_id, memberId, 'designer', home?.id],
  );
  const { token } = await world.server.app.get(SessionsService).start(memberId);
  return signedIn(browser, { ...world.server, cookie: `attache_session=${token}` }, { baseURL: world.server.url });
}

async function openDialog(context: BrowserContext, botId: string, taskId: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/bots/${botId}/dialogs/${taskId}`);
  await page.getByRole('button', { name: /^Question: First name/ }).waitFor();
  return page;
}

async function ask(page: Page, node: string, prompt: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Question: ${node}`) }).click();
  await page.getByRole('textbox', { name: 'What the bot asks' }).first().fill(prompt);
}

/** Talks to the bot beside the canvas, as far as the first question. */
async function talk(page: Page, question: string): Promise<void> {
  await page.getByRole('button', { name: 'Talk to bot' }).click();
  const log = page.getByRole('log');
  await log.getByText('Together').first().waitFor();
  const field = page.getByRole('textbox', { name: 'Message to the bot' });
  await field.fill('create a lead');
  await field.press('Enter');
  await log.getByText(question).waitFor();
}

/** A lead by somebody in a browser of their own, who signs in as a person of the sandbox. */
async function createLead(botId: string, person: string, company: string): Promise<void> {
  const chat = await WebChat.open(browser, `${world.server.url}/chat/${botId}`);
  await chat.write(`create a lead for Grace Hopper at ${company}`);
  const link = chat.page.locator('.card.authorization a.button').last();
  await link.waitFor();
  const tab = await chat.openWindow(link);
  await tab.getByRole('button', { name: /continue/i }).click();
  await tab.locator(`input[value="${person}"]`).check({ force: true });
  await tab.getByRole('button', { name: 'Log in', exact: true }).click();
  await Promise.all([tab.waitForEvent('close'), tab.getByRole('button', { name: 'Allow', exact: true }).click()]);
  await chat.bot(new RegExp(`Grace Hopper of ${company}`)).waitFor();
  await chat.close();
}

describe('two designers and two end users at once', () => {
  it('do not disturb each other: both edits are kept, and each person has their own account and lead', async () => {
    const { server, sandbox } = world;
    const botId = await createWebBot(server, 'Together');
    const { body: list } = await server.call('GET', `/v1/bots/${botId}/dialog-tasks`);
    const taskId = String(list.items[0].id);
    const contexts = [
      await signedIn(browser, server, { baseURL: server.url }),
      await secondDesigner('Ben Builder'),
    ] as const;
    const [ada, ben] = [await openDialog(contexts[0], botId, taskId), await openDialog(contexts[1], botId, taskId)];

    const people = Promise.all([
      createLead(botId, 'ada@sandbox.example', 'Example Navy'),
      createLead(botId, 'ben@sandbox.example', 'Example Army'),
    ]);
    await ask(ada, 'First name', 'By which first name?');
    await ask(ben, 'Last name', 'And by which last name?');
    await ben.keyboard.press('ControlOrMeta+S');
    await ada.getByRole('alert').filter({ hasText: 'Ben Builder' }).waitFor();
    await ada.getByRole('button', { name: 'Look at the difference' }).click();
    await ada.getByRole('button', { name: 'Combine both' }).click();
    await ada.keyboard.press('ControlOrMeta+S');
    await ben.getByText('changed this dialog').waitFor();
    await people;
    await ben.reload();
    await Promise.all([talk(ada, 'By which first name?'), talk(ben, 'By which first name?')]);

    const leads = JSON.stringify(sandbox.store.salesforce.snapshot());
    expect([leads.split('Example Navy').length, leads.split('Example Army').length]).toEqual([2, 2]);
    const { body } = await server.call('GET', `/v1/authorizations?botId=${botId}`);
    const accounts = body.items.map(({ account }: { account: { name: string } | null }) => account?.name);
    expect([...accounts].sort()).toEqual(['Ada Example', 'Ben Example']);
    for (const context of contexts) await context.close();
  });
});
