import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SalesforceAction } from './support/actions.js';
import { startBrowser } from './support/browser.js';
import { faultsOf, signedIn } from './support/console.js';
import { Person } from './support/person.js';
import { violationsOn } from './support/web-chat.js';
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

const hours = {
  schemaVersion: 1,
  nodes: [
    { id: 'start', type: 'intent', title: 'Hours', utterances: ['opening hours'], transitions: [{ to: 'told' }] },
    {
      ...{ id: 'told', type: 'message', title: 'Told', transitions: [{ to: 'end' }] },
      variants: [{ text: 'We are open from nine to five, Monday to Friday.' }],
    },
  ],
};

const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

async function open(botId: string, taskId: string, nodeId: string): Promise<void> {
  await page.goto(new URL(`/bots/${botId}/dialogs/${taskId}?node=${nodeId}`, world.server.url).href);
  await field('Title of the node').waitFor();
}

async function save(): Promise<void> {
  await button('Save').click();
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor();
}

/** A bot with the task "Hours", and its path. */
async function newHours(name: string) {
  const { body: bot } = expectStatus(await world.server.call('POST', '/v1/bots', { body: { name } }), 201);
  const body = { name: 'Hours', graph: hours };
  const task = await world.server.call('POST', `/v1/bots/${bot.id}/dialog-tasks`, { body });
  const [botId, taskId] = [bot.id as string, expectStatus(task, 201).body.id as string];
  return { botId, taskId, path: `/v1/bots/${botId}/dialog-tasks/${taskId}` };
}

/** What the bot says to somebody on a channel. */
async function heardOn(botId: string, channel: string, locale = 'en'): Promise<string> {
  const body = { endUser: { id: `somebody-${locale}`, channel }, locale };
  const begun = expectStatus(await world.server.call('POST', `/v1/bots/${botId}/conversations`, { body }), 201);
  const path = `/v1/conversations/${begun.body.id}/messages`;
  const said = expectStatus(await world.server.call('POST', path, { body: { text: 'opening hours' } }), 200);
  return (said.body.messages as { content: { text: string } }[]).map(({ content }) => content.text).join('\n');
}

describe('the panel of a message', () => {
  it('says something else on a channel, there in every language, until the channel is removed', async () => {
    const { botId, taskId, path } = await newHours('On channels');
    await open(botId, taskId, 'told');
    await button('Say something else on a channel').click();
    const channel = page.getByRole('combobox', { name: 'Channel' }).or(field('Channel'));
    await channel.first().fill('s m s');
    await page.getByText('Letters, digits, dots, dashes and underscores only.').waitFor();
    await channel.first().fill('sms');
    await button('Add').click();
    const own = page.getByRole('group', { name: 'On sms', exact: true });
    await own.getByRole('textbox', { name: 'Text', exact: true }).fill('9-5 Mon-Fri');
    await own.getByRole('group', { name: 'Preview' }).getByText('9-5 Mon-Fri').waitFor();
    await page.mouse.move(0, 0);
    expect(await violationsOn(page)).toEqual([]);
    await save();
    expect(await heardOn(botId, 'sms')).toContain('9-5 Mon-Fri');
    expect(await heardOn(botId, 'sms', 'de')).toContain('9-5 Mon-Fri');
    expect(await heardOn(botId, 'web')).toContain('from nine to five');
    await own.getByRole('button', { name: 'Remove the channel sms' }).click();
    await save();
    expect(await heardOn(botId, 'sms')).toContain('from nine to five');
    const { body } = await world.server.call('GET', path);
    expect(body.graph.nodes[1]).not.toHaveProperty('channels');
  });

  it('tells which language the texts are in, and that of the dialog can be told', async () => {
    const { botId, taskId, path } = await newHours('In German');
    await open(botId, taskId, 'start');
    const texts = page.getByRole('combobox', { name: 'Language of the texts' });
    await expect.poll(() => texts.inputValue()).toBe('English, its own language');
    const own = page.getByRole('combobox', { name: 'Language of this dialog' });
    await own.fill('German');
    await page.getByRole('option', { name: 'German', exact: true }).click();
    await expect.poll(() => texts.inputValue()).toBe('German, its own language');
    await expect.poll(() => field('Sentence 1').inputValue()).toBe('opening hours');
    await texts.fill('English');
    await page.getByRole('option', { name: 'English', exact: true }).click();
    await page.getByText('Where nothing is written, German is said.').waitFor();
    await save();
    const { body } = await world.server.call('GET', path);
    expect(body.graph).toMatchObject({ language: 'de', nodes: [{ utterances: ['opening hours'] }, {}] });
  });
});

describe('the panel of a service', () => {
  it('keeps what the operation answered as a sample, and what is in it can be picked later', async () => {
    const action = await SalesforceAction.forEndUsers(world.server, 'With samples');
    const link = await action.link();
    await new Person(world.server.url).authorize(link.url);
    await world.server.call('POST', `/v1/authorization-requests/${link.id}/confirm`, { body: { endUserId: 'u-42' } });
    const installed = await world.server.call('POST', `${action.path}/templates/create-lead/install`, { body: {} });
    const taskId = expectStatus(installed, 201).body.id as string;
    await open(action.botId, taskId, 'create');
    await button('Run it once').click();
    await field('As end user').fill('u-42');
    await button('Run').click();
    await field('Keep it as a sample named').fill('A new lead');
    await button('Keep').click();
    await page.getByText('Kept as a sample response.').waitFor();
    await button('Write a sample').click();
    const own = field('Response of Sample 2');
    await own.fill('{"owner": {"name": "Grace"');
    await page.getByText('This is not JSON.').waitFor();
    await own.fill('{"owner": {"name": "Grace"}}');
    await page.mouse.move(0, 0);
    expect(await violationsOn(page)).toEqual([]);
    await save();
    const { body } = await world.server.call('GET', `/v1/bots/${action.botId}/dialog-tasks/${taskId}`);
    const nodes = body.graph.nodes as {
      readonly id: string;
      readonly samples?: readonly { name: string; output: object }[];
    }[];
    expect(nodes.find(({ id }) => id === 'create')?.samples).toMatchObject([
      { name: 'A new lead', output: { url: expect.stringContaining('http') as string } },
      { name: 'Sample 2', output: { owner: { name: 'Grace' } } },
    ]);
    await open(action.botId, taskId, 'created');
    const text = field('Text').first();
    await text.fill('');
    await page.locator('[data-pointer="/variants/0/text"]').getByRole('button', { name: 'Insert a value' }).click();
    await page.getByPlaceholder('What is known here').fill('owner');
    await page.getByRole('option', { name: /owner › name.*For instance “Grace”/ }).click();
    await expect.poll(() => text.inputValue()).toBe('{{ results.create.owner.name }}');
  });

  it('is passed with its sample in a talk that uses samples, and nothing is called', async () => {
    const { botId, taskId } = await newHours('Talk with samples');
    const [start, told] = hours.nodes;
    const service = {
      ...{ id: 'look', type: 'service', title: 'Look', operation: 'salesforce.get-lead', timeoutMs: 1_000 },
      ...{ input: { id: { from: 'value', value: '00Q000000000001' } }, onFailure: [], transitions: [{ to: 'told' }] },
      samples: [{ name: 'Grace', output: { lastName: 'Hopper' } }],
    };
    const said = { ...told, variants: [{ text: 'Ask {{ results.look.lastName }}.' }] };
    const nodes = [{ ...start, transitions: [{ to: 'look' }] }, service, said];
    const body = { name: 'Hours', version: 1, graph: { schemaVersion: 1, nodes } };
    expectStatus(await world.server.call('PUT', `/v1/bots/${botId}/dialog-tasks/${taskId}`, { body }), 200);
    await open(botId, taskId, 'look');
    await button('Talk to bot').click();
    const talk = page.getByRole('region', { name: 'Talk to the bot' });
    const say = async () => {
      await talk.getByRole('textbox', { name: 'Message to the bot' }).fill('opening hours');
      await talk.getByRole('button', { name: 'Send' }).click();
    };
    await talk.getByRole('switch', { name: 'Use sample responses' }).click();
    await say();
    await talk.getByText('Ask Hopper.', { exact: true }).waitFor();
    await page.mouse.move(0, 0);
    expect(await violationsOn(page)).toEqual([]);
    await talk.getByRole('switch', { name: 'Use sample responses' }).click();
    await talk.getByText('Ask Hopper.', { exact: true }).waitFor({ state: 'detached' });
    await say();
    await talk
      .getByText(/not enabled on this bot/)
      .first()
      .waitFor();
  });
});
