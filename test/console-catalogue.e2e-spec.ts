import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Connector } from '#connectors';
import { systems, type SystemId } from '../apps/sandbox/src/systems.js';
import { allowAtSandbox, startBrowser } from './support/browser.js';
import { readStories, type ConnectorStory } from './support/connectors/connector-story.js';
import { parametersOf, typedBy } from './support/connectors/reach.js';
import { readConnectors } from './support/connectors/registry.js';
import { faultsOf, signedIn } from './support/console.js';
import { expectStatus, startWorld, type World } from './support/world.js';

const connectors = await readConnectors();
const stories = await readStories();

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

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');

/** Goes through the pages behind a link as Ada, whichever way they ask. */
async function goThrough(popUp: Page, connector: Connector, story: ConnectorStory): Promise<void> {
  const { oauth, credentials: [preset] = [] } = connector;
  const closed = popUp.waitForEvent('close');
  await popUp.locator('main').waitFor();
  const parameters = askedOf(connector, story).map(({ name, value }) => [name, value]);
  await fillWhereAsked(popUp, 'parameter', Object.fromEntries(parameters) as Record<string, string>);
  if (oauth === undefined && preset !== undefined) {
    const [ada] = systems[connector.id as SystemId].people;
    await fillWhereAsked(popUp, 'credential', story.credentials?.[preset.id] ?? typedBy(ada, preset));
    await popUp.getByRole('button', { name: /^Connect/ }).click();
  } else {
    await popUp.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(popUp);
  }
  await closed;
}

/** What an address may ask for, with what whoever authorizes answers. */
function askedOf({ oauth, credentials: [preset] = [] }: Connector, story: ConnectorStory) {
  const { parameters = [] } = oauth ?? preset ?? {};
  const values = parametersOf({ parameters }, story);
  return parameters.map(({ name, title }) => ({ name, title, value: values[name] ?? '' }));
}

async function fillWhereAsked(popUp: Page, kind: string, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = popUp.locator(`[name="${kind}.${name}"]`);
    if ((await field.count()) > 0) await field.fill(value);
  }
}

it.each(stories.map((story) => [story.connectorId, story] as const))(
  'a designer authorizes %s by clicks, installs a template of it, and runs an operation',
  async (connectorId, story) => {
    const connector = connectors.find(connectorId) as Connector;
    const made = await world.server.call('POST', '/v1/bots', { body: { name: `Bot of ${connectorId}` } });
    const botId = expectStatus(made, 201).body.id as string;

    await page.goto(`${world.server.url}/bots/${botId}/actions`);
    await page.getByRole('link', { name: connector.name, exact: true }).click();
    await page.getByRole('radio', { name: /^Pre-authorize/ }).click();
    for (const { title, value } of askedOf(connector, story)) {
      const field = page.getByRole('textbox', { name: title, exact: true });
      if ((await field.count()) === 1) await field.fill(value);
    }
    const [popUp] = await Promise.all([context.waitForEvent('page'), button('Authorize').click()]);
    await goThrough(popUp, connector, story);
    await page.getByText(/^Authorized as /).waitFor();
    await button('Enable').click();
    await dialog().getByRole('button', { name: 'Explore templates' }).click();
    await page
      .getByRole('button', { name: /^Install / })
      .first()
      .click();
    await dialog().getByRole('button', { name: 'Install', exact: true }).click();
    await dialog().getByRole('heading', { name: 'Installed' }).waitFor();

    const operation = connector.operations.find(({ effect, input }) => effect === 'read' && !input.required?.length);
    if (operation === undefined) return;
    await page.goto(
      `${world.server.url}/bots/${botId}/actions/${connectorId}?tab=operations&operation=${operation.name}`,
    );
    await button('Run').click();
    await page.getByText(/Succeeded in/).waitFor();
  },
);
