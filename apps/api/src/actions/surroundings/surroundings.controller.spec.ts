import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomProfile, SalesforceAction } from '../../../../../test/support/actions.js';
import { Person } from '../../../../../test/support/person.js';
import { expectStatus, startWorld, type World } from '../../../../../test/support/world.js';
import { codeIn } from '../../authorization-requests/testing/test-browser.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const call = (...request: Parameters<World['server']['call']>) => world.server.call(...request);
const shown = async (action: SalesforceAction) => (await call('GET', action.path)).body;

/** A person takes everything back that they granted. */
async function revokeAtProvider(user: string): Promise<void> {
  const url = `${world.sandbox.url}/control/salesforce/revoke-grants`;
  const headers = { 'content-type': 'application/json' };
  await fetch(url, { method: 'POST', headers, body: JSON.stringify({ user }) });
}

/** Goes to the provider as Ada, and types the code back. */
async function authorize(link: { readonly id: string; readonly url: string }): Promise<string> {
  const page = await new Person(world.server.url).authorize(link.url);
  const body = { code: codeIn(page.html) };
  const proven = expectStatus(await call('POST', `/v1/authorization-requests/${link.id}/verify`, { body }), 200);
  return proven.body.authorizationId as string;
}

async function preAuthorize(action: SalesforceAction): Promise<string> {
  const body = { returnUrl: '/bots/mine?step=authorized' };
  return authorize(expectStatus(await call('POST', `${action.path}/authorize`, { body }), 201).body);
}

describe('the shared authorization of an action', () => {
  it('is shown beside it, is checked when it is enabled again, and keeps its id when it must be renewed', async () => {
    const action = await SalesforceAction.configure(world.server, { authorizationMode: 'pre-authorized' });
    expect(await shown(action)).toMatchObject({ state: 'available', authorization: null, fault: null });
    const id = await preAuthorize(action);
    await action.enable();
    expect(await shown(action)).toMatchObject({
      ...{ state: 'configured', authorizationId: id, fault: null, endUserAuthorizationCount: 0 },
      authorization: {
        ...{ id, state: 'active', accountName: 'Ada Example', isRefreshable: true, scopes: ['api', 'refresh_token'] },
        edition: expect.stringContaining('Developer'),
      },
    });
    expect((await call('GET', `/v1/bots/${action.botId}/actions?status=configured`)).text).toContain('Ada Example');

    await call('POST', `${action.path}/disable`);
    expect((await shown(action)).authorization.id).toBe(id);
    await action.enable();

    await call('POST', `${action.path}/disable`);
    world.sandbox.tokens.salesforce.expireAccessTokens();
    await action.enable();

    await call('POST', `${action.path}/disable`);
    await revokeAtProvider('ada@sandbox.example');
    const refused = await call('POST', `${action.path}/enable`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'authorization-lost' } });
    expect(await shown(action)).toMatchObject({
      ...{ state: 'disabled', authorizationId: null },
      authorization: { id, state: 'needs-reauthorization', accountName: 'Ada Example' },
      fault: { message: expect.stringMatching(/\w+ \w+/), cure: expect.stringContaining('Authorize the action again') },
    });
    expect(await preAuthorize(action)).toBe(id);
    await action.enable();
    expect(await shown(action)).toMatchObject({ state: 'configured', fault: null, authorization: { id } });
  });

  it('leads back to a path of this server, and to no other server by a path', async () => {
    const action = await SalesforceAction.configure(world.server, { authorizationMode: 'pre-authorized' });
    for (const returnUrl of ['//evil.example/', '/\\evil.example', '/\t/evil.example']) {
      const answer = await call('POST', `${action.path}/authorize`, { body: { returnUrl } });
      expect(answer.body.violations, returnUrl).toMatchObject([{ pointer: '/returnUrl' }]);
    }
    const { body } = await call('POST', `${action.path}/authorize`, { body: { returnUrl: '/bots/mine' } });
    const cancelled = await call('POST', `/v1/authorization-requests/${body.id}/cancel`);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', reason: 'withdrawn' });
    const page = await new Person(world.server.url).open(body.url);
    expect(page.html).toContain(`href="${world.server.url}/bots/mine?authorizationRequestId=`);
  });
});

describe('what goes with an action', () => {
  it('is told before it is deleted', async () => {
    const action = await SalesforceAction.forEndUsers(world.server);
    expect((await call('GET', `${action.path}/deletion`)).body).toEqual({
      ...{ authorizations: 0, endUsers: 0, dialogTasks: [], conversationsWaiting: 0 },
    });
    await action.install('create-lead');
    await authorize(await action.link('u-1'));
    const endUser = { id: 'u-2' };
    const started = await call('POST', `/v1/bots/${action.botId}/conversations`, { body: { endUser } });
    await action.link('u-2', { conversationId: expectStatus(started, 201).body.id });
    const { body } = await call('GET', `${action.path}/deletion`);
    expect(body).toMatchObject({ authorizations: 1, endUsers: 1, conversationsWaiting: 1 });
    expect(body.dialogTasks).toEqual([{ id: expect.stringMatching(/^dlg_/), name: expect.any(String) }]);
    const view = await shown(action);
    expect(view).toMatchObject({ dialogTasks: body.dialogTasks, endUserAuthorizationCount: 1 });
    expectStatus(await call('DELETE', action.path), 204);
    expect((await call('GET', `${action.path}/deletion`)).status).toBe(404);
  });
});

describe('an operation of an action', () => {
  it('tells its schemas, on whose behalf it runs, and the scopes that are missing', async () => {
    const profile = await createCustomProfile(world, { scopes: ['refresh_token'] });
    const settings = { authorizationMode: 'end-user', authProfileId: profile.id } as const;
    const action = await SalesforceAction.configure(world.server, settings);
    const { body } = await call('GET', `${action.path}/operations/create-lead`);
    expect(body).toMatchObject({
      ...{ id: 'salesforce.create-lead', effect: 'write', isEnabled: false, runsAs: 'end-user' },
      ...{ missingScopes: ['api'], input: { type: 'object' }, example: { lastName: 'Hopper' } },
    });
    const { body: bot } = await call('POST', '/v1/bots', { body: { name: 'Nothing configured' } });
    const there = await call('GET', `/v1/bots/${bot.id}/actions/salesforce/operations/create-lead`);
    expect(there.body).toMatchObject({ isEnabled: false, runsAs: null, missingScopes: [] });
    for (const path of [`${action.path}/operations/none`, `/v1/bots/${bot.id}/actions/none/operations/create-lead`]) {
      expect((await call('GET', path)).status).toBe(404);
    }
  });
});

describe('authorizations', () => {
  it('are found by account, by person and by subject, with the app that they were given to', async () => {
    const action = await SalesforceAction.forEndUsers(world.server);
    await authorize(await action.link('u-77'));
    const find = async (query: string) => {
      const { body } = await call('GET', `/v1/authorizations?botId=${action.botId}&${query}`);
      return body.items.length as number;
    };
    for (const search of ['ada', 'EXAMPLE', 'grace', 'u-77']) expect(await find(`search=${search}`), search).toBe(1);
    for (const search of ['nobody', '%25', '_da', '%5C', "'--"]) expect(await find(`search=${search}`), search).toBe(0);
    expect([await find('subject=end-user'), await find('subject=shared')]).toEqual([1, 0]);
    const { body } = await call('GET', `/v1/authorizations?botId=${action.botId}`);
    expect(body.items[0]).toMatchObject({
      client: { authProfileId: 'system-salesforce', clientId: 'attache-sandbox-system-app' },
      endUser: { id: 'u-77' },
    });
    expect(body.items[0]).toHaveProperty('nextRefreshAt');
  });
});
