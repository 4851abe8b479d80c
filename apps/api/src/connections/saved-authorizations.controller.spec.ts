import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProfileFixture, type TestMember } from './testing/profile-fixture.js';

let fixture: ProfileFixture;

beforeAll(async () => {
  fixture = await ProfileFixture.start();
});
afterAll(() => fixture.stop());

const app = { grantType: 'client-credentials', authorizationUrl: null };
const stateOf = async (path: string) => (await fixture.call('GET', path)).body.state as string;
const lead = { lastName: 'Hopper', company: 'Example' };

describe('the token that is saved with a profile', () => {
  it('serves pre-authorized actions that have none of their own, of all bots', async () => {
    const { id, path } = await fixture.profile(app);
    const [one, two] = [await fixture.action(id), await fixture.action(id)];
    expect(await fixture.call('GET', `${path}/authorization`)).toMatchObject({ body: { authorization: null } });
    expect((await fixture.call('POST', `${one.path}/enable`)).body.code).toBe('authorization-required');
    expect((await fixture.call('POST', `${path}/authorize`, {})).body).toMatchObject({
      status: 'completed',
      url: null,
    });
    const { authorization } = (await fixture.call('GET', `${path}/authorization`)).body;
    expect(authorization).toMatchObject({ state: 'active', connectorId: 'salesforce', isRefreshable: true });
    expect(JSON.stringify(authorization)).not.toContain('canary');
    for (const action of [one, two]) {
      expect(await fixture.call('POST', `${action.path}/enable`)).toMatchObject({
        status: 200,
        body: { state: 'configured', authorizationSource: 'profile', authorizationId: authorization.id },
      });
    }
    expect((await fixture.call('POST', `${one.path}/authorize`, {})).status).toBe(201);
    expect((await fixture.call('GET', one.path)).body).toMatchObject({ authorizationSource: 'action' });
    expect((await fixture.call('GET', two.path)).body).toMatchObject({ authorizationSource: 'profile' });
  });

  it('serves none that says that it must have its own', async () => {
    const { id, path } = await fixture.profile(app);
    const action = await fixture.action(id);
    await fixture.call('POST', `${path}/authorize`, {});
    const body = { authorizationMode: 'pre-authorized', authProfileId: id };
    await fixture.call('PUT', action.path, { ...body, usesProfileAuthorization: false });
    expect((await fixture.call('POST', `${action.path}/enable`)).body.code).toBe('authorization-required');
    await fixture.call('PUT', action.path, { ...body, usesProfileAuthorization: true });
    expect((await fixture.call('POST', `${action.path}/enable`)).status).toBe(200);
  });

  it('takes all actions that it serves down when it is revoked, and up again with the next', async () => {
    const { id, path } = await fixture.profile(app);
    const actions = [await fixture.action(id), await fixture.action(id), await fixture.action(id)];
    const own = actions[2];
    await fixture.call('POST', `${path}/authorize`, {});
    await fixture.call('POST', `${own?.path}/authorize`, {});
    for (const action of actions) expect((await fixture.call('POST', `${action.path}/enable`)).status).toBe(200);
    const revoked = await fixture.call('DELETE', `${path}/authorization`);
    expect(revoked).toMatchObject({ status: 200, body: { upstream: 'revoked', erased: true } });
    const states = () => Promise.all(actions.map((action) => stateOf(action.path)));
    await expect.poll(states, { timeout: 10_000 }).toEqual(['error', 'error', 'configured']);
    expect((await fixture.call('DELETE', `${path}/authorization`)).status).toBe(404);
    await fixture.call('POST', `${path}/authorize`, {});
    await expect.poll(states, { timeout: 10_000 }).toEqual(['configured', 'configured', 'configured']);
    const events = await fixture.dataSource.query<{ type: string }[]>(
      `SELECT type FROM events WHERE data->>'authProfileId' = $1 AND type LIKE 'authorization.%' AND data->>'botId' IS NULL
       ORDER BY id`,
      [id],
    );
    expect(events.map(({ type }) => type)).toEqual([
      'authorization.activated',
      'authorization.revoked',
      'authorization.activated',
    ]);
  });

  it('stays when a bot that it serves is deleted', async () => {
    const { id, path } = await fixture.profile(app);
    const { botId } = await fixture.action(id);
    await fixture.call('POST', `${path}/authorize`, {});
    expect((await fixture.call('DELETE', `/v1/bots/${botId}`)).status).toBeLessThan(300);
    const { authorization } = (await fixture.call('GET', `${path}/authorization`)).body;
    expect(authorization).toMatchObject({ state: 'active' });
    expect((await fixture.call('DELETE', path)).body.code).toBe('auth-profile-in-use');
    await fixture.call('DELETE', `${path}/authorization`);
    expect((await fixture.call('DELETE', path)).status).toBe(204);
  });

  it('ends at once when the profile has another client, and a check says so before', async () => {
    const { id, path } = await fixture.profile(app);
    const action = await fixture.action(id);
    await fixture.call('POST', `${path}/authorize`, {});
    await fixture.call('POST', `${action.path}/enable`);
    const affected = { cause: 'registration', actions: 1, authorizations: 1, shared: 1, members: 0, endUsers: 0 };
    const checked = await fixture.call('POST', '/v1/auth-profiles/check', { profileId: id, clientId: 'other' });
    expect(checked.body.affected).toMatchObject({ ...affected, bots: [{ botId: action.botId }], toldCount: 1 });
    expect(checked.body.affected.told).toMatchObject([{ name: 'Ada Example' }]);
    expect((await fixture.call('PATCH', path, { clientId: 'other' })).body.affected).toMatchObject(affected);
    await expect.poll(() => stateOf(action.path), { timeout: 10_000 }).toBe('error');
    const { authorization } = (await fixture.call('GET', `${path}/authorization`)).body;
    expect(authorization).toMatchObject({ state: 'needs-reauthorization' });
  });

  it('is saved by who manages the profile; the owner of a browser finishes it there', async () => {
    const { path } = await fixture.profile();
    const viewer = await fixture.member(['viewer', null]);
    expect((await viewer.call('POST', `${path}/authorize`, {})).status).toBe(403);
    const designer = await fixture.member(['designer', null]);
    const { body: link } = await designer.call('POST', `${path}/authorize`, {});
    expect(await designer.finish(link.url)).toBe(303);
    expect((await viewer.call('GET', `${path}/authorization`)).body.authorization).toMatchObject({ state: 'active' });
    const { body: request } = await designer.call('GET', `/v1/authorization-requests/${link.id}`);
    expect(request).toMatchObject({ status: 'completed', botId: null, actionId: null, subject: 'shared' });
    expect((await viewer.call('GET', `/v1/authorization-requests/${link.id}`)).status).toBe(404);
  });

  it('is read as a token by who may use the profile, and revoked by who manages it', async () => {
    const reading = ['auth-profiles:view', 'authorizations:view', 'authorizations:read-token', 'authorizations:revoke'];
    const [reader, invited] = [await fixture.role(reading), await fixture.role(reading)];
    const { id, path } = await fixture.profile({ ...app, invitedRoles: [invited] });
    await fixture.call('POST', `${path}/authorize`, {});
    const { authorization } = (await fixture.call('GET', `${path}/authorization`)).body;
    const one = `/v1/authorizations/${authorization.id}`;
    const [stranger, guest, governor] = [
      await fixture.member([reader, null]),
      await fixture.member([invited, null]),
      await fixture.member([
        await fixture.role(['members:view', 'members:manage', 'authorizations:view', 'authorizations:read-token']),
        null,
      ]),
    ];
    const elsewhere = await fixture.member([invited, await fixture.division()]);
    expect((await guest.call('POST', `${one}/token`)).status).toBe(200);
    expect(await stranger.call('POST', `${one}/token`)).toMatchObject({
      status: 403,
      body: { code: 'auth-profile-not-invited', authProfileId: id },
    });
    expect((await stranger.call('GET', one)).status).toBe(200);
    expect((await elsewhere.call('POST', `${one}/token`)).status).toBe(404);
    expect((await governor.call('POST', `${one}/token`)).status).toBe(403);
    const key = async (permissions: readonly string[]) => {
      const { body } = await fixture.call('POST', '/v1/api-keys', { name: 'k', permissions });
      return (method: string, at: string) => fixture.flow.server.call(method, at, { key: body.key as string });
    };
    const [plain, managing] = [await key(reading), await key([...reading, 'auth-profiles:manage'])];
    expect((await plain('POST', `${one}/token`)).body.code).toBe('auth-profile-not-invited');
    expect((await managing('POST', `${one}/token`)).status).toBe(200);
    expect((await fixture.call('PATCH', path, { invitedRoles: null })).status).toBe(200);
    expect((await stranger.call('POST', `${one}/token`)).status).toBe(200);
    expect((await plain('POST', `${one}/token`)).status).toBe(200);
    expect(await (await key(['authorizations:read-token']))('POST', `${one}/token`)).toMatchObject({
      status: 403,
      body: { code: 'permission-missing', permission: 'auth-profiles:view' },
    });
    for (const revoke of [() => guest.call('DELETE', one), () => plain('DELETE', one)]) {
      expect(await revoke()).toMatchObject({ status: 403, body: { permission: 'auth-profiles:manage' } });
    }
    expect((await elsewhere.call('DELETE', one)).status).toBe(404);
    expect((await managing('DELETE', one)).status).toBe(200);
  });

  it('needs a connector where the profile serves any, and takes no other', async () => {
    const { path } = await fixture.profile({ ...app, connectorId: undefined, identityProviderName: 'Any' });
    expect((await fixture.call('POST', `${path}/authorize`, {})).body.violations[0].pointer).toBe('/connectorId');
    expect((await fixture.call('POST', `${path}/authorize`, { connectorId: 'none' })).status).toBe(400);
    const { path: bound } = await fixture.profile(app);
    expect((await fixture.call('POST', `${bound}/authorize`, { connectorId: 'hubspot' })).status).toBe(400);
    expect((await fixture.call('POST', `${bound}/authorize`, { parameters: { evil: 'x' } })).status).toBe(400);
  });
});

describe('a connection of a member', () => {
  it('as a login for an action is followed by whoever began it, though they may look at no requests', async () => {
    const { id } = await fixture.profile();
    const { path } = await fixture.action(id);
    const role = await fixture.role(['actions:view', 'actions:manage', 'auth-profiles:view']);
    const [ada, bob] = [await fixture.member([role, null]), await fixture.member([role, null])];
    const { body: link } = await ada.call('POST', `${path}/authorize`, {});
    const at = `/v1/authorization-requests/${link.id}`;
    expect((await ada.call('GET', at)).body).toMatchObject({ status: 'pending' });
    expect((await ada.call('GET', '/v1/authorization-requests')).body.items).toMatchObject([{ id: link.id }]);
    expect((await bob.call('GET', at)).status).toBe(404);
    expect((await bob.call('GET', '/v1/authorization-requests')).body.items).toEqual([]);
    expect((await ada.call('POST', `${at}/cancel`)).status).toBe(404);
    expect(await ada.finish(link.url)).toBe(303);
    expect((await ada.call('GET', at)).body).toMatchObject({ status: 'completed' });
  });

  it('is followed, proven and seen by a member who may look at no authorizations but their own', async () => {
    const { id } = await fixture.profile();
    const role = await fixture.role(['auth-profiles:view']);
    const [ada, bob] = [await fixture.member([role, null]), await fixture.member([role, null])];
    const begin = async (member: TestMember) =>
      (await member.call('POST', `/v1/connections/${id}/authorize`, {})).body as { id: string; url: string };
    const [link, other] = [await begin(ada), await begin(bob)];
    const at = (request: { readonly id: string }) => `/v1/authorization-requests/${request.id}`;
    expect((await ada.call('GET', at(link))).body).toMatchObject({ id: link.id, status: 'pending' });
    expect((await ada.call('GET', '/v1/authorization-requests')).body.items).toMatchObject([{ id: link.id }]);
    for (const [method, path] of [
      ['GET', at(other)],
      ['POST', `${at(other)}/cancel`],
    ] as const) {
      expect((await ada.call(method, path)).status, path).toBe(404);
    }
    expect((await ada.call('POST', `${at(other)}/verify`, { code: '123456' })).status).toBe(404);
    expect(await ada.finish(link.url)).toBe(303);
    const { authorizationId } = (await ada.call('GET', at(link))).body;
    expect((await ada.call('GET', `/v1/authorizations/${authorizationId}`)).body).toMatchObject({ subject: 'member' });
    expect((await ada.call('GET', '/v1/authorizations')).body.items).toMatchObject([{ id: authorizationId }]);
    expect((await bob.call('GET', `/v1/authorizations/${authorizationId}`)).status).toBe(404);
    expect((await bob.call('GET', '/v1/authorizations')).body.items).toEqual([]);
    expect((await ada.call('POST', `/v1/authorizations/${authorizationId}/token`)).status).toBe(403);
    expect((await bob.call('POST', `${at(other)}/cancel`)).body).toMatchObject({ status: 'cancelled' });
  });

  it('is theirs alone: the shared one is untouched, and nobody else uses it', async () => {
    const { id, path } = await fixture.profile();
    const action = await fixture.action(id);
    const [ada, bob] = [await fixture.member(['designer', null]), await fixture.member(['designer', null])];
    const { body: shared } = await ada.call('POST', `${path}/authorize`, {});
    await ada.finish(shared.url);
    expect((await ada.call('POST', `${action.path}/enable`)).status).toBe(200);
    const { body: link } = await ada.call('POST', `/v1/connections/${id}/authorize`, {});
    expect(await ada.finish(link.url)).toBe(303);
    const { body: connection } = await ada.call('GET', `/v1/connections/${id}`);
    expect(connection).toMatchObject({ mayUse: true, own: { state: 'active' }, shared: { state: 'active' } });
    expect(connection.own.id).not.toBe(connection.shared.id);
    expect((await bob.call('GET', `/v1/connections/${id}`)).body).toMatchObject({ own: null, shared: {} });

    const run = `${action.path}/operations/create-lead/runs`;
    const mine = await ada.call('POST', run, { as: 'me', input: lead });
    expect(mine.body.code).not.toBe('connection-required');
    expect(await bob.call('POST', run, { as: 'me', input: lead })).toMatchObject({
      status: 409,
      body: { code: 'connection-required', authProfileId: id },
    });
    expect((await fixture.call('POST', run, { as: 'me', input: lead })).body.code).toBe('member-required');
    expect((await ada.call('POST', run, { as: 'me', endUserId: 'u1', input: lead })).status).toBe(400);

    const own = `/v1/authorizations/${connection.own.id}`;
    const owner = await fixture.member(['owner', null]);
    expect((await bob.call('GET', own)).status).toBe(404);
    expect((await bob.call('DELETE', own)).status).toBe(404);
    expect((await owner.call('POST', `${own}/token`)).status).toBe(404);
    expect((await owner.call('GET', own)).body).toMatchObject({
      subject: 'member',
      botId: null,
      member: { id: ada.id },
    });
    const { items } = (await owner.call('GET', '/v1/authorizations?subject=member')).body;
    expect(items.map((item: { id: string }) => item.id)).toContain(connection.own.id);
    expect((await bob.call('GET', '/v1/authorizations?subject=member')).body.items).toEqual([]);

    expect(await ada.call('DELETE', `/v1/connections/${id}`)).toMatchObject({ status: 200, body: { erased: true } });
    expect((await ada.call('DELETE', `/v1/connections/${id}`)).status).toBe(404);
    expect((await ada.call('GET', `/v1/connections/${id}`)).body).toMatchObject({
      own: null,
      shared: { state: 'active' },
    });
    expect((await ada.call('POST', run, { as: 'me', input: lead })).body.code).toBe('connection-required');
  });

  it('is by another browser than the one that asked not finished without a code', async () => {
    const { id } = await fixture.profile();
    const [ada, bob] = [await fixture.member(['viewer', null]), await fixture.member(['viewer', null])];
    const { body: link } = await ada.call('POST', `/v1/connections/${id}/authorize`, {});
    await bob.finish(link.url);
    expect((await ada.call('GET', `/v1/connections/${id}`)).body.own).toBeNull();
    expect((await bob.call('GET', `/v1/connections/${id}`)).body.own).toBeNull();
  });

  it('is revoked when the member is deactivated', async () => {
    const { id } = await fixture.profile();
    const ada = await fixture.member(['viewer', null]);
    const { body: link } = await ada.call('POST', `/v1/connections/${id}/authorize`, {});
    await ada.finish(link.url);
    const { own } = (await ada.call('GET', `/v1/connections/${id}`)).body;
    expect((await fixture.call('PATCH', `/v1/members/${ada.id}`, { isDeactivated: true })).status).toBe(200);
    const state = async () => (await fixture.call('GET', `/v1/authorizations/${own.id}`)).body.state;
    await expect.poll(state, { timeout: 10_000 }).toBe('revoked');
  });

  it('is offered to those who may use the profile, and to no key', async () => {
    const { id } = await fixture.profile({ invitedRoles: [] });
    const { id: appId } = await fixture.profile(app);
    const viewer = await fixture.member(['viewer', null]);
    expect((await viewer.call('GET', `/v1/connections/${id}`)).body.code).toBe('auth-profile-not-invited');
    expect((await viewer.call('POST', `/v1/connections/${id}/authorize`, {})).body.code).toBe(
      'auth-profile-not-invited',
    );
    expect((await viewer.call('POST', `/v1/connections/${appId}/authorize`, {})).status).toBe(409);
    const { items } = (await viewer.call('GET', '/v1/connections?limit=100')).body;
    const ids = items.map(({ authProfile }: { authProfile: { id: string } }) => authProfile.id);
    expect(ids).toContain('system-salesforce');
    expect(ids).not.toContain(id);
    expect(ids).not.toContain(appId);
    expect(await fixture.call('GET', '/v1/connections')).toMatchObject({
      status: 403,
      body: { code: 'member-required' },
    });
  });
});
