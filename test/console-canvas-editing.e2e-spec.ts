import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser } from './support/browser.js';
import { Canvas, middleOf, taskAt, type Place, type Point } from './support/canvas/canvas.js';
import { SalesforceAction } from './support/actions.js';
import { faultsOf, signedIn } from './support/console.js';
import { boxed, greeting } from './support/canvas/greeting.js';
import { makeOld } from './support/canvas/old-template.js';
import { Person } from './support/person.js';
import { addViewer } from './support/viewer.js';
import { violationsOn } from './support/web-chat.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
let action: SalesforceAction;
let context: BrowserContext;
let page: Page;
let canvas: Canvas;
let faults: readonly string[];
let tasks = 0;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  action = await SalesforceAction.forEndUsers(world.server, 'Designer');
});
beforeEach(async () => {
  context = await signedIn(browser, world.server, { permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  canvas = new Canvas(page, world.server.url);
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

/** A task of one's own to work on. */
async function made(nodes: readonly object[] = greeting, name = 'Greeting'): Promise<Place> {
  tasks += 1;
  const body = { name: `${name} ${tasks}`, graph: { schemaVersion: 1, nodes } };
  const { botId } = action;
  const task = expectStatus(await world.server.call('POST', `/v1/bots/${botId}/dialog-tasks`, { body }), 201);
  return { botId, taskId: task.body.id as string };
}

interface SavedNode {
  readonly id: string;
  readonly transitions: readonly { readonly when?: unknown; readonly to: string }[];
  readonly [field: string]: unknown;
}

/** The nodes as the API has them now, by id. */
async function nodesAt(place: Place): Promise<Readonly<Record<string, SavedNode>>> {
  const { graph } = await taskAt(world.server, place);
  return Object.fromEntries((graph.nodes as readonly SavedNode[]).map((node) => [node.id, node]));
}

/** How far the middle of something on the screen is from a point, in pixels. */
async function farFrom(target: Locator, { x, y }: Point): Promise<number> {
  const middle = await middleOf(target);
  return Math.hypot(middle.x - x, middle.y - y);
}

const idsAt = async (place: Place) => Object.keys(await nodesAt(place)).sort();

describe('with the mouse', () => {
  it('leads a way to another node by dragging it there, and never into the start', async () => {
    const place = await made();
    await canvas.open(place);
    await canvas.drag(canvas.handle('ask', '/transitions/0'), canvas.handle('aside', 'in'));
    await canvas.drag(canvas.handle('hello', '/transitions/0'), canvas.node('start'));
    await canvas.save();
    const nodes = await nodesAt(place);
    expect(nodes['ask']?.transitions).toEqual([{ to: 'aside' }]);
    expect(nodes['hello']?.transitions).toEqual([{ to: 'end' }]);
  });

  it('offers a node where a way is dropped on nothing', async () => {
    const place = await made();
    await canvas.open(place);
    const { x, y } = await middleOf(canvas.node('aside'));
    await canvas.drag(canvas.handle('hello', '/transitions/0'), { x: x - 300, y: y + 40 });
    await page.getByRole('menuitem', { name: /^Confirmation/ }).click();
    await page.getByRole('textbox', { name: 'Title of the node' }).waitFor();
    await canvas.save();
    const nodes = await nodesAt(place);
    expect(nodes['hello']?.transitions).toEqual([{ to: 'new-confirmation' }]);
    expect(nodes['new-confirmation']?.transitions).toEqual([{ to: 'end' }]);
  });

  it('puts a node where it is dropped from the palette', async () => {
    const place = await made();
    await canvas.open(place);
    const { x, y } = await middleOf(canvas.node('aside'));
    const at = { x: x - 400, y: y + 60 };
    await canvas.dropFromPalette('Message', at);
    expect(await farFrom(canvas.node('new-message'), at)).toBeLessThan(12);
    await canvas.save();
    expect(await idsAt(place)).toContain('new-message');
  });

  it('inserts what is dropped from the palette on a way there, and makes room for it', async () => {
    const place = await made();
    await canvas.open(place);
    const [from, to] = [await middleOf(canvas.handle('ask', '/transitions/0')), await middleOf(canvas.node('hello'))];
    const way = { x: (from.x + to.x - 120) / 2, y: (from.y + to.y) / 2 };
    await canvas.dropFromPalette('Decision', way, { before: () => canvas.lit.waitFor() });
    await canvas.node('new-decision').waitFor();
    await canvas.save();
    const nodes = await nodesAt(place);
    expect(nodes['ask']?.transitions).toEqual([{ to: 'new-decision' }]);
    expect(nodes['new-decision']).toMatchObject({ transitions: [{ to: 'hello' }], position: { x: 704, y: 0 } });
    expect(nodes['hello']).toMatchObject({ position: { x: 1_056, y: 0 } });
    await page.keyboard.press('Control+z');
    await canvas.node('new-decision').waitFor({ state: 'detached' });
    await canvas.save();
    expect(await nodesAt(place)).toMatchObject({
      ask: { transitions: [{ to: 'hello' }] },
      hello: { position: { x: 704 } },
    });
  });

  it('selects with a box; what is selected is copied, pasted, deleted, and brought back', async () => {
    const place = await made();
    await canvas.open(place);
    const [hello, aside] = [await middleOf(canvas.node('hello')), await middleOf(canvas.node('aside'))];
    const begin = { x: hello.x - 170, y: hello.y - 80 };
    await canvas.dragFrom(begin, { x: aside.x + 150, y: aside.y + 120 }, { key: 'Shift' });
    await page.keyboard.press('Control+c');
    await page.getByText('2 nodes copied.').waitFor();
    await page.keyboard.press('Control+v');
    await canvas.node('hello-2').waitFor();
    await canvas.node('aside-2').waitFor();
    await page.keyboard.press('Delete');
    await canvas.node('hello-2').waitFor({ state: 'detached' });
    await canvas.node('aside-2').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await canvas.node('hello-2').waitFor();
    await page.keyboard.press('Control+z');
    await canvas.node('hello-2').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+z');
    await canvas.node('aside-2').waitFor();
    await canvas.save();
    expect(await idsAt(place)).toEqual(['aside', 'aside-2', 'ask', 'hello', 'hello-2', 'start']);
  });
});

describe('groups', () => {
  const groupOf = async (place: Place, id: string) => (await nodesAt(place))[id]?.['group'];

  it('take a node in that is dropped on them, closed or open, and let go of one that is dragged out', async () => {
    const place = await made(boxed);
    await canvas.open(place);
    const seen = async () => expect.poll(() => canvas.lit.getAttribute('data-id')).toBe('box');
    await canvas.drag(canvas.node('aside'), canvas.node('box'), { before: seen });
    await expect.poll(() => canvas.lit.count()).toBe(0);
    await page.getByText('Moved into “Box”.').waitFor();
    await canvas.node('aside').waitFor({ state: 'detached' });
    await canvas.save();
    expect(await groupOf(place, 'aside')).toBe('box');
    await page.keyboard.press('Control+z');
    await canvas.node('aside').waitFor();
    await canvas.save();
    expect((await nodesAt(place))['aside']).toMatchObject({ position: { x: 0, y: 240 } });
    expect(await groupOf(place, 'aside')).toBeUndefined();

    await canvas.button('Open the group Box').click();
    await canvas.node('inner').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Title of the node' }).count()).toBe(0);
    const inner = await middleOf(canvas.node('inner'));
    const below = { x: inner.x, y: inner.y + 50 };
    await canvas.drag(canvas.node('aside'), below);
    expect(await farFrom(canvas.node('aside'), below)).toBeLessThan(12);
    await canvas.save();
    expect(await groupOf(place, 'aside')).toBe('box');

    const outside = { ...(await middleOf(canvas.node('start'))), y: 600 };
    await canvas.drag(canvas.node('inner'), outside);
    expect(await farFrom(canvas.node('inner'), outside)).toBeLessThan(12);
    await canvas.save();
    const nodes = await nodesAt(place);
    expect(nodes['inner']?.['group']).toBeUndefined();
    expect(nodes['inner']?.transitions).toEqual([{ to: 'end' }]);
    expect(nodes['box']).toMatchObject({ start: 'aside' });
    await page.keyboard.press('Control+z');
    await canvas.save();
    expect((await nodesAt(place))['inner']).toMatchObject({ group: 'box', transitions: [{ to: 'return' }] });
  });

  it('take in what was selected with a box and dragged there, but never the start, in one step', async () => {
    const place = await made(boxed);
    await canvas.open(place);
    const [start, aside] = [await middleOf(canvas.node('start')), await middleOf(canvas.node('aside'))];
    await canvas.dragFrom(
      { x: aside.x + 200, y: aside.y + 130 },
      { x: start.x - 126, y: start.y - 80 },
      { key: 'Shift' },
    );
    const box = await middleOf(canvas.node('box'));
    await canvas.drag(page.locator('.react-flow__nodesselection-rect'), box, { before: () => canvas.lit.waitFor() });
    await canvas.node('aside').waitFor({ state: 'detached' });
    await canvas.save();
    const nodes = await nodesAt(place);
    expect([nodes['aside']?.['group'], nodes['start']?.['group']]).toEqual(['box', undefined]);
    expect(nodes['start']).not.toMatchObject({ position: { x: 0, y: 0 } });
    await page.keyboard.press('Control+z');
    await canvas.node('aside').waitFor();
    await canvas.save();
    expect(await nodesAt(place)).toMatchObject({
      start: { position: { x: 0, y: 0 } },
      aside: { position: { x: 0, y: 240 } },
    });
  });

  it('take what is dropped into them from the palette', async () => {
    const place = await made(boxed);
    await canvas.open(place);
    await canvas.button('Open the group Box').click();
    const inner = await middleOf(canvas.node('inner'));
    await canvas.dropFromPalette('Message', { x: inner.x, y: inner.y + 60 });
    await canvas.node('new-message').waitFor();
    await canvas.save();
    expect(await groupOf(place, 'new-message')).toBe('box');
  });

  it('are picked in the panel of a node, by keyboard', async () => {
    const place = await made(boxed);
    await canvas.open(place);
    await canvas.find('Aside');
    const group = page.getByRole('combobox', { name: 'Group' });
    await group.focus();
    await page.keyboard.press('Enter');
    const box = page.getByRole('option', { name: 'Box' });
    await box.waitFor();
    for (let presses = 0; presses < 4 && (await box.getAttribute('data-combobox-selected')) === null; presses += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await canvas.button('Close the group Box').waitFor();
    await expect.poll(() => group.inputValue()).toBe('Box');
    await canvas.save();
    expect(await groupOf(place, 'aside')).toBe('box');
    await group.click();
    await page.getByRole('option', { name: 'None' }).click();
    await canvas.save();
    expect(await groupOf(place, 'aside')).toBeUndefined();
  });
});

describe('in the panel', () => {
  it('builds a condition by picking, and the bot gets just that', async () => {
    const place = await made();
    await canvas.open(place);
    await canvas.node('ask').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Add after it/ }).click();
    await page.getByRole('menuitem', { name: /^Decision/ }).click();
    await canvas.button('Add a condition').click();
    const pick = async (label: string, index: number, option: string | RegExp) => {
      const field = page.getByRole('combobox', { name: label }).nth(index);
      await field.click();
      if (typeof option === 'string') await field.fill(option.slice(0, 6));
      await page.getByRole('option', { name: option }).first().click();
    };
    await pick('What is compared', 0, /^name/);
    await page.getByRole('combobox', { name: 'How it is compared' }).click();
    await page.getByRole('option', { name: 'starts with' }).click();
    await page.getByRole('textbox', { name: 'With what it is compared: fixed value' }).fill('A');
    await canvas.button('Or…').click();
    await pick('What is compared', 1, /^Channel|channel/i);
    await page.getByRole('combobox', { name: 'How it is compared' }).nth(1).click();
    await page.getByRole('option', { name: 'is', exact: true }).click();
    await page.getByRole('textbox', { name: 'With what it is compared: fixed value' }).nth(1).fill('web');
    await pick('Go to', 0, 'Aside');
    const joined = () => page.getByRole('radiogroup', { name: 'How the conditions are joined' });
    await expect.poll(() => joined().getByRole('radio', { name: 'Any of these' }).isChecked()).toBe(true);
    expect(await violationsOn(page)).toEqual([]);
    await canvas.save();
    const parts = [
      { left: { from: 'entity', name: 'name' }, operator: 'starts-with', right: { from: 'value', value: 'A' } },
      { left: { from: 'end-user', name: 'channel' }, operator: 'equals', right: { from: 'value', value: 'web' } },
    ];
    const ways = async () => (await nodesAt(place))['new-decision']?.transitions;
    expect(await ways()).toEqual([{ when: { any: parts }, to: 'aside' }, { to: 'hello' }]);
    await joined().getByText('All of these').click();
    await canvas.save();
    expect(await ways()).toEqual([{ when: { all: parts }, to: 'aside' }, { to: 'hello' }]);
    await canvas.button('Remove condition 1').last().click();
    await canvas.save();
    expect(await ways()).toEqual([{ when: parts[1], to: 'aside' }, { to: 'hello' }]);
  });

  it('gives a text in a second language, and every language keeps its own', async () => {
    const place = await made();
    await canvas.open(place);
    await canvas.find('Name');
    const language = page.getByRole('combobox', { name: 'Language of the texts' });
    await language.click();
    await page.getByRole('option', { name: 'German' }).click();
    await expect.poll(() => canvas.asked.inputValue()).toBe('');
    await canvas.asked.fill('Wie heißen Sie?');
    await language.click();
    await page.getByRole('option', { name: /^English/ }).click();
    await expect.poll(() => canvas.asked.inputValue()).toBe('What is your name?');
    await canvas.asked.fill('What are you called?');
    await canvas.save();
    const prompts = [{ en: 'What are you called?', de: 'Wie heißen Sie?' }];
    expect((await nodesAt(place))['ask']).toMatchObject({ prompts });
    await language.click();
    await page.getByRole('option', { name: 'German' }).click();
    await canvas.asked.fill('');
    await canvas.save();
    expect((await nodesAt(place))['ask']).toMatchObject({ prompts: ['What are you called?'] });
  });

  it('runs the operation of a service in place, and tells what is missing for it', async () => {
    const place = await made([
      { ...{ id: 'start', type: 'intent', title: 'Add' }, utterances: ['add'], transitions: [{ to: 'create' }] },
      {
        ...{ id: 'create', type: 'service', title: 'Create the lead', operation: 'salesforce.create-lead' },
        ...{ timeoutMs: 20_000, onFailure: [], transitions: [{ to: 'end' }] },
        input: { company: { from: 'value', value: 'Example Navy' } },
      },
    ]);
    const link = await action.link('u-run');
    await new Person(world.server.url).authorize(link.url);
    const confirm = `/v1/authorization-requests/${link.id}/confirm`;
    expectStatus(await world.server.call('POST', confirm, { body: { endUserId: 'u-run' } }), 200);
    await canvas.open(place);
    await canvas.find('Create the lead');
    await canvas.button('Run it once').click();
    const form = page.getByRole('region', { name: 'Try it' });
    await expect.poll(() => form.getByLabel(/^Company/).inputValue()).toBe('Example Navy');
    await form.getByLabel(/^Last name/).fill('Hopper');
    await form.getByLabel('As end user').fill('u-nobody');
    await form.getByRole('button', { name: 'Run', exact: true }).click();
    await form
      .getByRole('alert')
      .getByText(/authoriz/i)
      .first()
      .waitFor();
    await form.getByLabel('As end user').fill('u-run');
    await form.getByRole('button', { name: 'Run', exact: true }).click();
    await form.getByLabel('Response').getByText(/"id"/).waitFor();
    expect(expectStatus(await action.run('list-leads', {}, 'u-run'), 200).text).toContain('Hopper');
  });
});

describe('what others do', () => {
  it("is a newer template that comes in beside one's own edits, by choice where both changed the same", async () => {
    const install = `${action.path}/templates/create-lead/install`;
    const { body: task } = expectStatus(await world.server.call('POST', install, { body: {} }), 201);
    const place = { botId: action.botId, taskId: task.id as string };
    await makeOld(world.server, place);
    await canvas.open(place);
    await page.getByText('has a newer version').waitFor();
    await canvas.button('See what is new').click();
    const dialog = page.getByRole('dialog', { name: 'What is new in “Create a lead”' });
    const sides = dialog.getByRole('group', { name: 'Changed on both sides' });
    await expect.poll(() => sides.getByRole('radiogroup').count()).toBe(2);
    await sides.getByRole('radiogroup', { name: 'Which side of Refused stays' }).getByText("The template's").click();
    expect(await violationsOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Upgrade', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await canvas.find('Company');
    await expect.poll(() => canvas.asked.inputValue()).toBe('Edited on the bot');
    const nodes = await nodesAt(place);
    expect(nodes['ask-last-name']).toMatchObject({ prompts: ['And the last name?'] });
    expect(nodes['failed']).toMatchObject({ variants: [{ text: 'Edited on the bot' }] });
    expect(JSON.stringify(nodes['refused'])).toContain('Salesforce did not take the lead.');
    await page.reload();
    await canvas.node('start').waitFor();
    await expect.poll(() => page.getByText('has a newer version').count()).toBe(0);
  });

  it('is replaced by what one keeps, or taken instead of it', async () => {
    const place = await made();
    const other = await signedIn(browser, world.server);
    const theirs = new Canvas(await other.newPage(), world.server.url);
    await Promise.all([canvas.open(place), theirs.open(place)]);
    const both = async (mine: string, said: string) => {
      await canvas.asked.fill(mine);
      await theirs.asked.fill(said);
      await theirs.save();
      await page.getByRole('alert').filter({ hasText: 'saved another version' }).waitFor();
    };
    await Promise.all([canvas.find('Name'), theirs.find('Name')]);
    await both('Mine?', 'Theirs?');
    await canvas.button('Keep mine').click();
    await canvas.saved.waitFor();
    expect((await nodesAt(place))['ask']).toMatchObject({ prompts: ['Mine?'] });
    await expect.poll(() => theirs.asked.inputValue()).toBe('Mine?');
    await both('Mine again?', 'Theirs again?');
    await canvas.button('Take theirs').click();
    await canvas.saved.waitFor();
    await expect.poll(() => canvas.asked.inputValue()).toBe('Theirs again?');
    expect((await nodesAt(place))['ask']).toMatchObject({ prompts: ['Theirs again?'] });
    await other.close();
  });
});

describe('work', () => {
  it('goes on without a connection, and is saved once it is back', async () => {
    const place = await made();
    await canvas.open(place);
    await canvas.find('Name');
    await canvas.asked.fill('Said on the train?');
    await context.setOffline(true);
    await page.keyboard.press('Control+s');
    await page.getByRole('alert').filter({ hasText: 'The server cannot be reached' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'No connection: kept here' }).waitFor();
    expect((await nodesAt(place))['ask']).toMatchObject({ prompts: ['What is your name?'] });
    await canvas.asked.fill('Said in the tunnel?');
    await canvas.button('Try again').click();
    await canvas.button('Try again').waitFor();
    await expect.poll(() => canvas.asked.inputValue()).toBe('Said in the tunnel?');
    await context.setOffline(false);
    await canvas.saved.waitFor();
    expect((await nodesAt(place))['ask']).toMatchObject({ prompts: ['Said in the tunnel?'] });
    await page.getByText('The server cannot be reached').waitFor({ state: 'detached' });
  });

  it('of somebody else is to look at only for whoever may not edit', async () => {
    const place = await made();
    const other = await signedIn(browser, { ...world.server, cookie: await addViewer(world.server) });
    const seen = new Canvas(await other.newPage(), world.server.url);
    const wrong = faultsOf(seen.page);
    await seen.open(place);
    await seen.page.getByText('To look at only').waitFor();
    await seen.button('1 problem').waitFor();
    await seen.node('aside').focus();
    await seen.page.keyboard.press('Delete');
    await seen.page.keyboard.press('Control+d');
    const apart = async () => {
      const [hello, aside] = [await middleOf(seen.node('hello')), await middleOf(seen.node('aside'))];
      return Math.round(aside.y - hello.y);
    };
    const before = await apart();
    await seen.drag(seen.node('hello'), { ...(await middleOf(seen.node('ask'))), y: 480 });
    expect(await apart()).toBe(before);
    await seen.drag(seen.handle('ask', '/transitions/0'), seen.handle('aside', 'in'));
    await seen.node('ask').click();
    expect(await seen.asked.isEditable()).toBe(false);
    expect(await seen.page.getByRole('textbox', { name: 'Title of the node' }).isEditable()).toBe(false);
    for (const name of ['Save', 'Undo', 'Delete', 'Add: Message', 'Remove: What the bot asks']) {
      await expect.poll(() => seen.button(name).count(), { message: name }).toBe(0);
    }
    await seen.button('Show all').click();
    await expect.poll(() => seen.page.locator('[data-node]').count()).toBe(4);
    await expect.poll(() => seen.page.getByText('To look at only').count()).toBe(1);
    expect(wrong).toEqual([]);
    await other.close();
    expect((await taskAt(world.server, place)).version).toBe(1);
  });
});

describe('a dialog from a file', () => {
  it('is made on the page of all dialogs; what does not fit is told before', async () => {
    await page.goto(new URL(`/bots/${action.botId}/dialogs?new=true`, world.server.url).href);
    await canvas.button(/^From a file/).click();
    const choose = async (text: string) =>
      page.locator('input[type="file"]').setInputFiles({
        ...{ name: 'imported.json', mimeType: 'application/json' },
        buffer: Buffer.from(text),
      });
    await choose('{"nodes": [');
    await page.getByRole('alert').filter({ hasText: /JSON/ }).waitFor();
    await expect.poll(() => canvas.button('Import').isDisabled()).toBe(true);
    await choose('{"graph": {"schemaVersion": 1}}');
    await page.getByRole('alert').filter({ hasText: 'no list of nodes' }).waitFor();
    const strange = greeting.map((node) => (node.id === 'ask' ? { ...node, mood: 'cheerful' } : node));
    const broken = { id: 'broken', type: 'message', title: 'Broken', variants: [], transitions: [] };
    await choose(JSON.stringify({ name: 'From elsewhere', graph: { schemaVersion: 1, nodes: [...strange, broken] } }));
    await page.getByText('/graph/nodes/1/mood is not known and was left out').waitFor();
    await page.getByText('/graph/nodes/4 could not be read and was left out').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await canvas.button('Import').click();
    await canvas.node('start').waitFor();
    const [, botId = '', taskId = ''] = /bots\/([^/]+)\/dialogs\/([^/?]+)/.exec(page.url()) ?? [];
    expect((await taskAt(world.server, { botId, taskId })).name).toBe('From elsewhere');
    const nodes = await nodesAt({ botId, taskId });
    expect(Object.keys(nodes).sort()).toEqual(['aside', 'ask', 'hello', 'start']);
    expect(nodes['ask']).not.toHaveProperty('mood');
  });
});
