import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { createSalesforceBot, expectStatus } from './world.js';
import type { TestServer } from './server.js';

/** A bot that creates leads, with a chat that everybody may use. */
export async function createWebBot(
  server: TestServer,
  name: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const botId = await createSalesforceBot(server, name);
  const install = `/v1/bots/${botId}/actions/salesforce/templates/create-lead/install`;
  expectStatus(await server.call('POST', install, { body: {} }), 201);
  const body = {
    ...{ isEnabled: true, allowedOrigins: [], title: name, anonymousUsers: true, languages: ['en', 'de'] },
    theme: { accentColor: '#2f55c8' },
    ...settings,
  };
  expectStatus(await server.call('PUT', `/v1/bots/${botId}/chat`, { body }), 200);
  return botId;
}

/** What a lead needs, as the template asks for it. */
export const leadAnswers = ['Grace', 'Hopper', 'Example Navy'] as const;

/** A chat in a page, as a person sees it. */
export class WebChat {
  constructor(readonly page: Page) {}

  /** Opens a page that holds a chat, in a browser of its own unless told otherwise. */
  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<WebChat> {
    const context = await browser.newContext({ locale: 'en-US', ...options });
    const page = await context.newPage();
    await page.goto(url);
    const chat = new WebChat(page);
    await chat.bot(/.+/).first().waitFor();
    return chat;
  }

  get box(): Locator {
    return this.page.locator('attache-chat textarea');
  }

  /** What the bot has said that matches. */
  bot(pattern: RegExp): Locator {
    return this.page.locator('.message.bot').filter({ hasText: pattern });
  }

  /** What the end user has said. */
  async own(): Promise<readonly string[]> {
    return this.page.locator('.message.own .bubble').allInnerTexts();
  }

  async write(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  /** Writes something, and waits for what the bot says to it. */
  async say(text: string, answer: RegExp): Promise<void> {
    await this.write(text);
    await this.bot(answer).last().waitFor();
  }

  /** Asks for a lead, as far as the link. */
  async askForLead(): Promise<Locator> {
    const [first, last, company] = leadAnswers;
    await this.say('create a lead', /first name/i);
    await this.say(first, /last name/i);
    await this.say(last, /company/i);
    await this.write(company);
    const link = this.page.locator('.card.authorization a.button').last();
    await link.waitFor();
    return link;
  }

  /** Presses the button of the card; the window that it opens. */
  async openWindow(link: Locator): Promise<Page> {
    const [opened] = await Promise.all([this.page.waitForEvent('popup'), link.click()]);
    return opened;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** A site of somebody else, on another host than the server. */
export interface HostSite {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves one page, made anew for each visit, with headers of its own. */
export async function startHostSite(
  render: (origin: string) => Promise<string> | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<HostSite> {
  const origin = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const site = createServer((_request, response) => {
    void Promise.resolve(render(origin())).then((html) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
      response.end(html);
    });
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  return {
    origin: origin(),
    close: async () => {
      site.closeAllConnections();
      site.close();
      await once(site, 'close');
    },
  };
}

/** What axe finds wrong with a page, in a few words each. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  // As the developer's tools would: the policy of the page is for what comes with it.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      readonly axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
