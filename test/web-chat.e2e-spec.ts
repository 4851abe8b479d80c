import { SignJWT } from 'jose';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StreamsService } from '../apps/api/src/streams/streams.service.js';
import { allowAtSandbox, codeOn, startBrowser } from './support/browser.js';
import { createWebBot, startHostSite, violationsOn, WebChat, type HostSite } from './support/web-chat.js';
import { startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

/** Closed after the test, however it ends. */
function kept<Closable extends { close(): Promise<void> }>(one: Closable): Closable {
  open.push(one);
  return one;
}

const openPage = async (botId: string, options = {}) =>
  kept(await WebChat.open(browser, `${world.server.url}/chat/${botId}`, options));
const leadsOf = (company: string) =>
  JSON.stringify(world.sandbox.store.salesforce.snapshot()).split(company).length - 1;

/** A page of a site that embeds the chat and signs its user, under a strict policy. */
async function startShop(
  botName: string,
  more: Readonly<Record<string, string>> = {},
): Promise<HostSite & { botId: string }> {
  const { server } = world;
  let botId = '';
  let secret = '';
  const signUser = () =>
    new SignJWT({ name: 'Grace Hopper' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('u-42')
      .setAudience(botId)
      .setExpirationTime('5 minutes')
      .sign(new TextEncoder().encode(secret));
  const site = await startHostSite(
    async () => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
      <script type="module" src="${server.url}/chat/attache-chat.js"></script>
      <main><h1>Shop</h1><attache-chat bot="${botId}" layout="launcher" user-token="${await signUser()}"></attache-chat></main></html>`,
    { 'content-security-policy': `default-src 'none'; script-src ${server.url}; connect-src ${server.url}`, ...more },
  );
  botId = await createWebBot(server, botName, { allowedOrigins: [site.origin], anonymousUsers: false });
  secret = String((await server.call('POST', `/v1/bots/${botId}/chat/secret`)).body.secret);
  return { ...site, botId };
}

/** Opens the shop's chat; what its page complains about is collected. */
async function visitShop({
  origin,
}: HostSite): Promise<{ readonly chat: WebChat; readonly complaints: readonly string[] }> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(origin);
  await page.getByRole('button', { name: /open chat/i }).click();
  const chat = kept(new WebChat(page));
  await chat.bot(/.+/).first().waitFor();
  return { chat, complaints };
}

describe('the page of the chat', () => {
  it('gets a lead created by somebody who types no code, and asks for nothing the next time', async () => {
    const botId = await createWebBot(world.server, 'Page assistant');
    const chat = await openPage(botId);
    const before = leadsOf('Example Navy');
    const link = await chat.askForLead();
    const opened = await chat.openWindow(link);
    await chat.page.getByText(/waiting for you to finish/i).waitFor();
    await expect.poll(() => opened.textContent('body')).toContain('Page assistant');
    await opened.getByRole('button', { name: /continue/i }).click();
    await Promise.all([opened.waitForEvent('close'), allowAtSandbox(opened)]);
    await chat.bot(/Grace Hopper of Example Navy/).waitFor();
    await expect.poll(() => chat.page.locator('.card.authorization').innerText()).toMatch(/Connected/);
    expect((await chat.own()).some((text) => /\d{6}|•/.test(text))).toBe(false);
    expect(leadsOf('Example Navy')).toBe(before + 1);

    await chat.page.reload();
    await chat.bot(/Grace Hopper of Example Navy/).waitFor();
    expect(await chat.own()).toEqual(['create a lead', 'Grace', 'Hopper', 'Example Navy']);
    await chat.say('create a lead', /first name/i);
    await chat.say('Ada', /last name/i);
    await chat.say('Lovelace', /company/i);
    await chat.say('Analytical Engines', /Lovelace of Analytical Engines/);
    await expect.poll(() => chat.page.locator('.card.authorization').count()).toBe(1);
  });

  it('does all of it by keyboard, and offers each choice once', async () => {
    const botId = await createWebBot(world.server, 'Keyboard assistant');
    const chat = await openPage(botId);
    const { keyboard } = chat.page;
    const choice = chat.page.getByRole('button', { name: 'Create a lead' });
    await choice.focus();
    await keyboard.press('Enter');
    await chat.bot(/first name/i).waitFor();
    await expect.poll(() => choice.isDisabled()).toBe(true);
    await keyboard.press('Tab');
    await expect.poll(() => chat.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    for (const [text, answer] of [
      ['Grace', /last name/i],
      ['Hopper', /company/i],
    ] as const) {
      await keyboard.type(text);
      await keyboard.press('Enter');
      await chat.bot(answer).last().waitFor();
    }
    await keyboard.type('Example Navy');
    await keyboard.press('Enter');
    const link = chat.page.locator('.card.authorization a.button');
    await link.waitFor();
    await keyboard.press('Shift+Tab');
    await expect.poll(() => link.evaluate((one) => one.matches(':focus'))).toBe(true);
    const [opened] = await Promise.all([chat.page.waitForEvent('popup'), keyboard.press('Enter')]);
    expect(opened.url()).toContain('/authorize/');
  });

  it('is one conversation in two tabs', async () => {
    const botId = await createWebBot(world.server, 'Two tabs');
    const first = await openPage(botId);
    const page = await first.page.context().newPage();
    await page.goto(first.page.url());
    const second = new WebChat(page);
    await second.bot(/.+/).first().waitFor();
    await first.say('create a lead', /first name/i);
    await second.bot(/first name/i).waitFor();
    await second.say('Grace', /last name/i);
    await first.bot(/last name/i).waitFor();
    for (const chat of [first, second]) expect(await chat.own()).toEqual(['create a lead', 'Grace']);
  });

  it('loses nothing and says nothing twice when the connection breaks', async () => {
    const botId = await createWebBot(world.server, 'Breaking');
    const chat = await openPage(botId);
    const streams = world.server.app.get(StreamsService);
    await chat.say('create a lead', /first name/i);
    streams.beforeApplicationShutdown();
    await chat.say('Grace', /last name/i);

    await chat.page.context().setOffline(true);
    await chat.write('Hopper');
    await chat.write('Example Navy');
    await chat.page.getByText(/you are offline/i).waitFor();
    await expect.poll(() => chat.page.locator('.message.pending').count()).toBe(2);
    await chat.page.context().setOffline(false);
    await chat.page.locator('.card.authorization').waitFor();
    await expect.poll(() => chat.page.locator('.message.pending').count()).toBe(0);
    expect(await chat.own()).toEqual(['create a lead', 'Grace', 'Hopper', 'Example Navy']);
    await expect.poll(() => chat.page.getByText(/you are offline/i).isVisible()).toBe(false);
    const said = await chat.page.locator('.message').allInnerTexts();
    await chat.page.reload();
    await chat.page.locator('.card.authorization').waitFor();
    await expect.poll(() => chat.page.locator('.message').allInnerTexts()).toEqual(said);
  });

  it('sends after a reload what was written while there was no connection', async () => {
    const botId = await createWebBot(world.server, 'Reloaded');
    const chat = await openPage(botId);
    await chat.page.route('**/messages', (route) => route.abort());
    await chat.write('create a lead');
    await chat.page.locator('.message.pending').waitFor();
    await chat.page.unroute('**/messages');
    await chat.page.reload();
    await chat.bot(/first name/i).waitFor();
    expect(await chat.own()).toEqual(['create a lead']);
  });

  it('shows texts as texts, and lets none of them turn what stands around it', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const botId = await createWebBot(world.server, 'Evil', { title: evil, greeting: `${evil} \u202Egnp.exe` });
    const chat = await openPage(botId);
    const dialogs: string[] = [];
    chat.page.on('dialog', (dialog) => void dialogs.push(dialog.message()));
    for (const text of [evil, '\u202Eevil\u2066 https://evil.example', '[x](javascript:alert(1))', 'x'.repeat(3_900)]) {
      await chat.write(text);
    }
    await expect.poll(async () => (await chat.own()).length).toBe(4);
    await expect.poll(() => chat.page.locator('.message.pending').count()).toBe(0);
    expect((await chat.own())[0]).toBe(evil);
    expect(await chat.page.title()).toBe(evil);
    await expect.poll(() => chat.page.locator('attache-chat img, attache-chat script').count()).toBe(0);
    const links = await chat.page
      .locator('.message a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(links.every((href) => href.startsWith('https://evil.example'))).toBe(true);
    const isolated = await chat.page.locator('.bubble').evaluateAll((all) => {
      const { getComputedStyle } = globalThis as unknown as {
        getComputedStyle(one: unknown): { readonly unicodeBidi: string };
      };
      return all.every((one) => getComputedStyle(one).unicodeBidi === 'isolate');
    });
    expect(isolated).toBe(true);
    const width = await chat.page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect({ dialogs, width }).toEqual({ dialogs: [], width: 0 });
  });

  it('shows a form, and what is wrong with it', async () => {
    const botId = await createWebBot(world.server, 'Forms');
    const field = (name: string, kind: string, label: string, more = {}) => ({
      name,
      kind,
      label,
      requirement: 'mandatory',
      ...more,
    });
    const graph = {
      schemaVersion: 1,
      nodes: [
        { id: 'start', type: 'intent', title: 'Sign up', utterances: ['sign up'], transitions: [{ to: 'form' }] },
        {
          ...{ id: 'form', type: 'form', title: 'Form', heading: 'Your details', retries: 3, onExhausted: 'end' },
          fields: [
            field('mail', 'email', 'E-mail'),
            field('color', 'choice', 'Colour', {
              choices: [
                { value: 'r', title: 'Red' },
                { value: 'b', title: 'Blue' },
              ],
            }),
            field('pin', 'text', 'PIN', { sensitive: 'redact' }),
            field('note', 'text', 'Note', { requirement: 'optional' }),
          ],
          transitions: [{ to: 'thanks' }],
        },
        {
          ...{ id: 'thanks', type: 'message', title: 'Thanks', transitions: [{ to: 'end' }] },
          variants: [{ text: 'Thank you, {{ entities.mail }}.' }],
        },
      ],
    };
    const made = await world.server.call('POST', `/v1/bots/${botId}/dialog-tasks`, {
      body: { name: 'Sign up', graph },
    });
    expect(made.status, made.text).toBe(201);
    const chat = await openPage(botId);
    await chat.write('sign up');
    await chat.page.getByLabel('E-mail').fill('nobody');
    await chat.page.getByRole('button', { name: 'Send', exact: true }).first().click();
    await expect.poll(() => chat.page.getByLabel('Colour').getAttribute('aria-invalid')).toBe('true');
    await chat.page.getByLabel('Colour').selectOption('Blue');
    await chat.page.getByLabel('PIN').fill('4711');
    await chat.page.getByRole('button', { name: 'Send', exact: true }).first().click();
    await expect.poll(() => chat.page.getByLabel('E-mail').count()).toBe(2);
    await expect.poll(() => chat.page.getByLabel('PIN').count()).toBe(1);
    await chat.page.getByLabel('E-mail').last().fill('ada@example.com');
    await chat.page.locator('form.card:not(.over) button[type=submit]').click();
    await chat.bot(/Thank you, ada@example.com/).waitFor();
    expect(JSON.stringify(await chat.own())).not.toContain('4711');
  });
});

describe('axe', () => {
  it.each([
    ['light', 1100],
    ['light', 390],
    ['dark', 1100],
    ['dark', 390],
  ] as const)('finds nothing wrong from beginning to end, %s, %d pixels wide', async (colorScheme, width) => {
    const botId = await createWebBot(world.server, `Axe ${colorScheme} ${width}`, {
      theme: { accentColor: '#ffb400' },
    });
    const chat = await openPage(botId, { colorScheme, viewport: { width, height: 800 } });
    expect(await violationsOn(chat.page)).toEqual([]);
    const opened = await chat.openWindow(await chat.askForLead());
    expect(await violationsOn(chat.page)).toEqual([]);
    // In another browser: the code is asked for.
    const elsewhere = await (await browser.newContext()).newPage();
    await elsewhere.goto(opened.url());
    await elsewhere.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(elsewhere);
    const field = chat.page.getByLabel('6-digit code');
    await field.waitFor();
    expect(await violationsOn(chat.page)).toEqual([]);
    await elsewhere.waitForURL(/\/oauth\/result\//);
    expect(await violationsOn(elsewhere)).toEqual([]);
    await field.fill('000000');
    await field.press('Enter');
    await chat.bot(/not the code/i).waitFor();
    await chat.page
      .getByLabel('6-digit code')
      .last()
      .fill(await codeOn(elsewhere));
    await chat.page.keyboard.press('Enter');
    await chat.bot(/Grace Hopper of Example Navy/).waitFor();
    expect(await violationsOn(chat.page)).toEqual([]);
    await elsewhere.context().close();
  });
});

describe('the script', () => {
  it('is small, may be embedded anywhere, and is sent again only when it has changed', async () => {
    const get = (headers: Readonly<Record<string, string>>) =>
      world.server.call('GET', '/chat/attache-chat.js', { key: null, headers });
    const answer = await get({ 'accept-encoding': 'gzip, br' });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ 'content-encoding': 'br', vary: 'Accept-Encoding', 'access-control-allow-origin': '*' },
      ...{ 'content-type': 'text/javascript; charset=utf-8', 'cross-origin-resource-policy': 'cross-origin' },
    });
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(25_000);
    expect((await get({ 'accept-encoding': 'identity' })).text).toBe(answer.text);
    const again = await get({ 'if-none-match': answer.headers.get('etag') ?? '' });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
  });
});

describe('a chat on the page of another site', () => {
  it('knows the user whom the page has signed, and hands the code over by itself, under a strict policy', async () => {
    const shop = kept(await startShop('Shop assistant'));
    const { chat, complaints } = await visitShop(shop);
    const link = await chat.askForLead();
    const opened = await chat.openWindow(link);
    await opened.getByRole('button', { name: /continue/i }).click();
    await Promise.all([opened.waitForEvent('close'), allowAtSandbox(opened)]);
    await chat.bot(/Grace Hopper of Example Navy/).waitFor();
    expect(await chat.own()).toHaveLength(5);
    expect(JSON.stringify(await chat.own())).not.toMatch(/\d{6}/);

    await chat.page.reload();
    await chat.page.getByRole('button', { name: /open chat/i }).click();
    await chat.bot(/Grace Hopper of Example Navy/).waitFor();
    expect(await chat.page.evaluate('Object.keys(localStorage)')).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await violationsOn(chat.page)).toEqual([]);
  });

  it('lets the person type the code where the two windows were parted', async () => {
    const shop = kept(await startShop('Parted', { 'cross-origin-opener-policy': 'same-origin' }));
    const { chat } = await visitShop(shop);
    const link = await chat.askForLead();
    const [opened] = await Promise.all([chat.page.context().waitForEvent('page'), link.click()]);
    await opened.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(opened);
    await opened.waitForURL(/\/oauth\/result\//);
    const code = await codeOn(opened);
    expect(opened.isClosed()).toBe(false);
    const field = chat.page.getByLabel('6-digit code');
    await expect.poll(() => field.getAttribute('autocomplete')).toBe('one-time-code');
    await field.fill(code);
    await chat.page.getByRole('button', { name: 'Confirm' }).click();
    await chat.bot(/Grace Hopper of Example Navy/).waitFor();
  });

  it('is not shown where the bot does not allow it', async () => {
    const shop = kept(await startShop('Elsewhere'));
    const other = kept(
      await startHostSite(
        () => `<!doctype html><html lang="en"><title>x</title><script type="module" src="${world.server.url}/chat/attache-chat.js"></script>
          <attache-chat bot="${shop.botId}"></attache-chat></html>`,
      ),
    );
    const page = await (await browser.newContext()).newPage();
    await page.goto(other.origin);
    // The answer may not even be read there: for the page there is no server.
    await page.getByText(/connecting|not be shown/i).waitFor();
    await expect.poll(() => page.locator('.message').count()).toBe(0);
    await page.context().close();
  });
});

describe('a link that is forwarded', () => {
  it('connects nobody without the code, in a browser with a chat of its own too', async () => {
    const botId = await createWebBot(world.server, 'Forwarded');
    const [asker, victim] = [await openPage(botId), await openPage(botId)];
    const link = (await (await asker.askForLead()).getAttribute('href')) ?? '';
    await victim.page.goto(link);
    await victim.page.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(victim.page);
    await victim.page.waitForURL(/\/oauth\/result\//);
    const code = await codeOn(victim.page);
    await asker.page.getByLabel('6-digit code').waitFor();
    await expect.poll(() => asker.page.locator('.log').innerText()).not.toMatch(/is connected|Grace Hopper of/);
    expect(await asker.page.content()).not.toContain(code);
  });

  it('connects nobody where the chat itself was slipped into the browser', async () => {
    const botId = await createWebBot(world.server, 'Fixed');
    const asker = await openPage(botId);
    const link = (await (await asker.askForLead()).getAttribute('href')) ?? '';
    const stolen = await asker.page.evaluate('Object.entries(localStorage)');
    const victim = await openPage(botId);
    await victim.page.evaluate(`${JSON.stringify(stolen)}.forEach(([key, value]) => localStorage.setItem(key, value))`);
    await victim.page.reload();
    await victim.page.locator('.card.authorization').waitFor();
    await victim.page.goto(link);
    await victim.page.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(victim.page);
    await victim.page.waitForURL(/\/oauth\/result\//);
    expect(await codeOn(victim.page)).toMatch(/^\d{6}$/);
  });
});
