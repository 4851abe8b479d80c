import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { SalesforceAction } from './support/actions.js';
import { allowAtSandbox, startBrowser } from './support/browser.js';
import { Chat } from './support/chat.js';
import { faultsOf } from './support/console.js';
import { startMailServer, type TakenMail, type TestMailServer } from './support/mail-server.js';
import { createDivision, createMember, withCookie, type MemberOfTest } from './support/members.js';
import { Person } from './support/person.js';
import type { Api, TestServer } from './support/server.js';
import { violationsOn } from './support/web-chat.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let smtp: TestMailServer;
let world: World;
let server: TestServer;
let replica: TestServer;
let browser: Browser;
let action: SalesforceAction;
/** Who may authorize again: the owner, and a designer. */
let owner: Api;
let designer: MemberOfTest;
/** A designer who wants no notice of it, one of another division, and somebody who only looks on. */
let silent: MemberOfTest;
let elsewhere: MemberOfTest;
let viewer: MemberOfTest;

beforeAll(async () => {
  smtp = await startMailServer();
  const variables = { ATTACHE_SMTP_URL: smtp.url, ATTACHE_MAIL_FROM: 'Attaché <bots@example.com>' };
  [world, browser] = await Promise.all([startWorld({ variables }), startBrowser()]);
  server = world.server;
  replica = await world.startReplica();
  owner = withCookie(server, server.cookie);
  const everywhere = [{ role: 'designer', divisionId: null }];
  designer = await createMember(server, everywhere);
  silent = await createMember(server, everywhere);
  elsewhere = await createMember(server, [{ role: 'designer', divisionId: await createDivision(server, 'Elsewhere') }]);
  viewer = await createMember(server, [{ role: 'viewer', divisionId: null }]);
  const off = { kind: 'authorization-lost', isInInbox: false, isByEmail: false };
  expectStatus(await silent.call('PUT', '/v1/notice-preferences', { body: { items: [off] } }), 200);
  action = await authorizedAction();
});
afterAll(async () => {
  await browser.close();
  await world.close();
  await smtp.close();
});

/** An action that one account serves for everybody. */
async function authorizedAction(): Promise<SalesforceAction> {
  const made = await SalesforceAction.configure(server, { authorizationMode: 'pre-authorized' }, 'Sales assistant');
  const { body } = expectStatus(await server.call('POST', `${made.path}/authorize`, { body: {} }), 201);
  const page = await new Person(server.url).authorize(body.url as string);
  const verify = `/v1/authorization-requests/${body.id}/verify`;
  expectStatus(await server.call('POST', verify, { body: { code: codeIn(page.html) } }), 200);
  await made.enable();
  await made.install('create-lead');
  return made;
}

/** Somebody takes back at Salesforce what was granted. */
async function lose(): Promise<void> {
  const { body } = await server.call('GET', `/v1/authorizations?botId=${action.botId}&subject=shared`);
  expect(world.sandbox.tokens.salesforce.revokeGrants(String(body.items[0].account.id))).toBeGreaterThan(0);
}

const lead = (lastName: string) =>
  new Map([
    [/first name/i, 'Grace'],
    [/last name/i, lastName],
    [/company/i, 'Example Navy'],
  ]);
const waits = /the people who look after it were told/;
const leadsCalled = (start: string) =>
  world.sandbox.store.salesforce.list('Lead').filter((one) => String(one['LastName']).startsWith(start));
const lostOnes = async (by: Api) =>
  (await by.call('GET', '/v1/notices')).body.items.filter(
    ({ kind }: { readonly kind: string }) => kind === 'authorization-lost',
  );
/** Mails about notices: invitations are none. */
const mailsTo = (email: string): readonly TakenMail[] =>
  smtp.mails.filter(({ to, headers }) => to.includes(email) && headers.has('list-unsubscribe'));

/** A browser without a session, and its page. */
async function newPage(cookie?: string): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
  const [name = '', value = ''] = cookie?.split('=') ?? [];
  if (cookie !== undefined) await context.addCookies([{ name, value, url: server.url, httpOnly: true }]);
  const page = await context.newPage();
  return { context, page };
}

describe('a shared authorization that is lost', () => {
  it('parks every conversation that needs it, and tells each designer once, on however many replicas', async () => {
    await lose();
    const chats = await Promise.all(
      [server, replica, server, replica].map((by, n) => Chat.start(by, action.botId, `parked-${n}`)),
    );
    await Promise.all(chats.map((chat, n) => chat.answer('create a lead', lead(`Parked-${n}`))));
    for (const chat of chats) await chat.hear(waits);
    await Promise.all(Array.from({ length: 5 }, () => action.createLead('Parked-api', 'u-1')));
    expect(leadsCalled('Parked')).toEqual([]);

    for (const told of [owner, designer]) {
      await expect.poll(async () => (await lostOnes(told)).length, { timeout: 10_000 }).toBe(1);
    }
    // Events are handled once more some seconds later: that must tell nobody again.
    await expect.poll(() => mailsTo(designer.email).length, { timeout: 25_000 }).toBe(1);
    await expect.poll(() => mailsTo(server.owner.email).length, { timeout: 10_000 }).toBe(1);
    expect(await lostOnes(designer)).toMatchObject([
      {
        title: 'Salesforce is no longer connected',
        body: expect.stringContaining('“Sales assistant”'),
        link: `/bots/${action.botId}/actions/salesforce?tab=authorization`,
        botId: action.botId,
        readAt: null,
        resolvedAt: null,
      },
    ]);
    for (const untold of [silent, elsewhere, viewer]) {
      expect(await lostOnes(untold)).toEqual([]);
      expect(mailsTo(untold.email)).toEqual([]);
    }
  });

  it('is reconnected from the mail, and every parked conversation goes on by itself, once', async () => {
    const [mail] = mailsTo(server.owner.email);
    expect(mail?.headers.get('subject')).toBe('Salesforce is no longer connected');
    const link = /Reconnect:\r?\n(\S+)/.exec(mail?.body ?? '')?.[1] ?? '';
    expect(link).toMatch(/^http:\/\/localhost:\d+\/bots\/.*tab=authorization$/);
    // Whichever replica has sent it, its own address is in it.
    const { context, page } = await newPage();
    const faults = faultsOf(page);
    await page.goto(link.replace(/^http:\/\/localhost:\d+/, server.url));
    await page.getByLabel('E-mail').fill(server.owner.email);
    await page.getByLabel(/^Password/).fill(server.owner.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const again = page.getByRole('button', { name: 'Authorize again' });
    await again.waitFor();
    const [popUp] = await Promise.all([context.waitForEvent('page'), again.click()]);
    await popUp.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(popUp);

    await expect.poll(() => leadsCalled('Parked').length, { timeout: 20_000 }).toBe(4);
    expect(new Set(leadsCalled('Parked').map((one) => one['LastName'])).size).toBe(4);
    await expect.poll(async () => (await lostOnes(designer))[0].resolvedAt, { timeout: 10_000 }).not.toBeNull();

    await page.goto(`${server.url}/inbox`);
    const notice = page.getByRole('listitem', { name: 'Salesforce is no longer connected' });
    await notice.getByText('Settled').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is told of again when it is lost again, and shows in an open console at once', async () => {
    const { context, page } = await newPage(designer.cookie);
    const faults = faultsOf(page);
    await page.goto(`${server.url}/inbox?show=unread`);
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByText('Nothing unread').waitFor();
    await page.getByRole('link', { name: 'Inbox', exact: true }).first().waitFor();
    await lose();
    const chat = await Chat.start(replica, action.botId, 'again');
    await chat.answer('create a lead', lead('Again'));
    await chat.hear(waits);
    await page.getByRole('link', { name: 'Inbox: 1 unread notice' }).first().waitFor();
    const notice = page.getByRole('listitem', { name: 'Salesforce is no longer connected' });
    await notice.getByRole('link', { name: /Reconnect/ }).waitFor();
    expect(await violationsOn(page)).toEqual([]);

    expect(await chat.say('cancel')).toMatch(/cancelled/);
    await notice.getByRole('link', { name: /Reconnect/ }).click();
    await page.getByRole('button', { name: 'Authorize again' }).waitFor();
    const [popUp] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('button', { name: 'Authorize again' }).click(),
    ]);
    await popUp.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(popUp);
    await expect.poll(async () => (await lostOnes(designer))[0].resolvedAt, { timeout: 10_000 }).not.toBeNull();
    expect(leadsCalled('Again')).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

describe('preferences', () => {
  it.each([
    ['the inbox', '/inbox?tab=preferences', false],
    ['one’s account', '/account', true],
  ])('are chosen in %s, by kind and way', async (_where, path, wish) => {
    const { context, page } = await newPage(viewer.cookie);
    await page.goto(`${server.url}${path}`);
    const lost = page.getByRole('region', { name: 'A connection is lost' });
    await lost.waitFor();
    await expect.poll(() => lost.getByRole('switch', { name: 'Webhooks' }).count()).toBe(0);
    await lost.getByRole('switch', { name: 'E-mail' }).click();
    await expect
      .poll(async () => {
        const { items } = (await viewer.call('GET', '/v1/notice-preferences')).body;
        return items.find(({ kind }: { readonly kind: string }) => kind === 'authorization-lost').isByEmail;
      })
      .toBe(wish);
    expect(await violationsOn(page)).toEqual([]);
    await context.close();
  });
});
