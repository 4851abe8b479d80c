import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCustomProfile, SalesforceAction } from './support/actions.js';
import { allowAtSandbox, startBrowser } from './support/browser.js';
import { faultsOf, signedIn } from './support/console.js';
import { Person } from './support/person.js';
import { call } from './support/server.js';
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

const open = (path: string, where = page) => where.goto(new URL(path, world.server.url).href);
const article = (name: string, where: Page) => where.getByRole('article', { name, exact: true });
const region = (name: string, where = page) => where.getByRole('region', { name, exact: true });
const api = async (method: string, path: string, body?: unknown, status = 200) =>
  expectStatus(await world.server.call(method, `/v1${path}`, { body }), status).body;
const unique = (words: string) => `${words} ${randomBytes(3).toString('hex')}`;

/** Makes a role that sees profiles and manages none, and somebody who has it. */
async function hireDesigner(roleName: string) {
  const permissions = ['bots:view', 'bots:edit', 'actions:view', 'actions:manage', 'auth-profiles:view'];
  const role = await api(
    'POST',
    '/roles',
    { name: roleName, permissions: [...permissions, 'runs:view', 'runs:create', 'members:view'] },
    201,
  );
  const invited = await api(
    'POST',
    '/invitations',
    { email: `${randomBytes(4).toString('hex')}@example.com`, grants: [{ role: role.id, divisionId: null }] },
    201,
  );
  const token = new URL(invited.url).hash.slice(1);
  const body = { token, name: 'Dora Designer', password: 'correct horse battery' };
  const headers = { origin: world.server.url };
  const joined = await call(world.server.url, 'POST', '/v1/invitations/accept', { body, headers });
  if (joined.status >= 300) throw new Error(joined.text);
  const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
  const designer = await signedIn(browser, { ...world.server, cookie });
  const designersPage = await designer.newPage();
  return { cookie, context: designer, page: designersPage, memberId: String(joined.body.memberId) };
}

/** Whether somebody hears in their inbox that a role of theirs was invited. */
async function toldOfInvitations(cookie: string): Promise<boolean | undefined> {
  const { body } = await call(world.server.url, 'GET', '/v1/notice-preferences', { headers: { cookie } });
  return (body.items as Preference[]).find(({ kind }) => kind === 'profile-invited')?.isInInbox;
}

interface Preference {
  readonly kind: string;
  readonly isInInbox: boolean;
}

interface Listed {
  readonly id: string;
  readonly authProfileId: string;
  readonly subject: string;
}

/** Presses what opens a window of the provider, and allows access there as somebody; null: who is signed in there already. */
async function authorizeInWindow(where: Page, press: () => Promise<unknown>, who: RegExp | null = /Ada/) {
  const [popUp] = await Promise.all([where.context().waitForEvent('page'), press()]);
  await popUp.getByRole('button', { name: /continue/i }).click();
  if (who !== null) await popUp.getByRole('radio', { name: who }).check();
  const closed = popUp.waitForEvent('close');
  await allowAtSandbox(popUp);
  await closed;
}

describe('an auth profile with invited roles', () => {
  it('is used by those whose role an administrator invited; another one stands there and says whom to ask', async () => {
    const roleName = unique('Sales designers');
    const [open1, closed, designer] = await Promise.all([
      createCustomProfile(world, { name: unique('Sales CRM'), invitedRoles: [] }),
      createCustomProfile(world, { name: unique('Finance CRM'), invitedRoles: [] }),
      hireDesigner(roleName),
    ]);
    const profile = await api('GET', `/auth-profiles/${open1.id}`);
    const other = await api('GET', `/auth-profiles/${closed.id}`);
    await open(`/auth-profiles/${open1.id}`);
    const access = region('Who may use it');
    await access.getByText('Only who manages it').waitFor();
    await access.getByRole('button', { name: 'Change who may use it' }).click();
    await access.getByRole('radio', { name: /These roles too/ }).check();
    await access.getByRole('combobox', { name: 'Invited roles' }).click();
    await page.getByRole('option', { name: roleName }).click();
    await page.keyboard.press('Escape');
    await access.getByRole('button', { name: 'Save' }).click();
    await access.getByText(roleName).waitFor();

    const bot = await api('POST', '/bots', { name: unique('Sales bot') }, 201);
    await open(`/bots/${bot.id}/actions/salesforce?tab=authorization`, designer.page);
    await designer.page.getByRole('radio', { name: /Custom/ }).click();
    await designer.page
      .getByText(new RegExp(`Ask Ada Example to invite one of your roles to .*${other.name}`))
      .waitFor();
    const tellMe = designer.page.getByRole('switch', { name: /Tell me in my inbox/ });
    // It shows what the server says, and so not at once what was clicked.
    await tellMe.click({ force: true });
    await expect.poll(() => toldOfInvitations(designer.cookie)).toBe(false);
    await expect.poll(() => tellMe.isChecked()).toBe(false);
    await tellMe.click({ force: true });
    await expect.poll(() => toldOfInvitations(designer.cookie)).toBe(true);
    await designer.page.getByRole('combobox', { name: 'Profile' }).click();
    const option = (name: string) => designer.page.getByRole('option', { name: new RegExp(name) });
    await expect.poll(() => option(other.name).getAttribute('data-combobox-disabled')).toBe('true');
    await option(profile.name).click();
    await designer.page.getByRole('button', { name: 'Enable' }).click();
    await designer.page.getByRole('dialog').getByRole('button', { name: 'Skip for now' }).click();

    const path = `/v1/bots/${bot.id}/actions/salesforce`;
    const headers = { cookie: designer.cookie, origin: world.server.url };
    const refused = await call(world.server.url, 'PUT', path, {
      body: { authorizationMode: 'end-user', authProfileId: closed.id },
      headers,
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'auth-profile-not-invited']);
    await open('/connections', designer.page);
    await article(profile.name, designer.page).waitFor();
    await expect.poll(() => article(other.name, designer.page).count()).toBe(0);
    await designer.context.close();
  });
});

describe('a shared token and one’s own account', () => {
  it('stand side by side: a run as oneself uses one’s own, and leaves the shared one alone', async () => {
    const roleName = unique('Operators of sales');
    const [{ id }, designer] = await Promise.all([
      createCustomProfile(world, { name: unique('CRM of all'), invitedRoles: null }),
      hireDesigner(roleName),
    ]);
    const { name } = await api('GET', `/auth-profiles/${id}`);
    await open(`/auth-profiles/${id}`);
    const shared = region('Shared token');
    const save = shared.getByRole('button', { name: 'Save a login as the shared token' });
    await save.waitFor();
    await authorizeInWindow(page, () => save.click());
    await shared.getByText('Authorized as Ada Example').waitFor();
    await shared.getByText(/ada@sandbox.example/).waitFor();
    for (const told of ['Scopes', 'Access token ends', 'Can be refreshed']) await shared.getByText(told).waitFor();
    expect(await violationsOn(page)).toEqual([]);

    const bot = await api('POST', '/bots', { name: unique('Unattended') }, 201);
    const action = `/bots/${bot.id}/actions/salesforce`;
    await open(`${action}?tab=authorization`, designer.page);
    await designer.page.getByRole('radio', { name: /Pre-authorize/ }).click();
    await designer.page.getByRole('radio', { name: /Custom/ }).click();
    await designer.page.getByRole('combobox', { name: 'Profile' }).click();
    await designer.page.getByRole('option', { name: new RegExp(name) }).click();
    await designer.page.getByText('Already authorized as Ada Example').waitFor();
    await designer.page.getByRole('button', { name: 'Enable' }).click();
    await designer.page.getByRole('dialog').getByRole('button', { name: 'Skip for now' }).click();

    // Another account for this action alone: authorized while the shared one serves, then saved.
    const login = (words: RegExp) => designer.page.getByRole('radio', { name: words });
    await login(/A login of this action’s own/).click();
    await authorizeInWindow(
      designer.page,
      () => designer.page.getByRole('button', { name: 'Authorize', exact: true }).click(),
      /Ben/,
    );
    await region('Shared authorization', designer.page)
      .getByText(/Ben Example/)
      .waitFor();
    await designer.page.getByRole('button', { name: 'Save changes' }).click();
    await designer.page.getByRole('dialog').getByRole('button', { name: 'Change it' }).click();
    const settings = { state: 'configured', authorizationSource: 'action', usesProfileAuthorization: false };
    await expect.poll(() => api('GET', action)).toMatchObject(settings);
    // Ending it takes a permission of its own.
    await designer.page.getByText(/ask somebody who may revoke authorizations/).waitFor();
    await expect.poll(() => login(/The login saved with/).isDisabled()).toBe(true);
    await open(`${action}?tab=authorization`);
    await page.getByRole('radio', { name: /The login saved with/ }).click();
    await page.getByText(/Unattended work, such as dialogs and API keys, uses the login saved with/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Ben Example, this action’s own, is revoked/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Change it' }).click();
    await expect
      .poll(() => api('GET', action))
      .toMatchObject({ state: 'configured', authorizationSource: 'profile', usesProfileAuthorization: true });

    await open('/connections', designer.page);
    const card = article(name, designer.page);
    const connect = card.getByRole('button', { name: 'Connect my account' });
    await authorizeInWindow(designer.page, () => connect.click(), null);
    await card.getByText('Ben Example (ben@sandbox.example)').waitFor();
    await card.getByText('Ada Example (ada@sandbox.example), for everybody').waitFor();
    expect(await violationsOn(designer.page)).toEqual([]);

    await open(`${action}?tab=operations&operation=search-leads`, designer.page);
    await designer.page.getByRole('radio', { name: /^Me, with my own account/ }).check();
    await designer.page.getByText(/Ben Example \(ben@sandbox.example\): only you/).waitFor();
    await designer.page.getByRole('button', { name: 'Fill in an example' }).click();
    await designer.page.getByRole('button', { name: 'Run', exact: true }).click();
    await designer.page.getByText(/Succeeded in/).waitFor();
    const { items } = await api('GET', '/authorizations?limit=100');
    const own = (items as Listed[]).find(({ authProfileId, subject }) => authProfileId === id && subject === 'member');
    const lastRun = async () => (await api('GET', `/bots/${bot.id}/runs`)).items[0];
    await expect.poll(lastRun).toMatchObject({ authorizationId: own?.id, memberId: designer.memberId });

    await open('/authorizations?subject=member');
    await page.getByText('Dora Designer').first().waitFor();
    await open('/connections', designer.page);
    await card.getByRole('button', { name: 'Disconnect' }).click();
    await designer.page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await designer.page.getByText(/Disconnected, and our copy is erased/).waitFor();
    await card.getByText('Not connected').waitFor();
    await card.getByText('Ada Example (ada@sandbox.example), for everybody').waitFor();
    await designer.context.close();
  });
});

describe('an emergency stop', () => {
  it('ends everything of a profile with receipts; the bot says so, and asks anew once it is resumed', async () => {
    const { id } = await createCustomProfile(world, { name: unique('Leaked CRM') });
    const { name } = await api('GET', `/auth-profiles/${id}`);
    const action = await SalesforceAction.configure(world.server, { authorizationMode: 'end-user', authProfileId: id });
    await action.enable();
    for (const endUserId of ['u-1', 'u-2']) {
      const link = await action.link(endUserId);
      await new Person(world.server.url).authorize(link.url);
      await api('POST', `/authorization-requests/${link.id}/confirm`, { endUserId });
    }
    expectStatus(await action.run('search-leads', { keyword: 'Ada' }, 'u-1'), 200);
    await action.install('create-lead');
    const talk = await api('POST', `/bots/${action.botId}/conversations`, { endUser: { id: 'u-1' } }, 201);
    const say = async (text: string) =>
      JSON.stringify((await api('POST', `/conversations/${talk.id}/messages`, { text })).messages);

    await open(`/auth-profiles/${id}`);
    await region('Emergency stop').getByRole('button', { name: 'Emergency stop' }).click();
    const question = page.getByRole('dialog');
    const confirm = question.getByRole('button', { name: 'Revoke everything' });
    await expect.poll(() => confirm.isDisabled()).toBe(true);
    await question.getByRole('textbox').fill(name);
    await confirm.click();
    await page.getByText('Stopped: nobody can authorize with this profile').waitFor();
    await page.getByText('Revoked at the system: 2').waitFor();
    await page.getByText(/2 authorizations: 2 of end users/).waitFor();
    await expect.poll(() => page.getByRole('table', { name: 'Receipts' }).getByRole('row').count()).toBe(3);
    expect(await violationsOn(page)).toEqual([]);
    const refused = await action.run('search-leads', { keyword: 'Ada' }, 'u-1');
    expect([refused.status, refused.body.code]).toEqual([409, 'auth-profile-paused']);
    expect(await say('create a lead for Ada Byron at Analytical Engines')).toMatch(
      /was stopped and everything of it revoked/,
    );

    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText(`${name} can be used again.`).waitFor();
    const asked = expectStatus(await action.run('search-leads', { keyword: 'Ada' }, 'u-1'), 409);
    expect(asked.body).toMatchObject({ code: 'authorization-required', authorizationRequest: expect.any(Object) });
    expect(await say('create a lead for Ada Byron at Analytical Engines')).toContain('authorization-link');
  });
});
