import { TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser } from './support/browser.js';
import { faultsOf, signedIn, tabTo } from './support/console.js';
import { createDivision, createMember, invite, type MemberOfTest } from './support/members.js';
import { call, startTestServer, type TestServer } from './support/server.js';
import { violationsOn } from './support/web-chat.js';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), startBrowser()]);
});
beforeEach(async () => {
  context = await signedIn(browser, server);
  page = await context.newPage();
  faults = faultsOf(page);
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const everywhere = (role: string) => [{ role, divisionId: null }];
const open = (path: string, on = page) => on.goto(new URL(path, server.url).href);
/** A press of a key before that goes elsewhere. */
const focused = (name: string) => page.locator('button:focus', { hasText: new RegExp(`^${name}$`) });
const button = (name: string | RegExp, on = page) => on.getByRole('button', { name, exact: typeof name === 'string' });

/** Picks one thing of a list that a field offers. */
async function pick(field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** What `createMember` gives everybody. */
const password = 'correct horse battery';

/** With an authenticator that is lost then. */
async function setUpSecondFactor(member: MemberOfTest): Promise<void> {
  const begun = await member.call('POST', '/v1/account/second-factor', { body: { password } });
  const code = new TOTP({ secret: begun.body.secret }).generate();
  expect((await member.call('POST', '/v1/account/second-factor/confirm', { body: { code } })).status).toBe(200);
}

/** A browser of somebody else. */
async function elsewhere(): Promise<Page> {
  const other = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
  const opened = await other.newPage();
  return opened;
}

describe('an owner', () => {
  it('invites somebody to one division, who sees that alone, and is out at once without the role', async () => {
    await server.call('POST', '/v1/bots', { body: { name: 'Bot at home' } });

    await open('/settings/roles?tab=divisions');
    await button('New division').click();
    await page.getByLabel('Name').fill('Sales');
    await button('Make the division').click();
    await page.getByText('The division Sales is made.').waitFor();
    const divisions = (await server.call('GET', '/v1/divisions')).body.items;
    const sales = divisions.find(({ name }: { name: string }) => name === 'Sales').id;
    await server.call('POST', '/v1/bots', { body: { name: 'Bot of sales', divisionId: sales } });

    await page.getByRole('tab', { name: 'Roles' }).click();
    await button('New role').click();
    await page.getByLabel('Name').fill('Action designer');
    await page.getByRole('checkbox', { name: 'See bots and their settings' }).check();
    const manage = page.getByRole('checkbox', { name: 'Configure, authorize, enable, disable and delete actions' });
    await manage.check();
    const see = page.getByRole('checkbox', { name: 'See the actions of a bot and how they are authorized' });
    await expect.poll(() => see.isChecked()).toBe(true);
    await button('Make the role').click();
    await page.getByText('The role Action designer is made.').waitFor();

    await open('/settings/members');
    await button('Invite somebody').click();
    await page.getByLabel('E-mail address').fill('dora@example.com');
    await pick('Role', 'Action designer');
    await pick('Division', 'Sales');
    await button('Make the invitation').click();
    const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(new URL(link).pathname).toBe('/invitation');
    await button('I have copied it').click();
    await page.getByRole('table', { name: 'Invitations' }).getByText('dora@example.com').waitFor();

    const dora = await elsewhere();
    await dora.goto(link);
    await dora.getByText('Ada Example invites you as Action designer in Sales.').waitFor();
    expect(await violationsOn(dora)).toEqual([]);
    await dora.getByLabel('Your name').fill('Dora Example');
    await dora.getByLabel('Choose a password').fill('correct horse battery');
    await button('Join', dora).click();
    await dora.getByRole('heading', { name: 'Bots', level: 1 }).waitFor();
    await dora.getByRole('link', { name: /Bot of sales/ }).waitFor();
    await expect.poll(() => dora.getByText('Bot at home').count()).toBe(0);
    await expect.poll(() => button('New bot', dora).count()).toBe(0);
    await expect.poll(() => dora.getByRole('link', { name: 'Members' }).count()).toBe(0);
    await dora.getByRole('link', { name: /Bot of sales/ }).click();
    await dora.getByRole('heading', { name: 'Actions', level: 1 }).waitFor();
    await expect.poll(() => dora.getByRole('link', { name: 'Dialogs' }).count()).toBe(0);

    // A place that is closed says so without asking the server, which would write a denial down.
    await dora.goto(`${server.url}/auth-profiles`);
    await dora.getByText('It takes the permission auth-profiles:view').waitFor();
    expect((await server.call('GET', '/v1/audit-entries?outcome=denied&action=listAuthProfiles')).body.items).toEqual(
      [],
    );
    // A bot that is not there is not the one that the console opens with from then on.
    await dora.goto(`${server.url}/bots/bot_gone`);
    await dora.getByText('It may have been deleted elsewhere.').waitFor();
    await dora.goto(server.url);
    await dora.getByRole('link', { name: /Bot of sales/ }).waitFor();

    await open('/settings/members');
    await button('Change Dora Example').click();
    await button('Take away Action designer').click();
    await button('Save the roles').click();
    await page.getByText('Dora Example has these roles from now on.').waitFor();
    const status = () => dora.evaluate(async () => (await fetch('/v1/bots')).status);
    await expect.poll(status, { timeout: 1_000 }).toBe(403);

    await button('Remove').click();
    await button('Remove the member').click();
    await page.getByText('Dora Example is removed.').waitFor();
    await dora.reload();
    await dora.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await dora.goto(link);
    await dora.getByText('This invitation was accepted already').waitFor();
    await dora.context().close();
  });

  it('is told why the last of them stays one', async () => {
    await open('/settings/members');
    await button('Change Ada Example').click();
    await pick('Role', 'Viewer');
    await button('Save the roles').click();
    await page.getByRole('alert').getByText('The workspace needs an owner').waitFor();
    const session = await server.call('GET', '/v1/session', { key: null, headers: { cookie: server.cookie } });
    expect(session.body.roles).toEqual(['owner']);
    await button('Take away Viewer').click();
    await button('Add a role').click();
    await pick('Role', 'Owner');
  });

  it('makes a link by which somebody sets a new password, and signs in with it', async () => {
    const member = await createMember(server, everywhere('viewer'));
    await open(`/settings/members?id=${member.id}`);
    await button('Make a link to set a password').click();
    const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    // Neither the link, which is shown this once, nor the drawer underneath is lost by a slip.
    await focused('I have copied it').waitFor();
    await page.keyboard.press('Escape');
    await page.mouse.click(10, 10);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(2);
    const other = await elsewhere();
    await other.goto(link);
    await other.getByLabel('New password').fill('a password that is new');
    expect(await violationsOn(other)).toEqual([]);
    await button('Set the password', other).click();
    await other.getByRole('heading', { name: 'Your password is set' }).waitFor();
    await other.getByRole('link', { name: 'Sign in' }).click();
    await other.getByLabel('E-mail address').fill(member.email);
    await other.getByLabel('Password').first().fill('a password that is new');
    await button('Sign in', other).click();
    await other.getByRole('heading', { name: 'Bots', level: 1 }).waitFor();
    await other.goto(link);
    await other.getByLabel('New password').fill('one more password for me');
    await button('Set the password', other).click();
    await other.getByRole('alert').getByText('The link to set a password is not valid').waitFor();
    await other.context().close();
  });

  it('signs somebody out everywhere, and takes away a second factor that they have lost, by the keyboard alone', async () => {
    const member = await createMember(server, everywhere('viewer'));
    await setUpSecondFactor(member);
    const signIn = () =>
      call(server.url, 'POST', '/v1/session', { key: null, body: { email: member.email, password } });
    const isIn = async () => (await member.call('GET', '/v1/session')).status === 200;
    const dialog = page.getByRole('dialog', { name: /\?$/ });

    await open(`/settings/members?id=${member.id}`);
    await button('Sign out everywhere').waitFor();
    await tabTo(page, /^Sign out everywhere$/);
    await page.keyboard.press('Enter');
    await dialog.getByText('They can sign in again at once.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await isIn()).toBe(true);
    // The drawer is still there, and has the focus where it was.
    await focused('Sign out everywhere').waitFor();
    await page.keyboard.press('Enter');
    await focused('Sign out').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Dora Example is signed out everywhere.').waitFor();
    expect(await isIn()).toBe(false);

    expect((await signIn()).body.code).toBe('second-factor-required');
    await tabTo(page, /^Take away the second factor$/);
    await page.keyboard.press('Enter');
    await dialog.getByText('Be sure that it is them who ask').waitFor();
    await focused('Take it away').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Dora Example has no second factor now.').waitFor();
    await button('Take away the second factor').waitFor({ state: 'detached' });
    expect((await signIn()).status).toBe(201);

    for (const action of ['endSessionsOfMember', 'resetSecondFactor']) {
      const { items } = (await server.call('GET', `/v1/audit-entries?action=${action}`)).body;
      expect(items, action).toMatchObject([
        { outcome: 'succeeded', target: { id: member.id }, actor: { name: 'Ada Example' } },
      ]);
    }
  });

  it('moves a bot to another division, and sees in the list where each is', async () => {
    const division = await createDivision(server, 'Support');
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'Mover' } });
    await open(`/bots/${bot.id}/settings`);
    await pick('Division', 'Support');
    await button('Move').click();
    await button('Move the bot').click();
    await page.getByText('Mover belongs to Support.').waitFor();
    expect((await server.call('GET', `/v1/bots/${bot.id}`)).body.divisionId).toBe(division);
    await open('/bots?q=Mover');
    await page.getByRole('link', { name: /Mover.*In Support/ }).waitFor();
  });
});

describe('an administrator', () => {
  it('is offered no role that they do not hold, and cannot change an owner', async () => {
    const admin = await createMember(server, everywhere('administrator'));
    const [name = '', value = ''] = admin.cookie.split('=');
    await context.clearCookies();
    await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
    await open('/settings/members?invite=true');
    await page.getByRole('combobox', { name: 'Role' }).click();
    const disabled = (name: string) =>
      page.getByRole('option', { name, exact: true }).getAttribute('data-combobox-disabled');
    await expect.poll(() => disabled('Owner')).toBe('true');
    await expect.poll(() => disabled('Designer')).toBeNull();
    await open('/settings/members');
    await button('Look at Ada Example').click();
    await page.getByText('You cannot change this member').waitFor();
    await expect.poll(() => button('Remove').count()).toBe(0);
  });
});

describe('the pages of members and roles', () => {
  it('have nothing that a screen reader or a small screen stumbles over', async () => {
    await invite(server, everywhere('designer'));
    for (const width of [1_280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const [path, ready] of [
        ['/settings/members', 'Invited'],
        ['/settings/members?invite=true', 'Make the invitation'],
        ['/settings/roles', 'Administrator'],
        ['/settings/roles?role=designer', 'Every workspace has this role; it cannot be changed.'],
        ['/settings/roles?tab=divisions', 'New things go here'],
      ] as const) {
        await open(path);
        await page.getByText(ready).first().waitFor();
        expect(await violationsOn(page), `${path} at ${width}`).toEqual([]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });
});
