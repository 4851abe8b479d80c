import { generateKeyPairSync } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeIn, titleOf } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { createCustomProfile, SalesforceAction } from './support/actions.js';
import { allowAtSandbox, startBrowser } from './support/browser.js';
import { Person } from './support/person.js';
import { Receiver } from './support/receiver.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await Receiver.start();
  [world, browser] = await Promise.all([startWorld({ allowedHosts: [receiver.host] }), startBrowser()]);
  await receiver.subscribe(world.server);
});
beforeEach(() => world.sandbox.store.salesforce.reset());
afterAll(async () => {
  await browser.close();
  await world.close();
  await receiver.close();
});

/** The id of a profile of each kind. */
const profiles = {
  system: async () => 'system-salesforce',
  custom: async () => (await createCustomProfile(world)).id,
  'custom with PKCE': async () => (await createCustomProfile(world, { grantType: 'authorization-code-pkce' })).id,
} as const;
const kinds = Object.keys(profiles) as (keyof typeof profiles)[];

/** What the leads of the sandbox are called, without those that it began with. */
function leads(): readonly string[] {
  const names = world.sandbox.store.salesforce.list('Lead').map((lead) => String(lead['LastName']));
  return names.filter((name) => name.startsWith('Story'));
}

describe.each(kinds)('an action with a %s profile', (kind) => {
  it('works for an end user, as the very account that the end user allowed', async () => {
    const { server, sandbox } = world;
    const settings = { authorizationMode: 'end-user', authProfileId: await profiles[kind]() } as const;
    const action = await SalesforceAction.configure(server, settings);
    expect((await action.createLead('Story-early', 'u-1')).body.code).toBe('action-not-enabled');
    await action.enable();

    const asked = expectStatus(await action.createLead('Story-asked', 'u-1'), 409);
    expect(asked.body.code).toBe('authorization-required');
    expect(leads()).toEqual([]);

    const { id, url } = asked.body.authorizationRequest as { id: string; url: string };
    const page = await new Person(server.url).authorize(url, { username: 'ben@sandbox.example' });
    expect(titleOf(page.html)).toBe('One last step');
    expect((await action.createLead('Story-unproven', 'u-1')).status).toBe(409);
    const verify = `/v1/authorization-requests/${id}/verify`;
    const proven = expectStatus(await server.call('POST', verify, { body: { code: codeIn(page.html) } }), 200);
    expect(proven.body).toMatchObject({ status: 'completed', accountName: 'Ben Example', subject: 'end-user' });

    const made = expectStatus(await action.createLead('Story-done', 'u-1'), 200);
    expect(made.body.output.url).toContain(sandbox.url);
    expect((await action.createLead('Story-foreign', 'u-2')).body.code).toBe('authorization-required');
    expect(leads()).toEqual(['Story-done']);
    expect((await receiver.hear('completed', id)).data).toMatchObject({ accountName: 'Ben Example' });
  });

  it('works for everybody once its designer has authorized it by API, typing the code of the last page', async () => {
    const { server } = world;
    const settings = { authorizationMode: 'pre-authorized', authProfileId: await profiles[kind]() } as const;
    const action = await SalesforceAction.configure(server, settings);
    expect((await server.call('POST', `${action.path}/enable`)).body.code).toBe('authorization-required');
    const { body: begun } = expectStatus(await server.call('POST', `${action.path}/authorize`, { body: {} }), 201);

    const page = await new Person(server.url).authorize(begun.url as string);
    expect((await server.call('POST', `${action.path}/enable`)).status).toBe(409);
    const verify = `/v1/authorization-requests/${begun.id}/verify`;
    const proven = expectStatus(await server.call('POST', verify, { body: { code: codeIn(page.html) } }), 200);
    expect(proven.body).toMatchObject({ status: 'completed', subject: 'shared' });
    await action.enable();

    expectStatus(await action.createLead('Story-anybody', 'u-1'), 200);
    expectStatus(await action.createLead('Story-nobody'), 200);
    expect([...leads()].sort()).toEqual(['Story-anybody', 'Story-nobody']);
    const listed = await server.call('GET', action.path);
    expect(listed.body).toMatchObject({ state: 'configured', authorizationId: proven.body.authorizationId });
  });
});

describe('the proof of who authorized', () => {
  it('is the session of the member who began, in the same real browser: no code is asked', async () => {
    const { server } = world;
    const action = await SalesforceAction.configure(server, { authorizationMode: 'pre-authorized' });
    const context = await browser.newContext();
    const [name = '', value = ''] = server.cookie.split('=');
    await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
    const page = await context.newPage();
    const headers = { origin: server.url };
    const answer = await context.request.post(server.url + action.path + '/authorize', { headers, data: {} });
    const begun = (await answer.json()) as { id: string; url: string };
    await page.goto(begun.url);
    await page.getByRole('button', { name: /continue/i }).click();
    await allowAtSandbox(page);
    await page.waitForURL(/\/oauth\/result\//);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Salesforce is connected');
    await expect.poll(() => page.textContent('main')).not.toMatch(/\d{3} \d{3}/);
    await context.close();
    await action.enable();
    expectStatus(await action.createLead('Story-member'), 200);
    const told = (await receiver.hear('completed', begun.id)).data;
    expect(told).toMatchObject({ subject: 'shared', accountName: 'Ada Example', reason: 'authorized' });
  });

  it('is not the session of another browser: there a code is shown', async () => {
    const { server } = world;
    const action = await SalesforceAction.configure(server, { authorizationMode: 'pre-authorized' });
    const headers = { cookie: server.cookie, origin: server.url };
    const begun = await server.call('POST', `${action.path}/authorize`, { key: null, headers, body: {} });
    const page = await new Person(server.url).authorize(expectStatus(begun, 201).body.url as string);
    expect(codeIn(page.html)).toMatch(/^\d{6}$/);
    expect((await server.call('POST', `${action.path}/enable`)).status).toBe(409);
  });

  it('is the word of the host, for the person who was asked', async () => {
    const { server } = world;
    const action = await SalesforceAction.forEndUsers(server);
    const link = await action.link('u-7', { returnUrl: 'https://chat.example.com/back?a=1' });
    const page = await new Person(server.url).authorize(link.url);
    expect(page.html).toContain(`https://chat.example.com/back?a=1&amp;authorizationRequestId=${link.id}`);
    const confirm = `/v1/authorization-requests/${link.id}/confirm`;
    const confirmed = expectStatus(await server.call('POST', confirm, { body: { endUserId: 'u-7' } }), 200);
    expect(confirmed.body.status).toBe('completed');
    expectStatus(await action.createLead('Story-vouched', 'u-7'), 200);
    const again = expectStatus(await server.call('POST', confirm, { body: { endUserId: 'u-7' } }), 409);
    expect(again.body.code).toBe('proof-not-awaited');
  });

  it('fails for good when the host names another person, and both tokens are given back', async () => {
    const { server, sandbox } = world;
    const action = await SalesforceAction.forEndUsers(server);
    const link = await action.link('u-8');
    await new Person(server.url).authorize(link.url);
    const revocations = sandbox.journal.salesforce.count('revoke');
    const confirm = `/v1/authorization-requests/${link.id}/confirm`;
    const refused = expectStatus(await server.call('POST', confirm, { body: { endUserId: 'u-9' } }), 409);
    expect(refused.body).toMatchObject({ reason: 'another-person' });
    expect((await action.createLead('Story-stolen', 'u-8')).status).toBe(409);
    expect((await action.createLead('Story-stolen', 'u-9')).status).toBe(409);
    await receiver.hear('failed', link.id);
    await expect.poll(() => sandbox.journal.salesforce.count('revoke'), { timeout: 15_000 }).toBe(revocations + 2);
  });
});

describe('a client credentials profile', () => {
  it('needs nobody to click: authorize answers at once, and a lead can be made', async () => {
    const { server } = world;
    const { id } = await createCustomProfile(world, { grantType: 'client-credentials', authorizationUrl: null });
    const settings = { authorizationMode: 'pre-authorized', authProfileId: id } as const;
    const action = await SalesforceAction.configure(server, settings);
    const begun = expectStatus(await server.call('POST', `${action.path}/authorize`, { body: {} }), 201);
    expect(begun.body).toMatchObject({ url: null, status: 'completed' });
    await action.enable();
    expectStatus(await action.createLead('Story-robot'), 200);
    expect(leads()).toEqual(['Story-robot']);
  });

  it('cannot serve end users, and says so before anybody gets a link', async () => {
    const { server } = world;
    const { id } = await createCustomProfile(world, { grantType: 'client-credentials', authorizationUrl: null });
    const bot = await server.call('POST', '/v1/bots', { body: { name: 'Robot' } });
    const body = { authorizationMode: 'end-user', authProfileId: id };
    const refused = await server.call('PUT', `/v1/bots/${bot.body.id}/actions/salesforce`, { body });
    expect([refused.status, refused.body.violations?.[0]?.pointer]).toEqual([400, '/authorizationMode']);
  });
});

describe('a JWT bearer profile', () => {
  it('needs nobody to click, and asks anew with a fresh assertion when its token is refused', async () => {
    const { server, sandbox } = world;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const app = sandbox.apps.salesforce.register({
      ...{ name: 'Signed', redirectUris: [] },
      publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    });
    const { id } = await createCustomProfile(world, {
      ...{ grantType: 'jwt-bearer', authorizationUrl: null, scopes: [], clientId: app.clientId },
      clientSecret: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
      subject: 'ada@sandbox.example',
    });
    const tested = await server.call('POST', `/v1/auth-profiles/${id}/test`, { body: {} });
    expect(tested.body).toMatchObject({ ok: true });
    const settings = { authorizationMode: 'pre-authorized', authProfileId: id } as const;
    const action = await SalesforceAction.configure(server, settings);
    const begun = expectStatus(await server.call('POST', `${action.path}/authorize`, { body: {} }), 201);
    expect(begun.body).toMatchObject({ url: null, status: 'completed' });
    await action.enable();
    expectStatus(await action.createLead('Story-signed'), 200);
    sandbox.tokens.salesforce.expireAccessTokens();
    expectStatus(await action.createLead('Story-signed-again'), 200);
    expect(leads()).toEqual(['Story-signed', 'Story-signed-again']);
  });
});
