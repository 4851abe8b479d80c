import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser } from './support/browser.js';
import { Canvas, taskAt, type Place } from './support/canvas/canvas.js';
import { faultsOf, signedIn } from './support/console.js';
import { violationsOn } from './support/web-chat.js';
import { createSalesforceBot, expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];
let bots = 0;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});
beforeEach(async () => {
  context = await signedIn(browser, world.server, { permissions: ['clipboard-read', 'clipboard-write'] });
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

/** A bot with the dialog "Create a lead". */
async function newLead(): Promise<Place> {
  bots += 1;
  const botId = await createSalesforceBot(world.server, `Designer ${bots}`);
  const path = `/v1/bots/${botId}/actions/salesforce/templates/create-lead/install`;
  const task = expectStatus(await world.server.call('POST', path, { body: {} }), 201);
  return { botId, taskId: task.body.id as string };
}

const taskOf = (place: Place) => taskAt(world.server, place);
const canvasOn = (on = page) => new Canvas(on, world.server.url);
const open = (place: Place, on?: Page) => canvasOn(on).open(place);
const find = (title: string, on?: Page) => canvasOn(on).find(title);
const node = (id: string, on?: Page) => canvasOn(on).node(id);
const button = (name: string | RegExp, on?: Page) => canvasOn(on).button(name);
const asked = (on?: Page) => canvasOn(on).asked;
const saved = (on?: Page) => canvasOn(on).saved;

describe('the canvas', () => {
  it('changes a prompt, undoes and redoes it, saves it, and the bot says it', async () => {
    const place = await newLead();
    await open(place);
    await find('Last name');
    const prompt = asked();
    await prompt.fill('What is the family name?');
    await page.getByText('Not saved yet').waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => prompt.inputValue()).toBe('And the last name?');
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => prompt.inputValue()).toBe('What is the family name?');
    await page.keyboard.press('Control+s');
    await saved().waitFor();
    const task = await taskOf(place);
    expect(task).toMatchObject({ version: 2, isLive: true });
    expect(JSON.stringify(task.graph)).toContain('What is the family name?');
    expect(await violationsOn(page)).toEqual([]);
  });

  it('inserts a node on a way, and shows what is known there', async () => {
    const place = await newLead();
    await open(place);
    await node('ask-first-name').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Add after it/ }).click();
    await page.getByRole('menuitem', { name: /^Message/ }).click();
    await page.getByLabel('Text', { exact: true }).fill('Thank you, ');
    await button('Insert a value').click();
    await page.getByPlaceholder('What is known here').fill('firstName');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.getByLabel('Text', { exact: true }).inputValue())
      .toBe('Thank you, {{ entities.firstName }}');
    await button('Save').click();
    await saved().waitFor();
    const { graph } = await taskOf(place);
    const byId = new Map<string, { readonly transitions: readonly { readonly to: string }[] }>(
      graph.nodes.map((each: { readonly id: string }) => [each.id, each]),
    );
    expect(byId.get('ask-first-name')?.transitions).toEqual([{ to: 'new-message' }]);
    expect(byId.get('new-message')?.transitions).toEqual([{ to: 'ask-last-name' }]);
  });

  it('copies a node into another task', async () => {
    const place = await newLead();
    await open(place);
    await find('Company');
    await page.keyboard.press('Escape');
    await node('ask-company').press('Control+c');
    await page.getByText('1 node copied.').waitFor();
    const blank = {
      schemaVersion: 1,
      nodes: [{ id: 'start', type: 'intent', title: 'Hi', utterances: ['hi'], transitions: [] }],
    };
    const path = `/v1/bots/${place.botId}/dialog-tasks`;
    const other = await world.server.call('POST', path, { body: { name: 'Other', graph: blank } });
    await open({ ...place, taskId: other.body.id as string });
    await node('start').focus();
    await page.keyboard.press('Control+v');
    await node('ask-company').waitFor();
    await page.keyboard.press('Control+z');
    await node('ask-company').waitFor({ state: 'detached' });
  });

  it('marks a problem on its node, leads to its field, and saves a draft that does not go live', async () => {
    const place = await newLead();
    await open(place);
    await find('Created');
    await page.getByLabel('Text', { exact: true }).fill('Done: {{ entities.nobody }} {{');
    await button('1 problem').click();
    await page.keyboard.press('Tab');
    await page.getByRole('dialog', { name: 'Problems' }).getByRole('button').first().click();
    await page.getByLabel('Text', { exact: true }).and(page.locator(':focus')).waitFor();
    await button('Save').click();
    await saved().waitFor();
    await page.getByLabel(/Draft with 1 error: the bot still uses version 1/).waitFor();
    expect(await taskOf(place)).toMatchObject({ version: 2, liveVersion: 1, isLive: false });
  });

  it('tells two editors of each other, and combines what they did', async () => {
    const place = await newLead();
    await open(place);
    const second = await context.newPage();
    await open(place, second);
    await find('Last name');
    await asked().fill('Mine?');
    await find('Company', second);
    await asked(second).fill('Theirs?');
    await second.keyboard.press('Control+s');
    await saved(second).waitFor();
    await page.getByRole('alert').filter({ hasText: 'saved another version' }).waitFor();
    await button('Look at the difference').click();
    await page.getByText('both fit together').waitFor();
    await button('Combine both').click();
    await page.keyboard.press('Control+s');
    await saved().waitFor();
    const text = JSON.stringify((await taskOf(place)).graph);
    expect([text.includes('Mine?'), text.includes('Theirs?')]).toEqual([true, true]);
    await second.getByText('changed this dialog').waitFor();
    await world.server.call('DELETE', `/v1/bots/${place.botId}/dialog-tasks/${place.taskId}`);
    await button('Save as a new dialog').click();
    await page.waitForURL((url) => !url.pathname.endsWith(place.taskId));
  });

  it('keeps what is not saved through a reload', async () => {
    const place = await newLead();
    await open(place);
    await find('Last name');
    await asked().fill('Still here?');
    await pause(700);
    page.on('dialog', (leaving) => void leaving.accept());
    await page.reload();
    await page.getByText('What you had not saved is back').waitFor();
    await find('Last name');
    await expect.poll(() => asked().inputValue()).toBe('Still here?');
  });

  it('lights up the node that the conversation beside it is at', async () => {
    const place = await newLead();
    await open(place);
    await button('Talk to bot').click();
    const words = page.getByPlaceholder('Write to the bot');
    await page.getByText('This is what I can do').waitFor();
    await words.fill('create a lead');
    await words.press('Enter');
    await page.locator('[data-active] [data-node="ask-first-name"]').waitFor();
    await words.fill('Ada');
    await words.press('Enter');
    await page.locator('[data-active] [data-node="ask-last-name"]').waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it('works by keyboard alone', async () => {
    const place = await newLead();
    await open(place);
    await node('start').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-node="ask-first-name"]:focus').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('menuitem', { name: /^Message/ }).press('Enter');
    await page.getByRole('textbox', { name: 'Title of the node' }).waitFor();
    await node('new-message').focus();
    await page.keyboard.press('Delete');
    await node('new-message').waitFor({ state: 'detached' });
    await node('ask-first-name').focus();
    await page.keyboard.press('Control+d');
    await node('ask-first-name-2').waitFor();
    await node('ask-first-name-2').focus();
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Make a group of it' }).press('Enter');
    await node('group').waitFor();
    await node('group').focus();
    await page.keyboard.press('Space');
    await node('ask-first-name-2').waitFor();
    await page.keyboard.press('Control+s');
    await saved().waitFor();
    expect((await taskOf(place)).graph.nodes).toHaveLength(14);
  });

  it('imports 5,000 nodes and hostile texts, and stays usable', async () => {
    const place = await newLead();
    await open(place);
    const hostile = '<img src=x onerror="document.title=\'broken\'"> \u202e [x](javascript:alert(1)) **';
    const message = (id: number) => ({
      ...{ id: `m${id}`, type: 'message', title: `${hostile} ${id}`, variants: [{ text: hostile.repeat(4) }] },
      transitions: [{ to: id < 4_998 ? `m${id + 1}` : 'end' }],
    });
    const intent = { id: 'start', type: 'intent', title: hostile, utterances: [hostile], transitions: [{ to: 'm0' }] };
    const graph = { schemaVersion: 1, nodes: [intent, ...Array.from({ length: 4_999 }, (_, index) => message(index))] };
    const began = performance.now();
    await page.getByLabel('File to import').setInputFiles({
      ...{ name: 'large.json', mimeType: 'application/json' },
      buffer: Buffer.from(JSON.stringify({ name: hostile, graph })),
    });
    await page.getByText('5,000 nodes imported').waitFor({ timeout: 30_000 });
    await node('m0').waitFor();
    expect(performance.now() - began).toBeLessThan(20_000);
    await expect.poll(() => page.locator('[data-node]').count()).toBeLessThan(200);
    await find(`${hostile} 4321`);
    expect(await page.title()).not.toBe('broken');
    await expect.poll(() => page.locator('img[src="x"]').count()).toBe(0);
    await page.keyboard.press('Control+z');
  });
});

describe('dialogs', () => {
  it('are made from a template with its plan, copied, deleted and brought back', async () => {
    bots += 1;
    const botId = await createSalesforceBot(world.server, `Designer ${bots}`);
    await page.goto(new URL(`/bots/${botId}/dialogs`, world.server.url).href);
    await button('New dialog').click();
    await button(/^Integration/).click();
    const salesforce = page.getByRole('region', { name: 'Salesforce' });
    await salesforce.getByRole('button', { name: /^Create a lead/ }).click();
    await button('Proceed').click();
    await page.getByText('Adds').waitFor();
    await button('Install').click();
    await node('start').waitFor();
    await page.getByRole('link', { name: 'Back to the dialogs' }).click();
    await page.getByRole('link', { name: 'Create a lead' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await button('What to do with Create a lead').click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('No dialogs yet').waitFor();
    await button('Undo').click();
    await page.getByRole('link', { name: 'Create a lead' }).waitFor();
  });
});
