import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../apps/sandbox/src/sandbox.js';
import { readEnvironment } from '../apps/api/src/config/environment.js';
import { startServer, type RunningServer } from '../apps/api/src/server.js';
import { createLogger } from '../apps/api/src/telemetry/logger.js';
import { startBrowser } from './support/browser.js';
import { keyboard, mouse, type Hands } from './support/hands.js';
import { createDatabase, freePort } from './support/server.js';
import { sandboxVariables } from './support/world.js';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** A product that nobody has set up yet, with a sandbox beside it. */
async function startUntouched(): Promise<{ readonly server: RunningServer; readonly sandbox: Sandbox }> {
  const sandbox = await createSandbox();
  const port = String(await freePort());
  const environment = readEnvironment({
    ...{ NODE_ENV: 'test', PORT: port, DATABASE_URL: await createDatabase() },
    ...{ ATTACHE_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}` },
    ...sandboxVariables(sandbox, `http://localhost:${port}`),
  });
  return { server: await startServer({ environment, logger: createLogger('silent') }), sandbox };
}

/** The way of somebody who has read nothing: from the link that the server prints to a lead. */
class Designer {
  constructor(
    readonly page: Page,
    private readonly hands: Hands,
  ) {}

  private button(name: string | RegExp) {
    return this.page.getByRole('button', { name });
  }

  async setUp(link: string): Promise<void> {
    await this.page.goto(link);
    await this.hands.write(this.page.locator('input[name=name]'), 'Ada Lovelace');
    await this.hands.write(this.page.locator('input[name=email]'), 'ada@example.com');
    await this.hands.write(this.page.locator('input[name=password]'), 'correct horse battery');
    await this.hands.press(this.page.locator('main form button'));
  }

  async makeBot(name: string): Promise<void> {
    await this.page.getByRole('heading', { name: 'Make your first bot' }).waitFor();
    await this.hands.press(this.button('New bot'));
    await this.hands.write(this.page.getByRole('dialog').getByLabel('Name'), name);
    await this.hands.press(this.button('Make the bot'));
    await this.page.getByText('First steps').waitFor();
  }

  async enableSalesforce(): Promise<void> {
    await this.hands.press(this.page.getByRole('link', { name: /Salesforce/ }).first());
    await this.page.getByRole('radio', { name: /Allow users to authorize/ }).waitFor();
    await this.hands.press(this.button('Enable'));
    await this.page.getByRole('dialog', { name: 'Integration successful' }).waitFor();
    await this.hands.press(this.button('Explore templates'));
  }

  async installTemplate(title: string): Promise<void> {
    const card = this.page.getByRole('heading', { name: title, exact: true });
    await card.waitFor();
    await this.hands.press(this.page.getByRole('button', { name: /Install/ }).first());
    const plan = this.page.getByRole('dialog', { name: `Install ${title}` });
    await plan.getByText('Nothing is missing').waitFor();
    await this.hands.press(plan.getByRole('button', { name: 'Install', exact: true }));
    await this.hands.press(this.page.getByRole('dialog').getByRole('link', { name: 'Go to dialog' }));
    await this.page.getByRole('textbox', { name: 'Name of the dialog' }).waitFor();
  }

  async changePrompt(node: string, prompt: string): Promise<void> {
    await this.hands.press(this.button(new RegExp(`^Question: ${node}`)));
    await this.hands.write(this.page.getByRole('textbox', { name: 'What the bot asks' }).first(), prompt);
    await this.page.keyboard.press('ControlOrMeta+S');
    await this.page
      .getByRole('status')
      .filter({ hasText: /^Saved/ })
      .waitFor();
  }

  async talk(): Promise<void> {
    await this.hands.press(this.button('Talk to bot'));
    await this.hear(/Sales assistant/);
  }

  async say(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Message to the bot' });
    await this.hands.write(field, text);
    await this.page.keyboard.press('Enter');
  }

  hear(text: string | RegExp) {
    return this.page.getByRole('log').getByText(text).filter({ visible: true }).last().waitFor();
  }

  /** Opens the link of the chat, and allows access at the sandbox; the bot hears of it by itself. */
  async authorize(): Promise<void> {
    const opened = this.page.context().waitForEvent('page');
    await this.hands.press(this.page.getByRole('log').getByRole('link').last());
    const tab = await opened;
    await this.hands.press(tab.getByRole('button', { name: /continue/i }));
    const login = tab.getByRole('button', { name: 'Log in', exact: true });
    const allow = tab.getByRole('button', { name: 'Allow', exact: true });
    await login.or(allow).first().waitFor();
    if (await login.isVisible()) await this.hands.press(login);
    await this.hands.press(allow);
  }
}

describe.each([
  ['by clicks alone', mouse],
  ['by keyboard alone', keyboard],
] as const)('the story of the product, %s', (_title, hands) => {
  let world: Awaited<ReturnType<typeof startUntouched>>;
  beforeAll(async () => {
    world = await startUntouched();
  });
  afterAll(async () => {
    await world.server.close();
    await world.sandbox.close();
  });

  it('leads from the link of the first run to a lead, with a prompt of one’s own', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } });
    const errors: string[] = [];
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    const designer = new Designer(page, hands);
    await designer.setUp(world.server.setUpLink ?? '');
    await designer.makeBot('Sales assistant');
    await designer.enableSalesforce();
    await designer.installTemplate('Create a lead');
    await designer.changePrompt('First name', 'By which first name shall we know them?');
    await designer.talk();
    await designer.say('create a lead');
    await designer.hear('By which first name shall we know them?');
    await designer.say('Grace');
    await designer.hear(/last name/i);
    await designer.say('Hopper');
    await designer.hear(/company/i);
    await designer.say('Example Navy');
    await page.getByRole('log').getByRole('link').last().waitFor();
    await designer.authorize();
    await designer.hear(/Grace Hopper of Example Navy is a lead now/);
    await expect.poll(() => page.getByRole('log').textContent()).not.toMatch(/6-digit code/);

    const link = page.getByRole('log').getByRole('link', { name: /lead/i }).last();
    const lead = await context.newPage();
    await lead.goto((await link.getAttribute('href')) ?? 'about:blank');
    await expect.poll(() => lead.textContent('body')).toContain('Hopper');

    await designer.say('create a lead for Ada Byron at Analytical Engines');
    await designer.hear(/Ada Byron of Analytical Engines is a lead now/);
    expect(JSON.stringify(world.sandbox.store.salesforce.snapshot()).split('Example Navy')).toHaveLength(2);
    expect(errors.filter((text) => !/401/.test(text))).toEqual([]);
    await context.close();
  });
});
