import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProfileFixture, type TestMember } from './testing/profile-fixture.js';

let fixture: ProfileFixture;

beforeAll(async () => {
  fixture = await ProfileFixture.start();
});
afterAll(() => fixture.stop());

const seen = async (member: TestMember, path: string) => (await member.call('GET', path)).body;

describe('who may use an auth profile', () => {
  it('is everybody who sees it, unless roles are invited', async () => {
    const designer = await fixture.member(['viewer', null]);
    const { path } = await fixture.profile();
    expect(await seen(designer, path)).toMatchObject({ invitedRoles: null, mayUse: true, mayManage: false });
    await fixture.call('PATCH', path, { invitedRoles: [] });
    expect(await seen(designer, path)).toMatchObject({ invitedRoles: [], mayUse: false });
    await fixture.call('PATCH', path, { invitedRoles: ['operator', 'viewer', 'viewer'] });
    expect(await seen(designer, path)).toMatchObject({ invitedRoles: ['operator', 'viewer'], mayUse: true });
  });

  it('are roles of the division of the profile, or of all divisions', async () => {
    const divisionId = await fixture.division();
    const role = await fixture.role(['auth-profiles:view', 'bots:view', 'actions:view', 'actions:manage']);
    const { path } = await fixture.profile({ divisionId, invitedRoles: [role] });
    const here = await fixture.member([role, divisionId]);
    const elsewhere = await fixture.member([role, await fixture.division()], ['viewer', divisionId]);
    expect(await seen(here, path)).toMatchObject({ divisionId, mayUse: true, mayManage: false });
    expect(await seen(elsewhere, path)).toMatchObject({ mayUse: false });
    expect(await seen(await fixture.member([role, null]), path)).toMatchObject({ mayUse: true });
  });

  it('is nobody of another division, for whom there is no such profile', async () => {
    const { path, id } = await fixture.profile();
    const stranger = await fixture.member(['designer', await fixture.division()]);
    for (const [method, suffix] of [
      ...[
        ['GET', ''],
        ['GET', '/usage'],
        ['PATCH', ''],
        ['DELETE', ''],
        ['POST', '/test'],
        ['POST', '/authorize'],
      ],
      ...[
        ['GET', '/authorization'],
        ['DELETE', '/authorization'],
        ['POST', '/revocation'],
        ['GET', '/revocation'],
      ],
      ...[
        ['GET', '/revocation/receipts'],
        ['POST', '/resume'],
      ],
    ] as const) {
      const body = method === 'PATCH' || method === 'POST' ? {} : undefined;
      const answer = await stranger.call(method, `${path}${suffix}`, body);
      expect(answer.status, `${method} ${suffix} ${answer.text}`).toBe(404);
    }
    expect((await stranger.call('GET', `/v1/connections/${id}`)).status).toBe(404);
    expect((await stranger.call('POST', `/v1/connections/${id}/authorize`, {})).status).toBe(404);
    const { items } = (await stranger.call('GET', '/v1/connections')).body;
    expect(items.filter((item: { authProfile: { kind: string } }) => item.authProfile.kind === 'custom')).toEqual([]);
  });

  it('is chosen from the names of roles by who manages profiles, though they may see neither roles nor members', async () => {
    const divisionId = await fixture.division();
    const permissions = ['auth-profiles:view', 'auth-profiles:manage'];
    const keeper = await fixture.member([await fixture.role(permissions), divisionId]);
    const guest = await fixture.role(['auth-profiles:view']);
    const { items } = (await keeper.call('GET', '/v1/auth-profiles/roles')).body as { items: { id: string }[] };
    const named = (id: string) => items.find((each) => each.id === id);
    expect(named('operator')).toEqual({ id: 'operator', name: 'Operator', isInvitable: true });
    expect(named('designer')).toEqual({ id: 'designer', name: 'Designer', isInvitable: false });
    expect(named(guest)).toEqual({ id: guest, name: guest, isInvitable: true });
    expect((await keeper.call('GET', '/v1/roles')).status).toBe(403);
    const viewer = await fixture.member(['viewer', null]);
    expect((await viewer.call('GET', '/v1/auth-profiles/roles')).status).toBe(403);
  });

  it('names to members whom they ask: who manages profiles where it belongs; to a key nobody', async () => {
    const divisionId = await fixture.division();
    const { path, id } = await fixture.profile({ divisionId, invitedRoles: [] });
    const keeper = await fixture.member(['designer', divisionId]);
    await fixture.member(['designer', await fixture.division()]);
    const viewer = await fixture.member(['viewer', divisionId]);
    const names = ['Ada Example', `Member ${keeper.id.slice(-4)}`];
    expect(await seen(viewer, path)).toMatchObject({ mayUse: false, ask: names });
    const { items } = (await viewer.call('GET', '/v1/auth-profiles')).body as {
      items: { id: string; ask: string[] }[];
    };
    expect(items.map((item) => [item.id === id, item.ask])).toEqual(
      items.map((item) => [item.id === id, item.id === id ? names : []]),
    );
    expect(await seen(keeper, path)).toMatchObject({ mayUse: true, ask: [] });
    const { body } = await fixture.call('POST', '/v1/api-keys', { name: 'k', permissions: ['auth-profiles:view'] });
    const shown = await fixture.flow.server.call('GET', path, { key: body.key as string });
    expect(shown.body).toMatchObject({ mayUse: false, ask: [] });
  });

  it('is told to whoever chooses it for an action, authorizes with it or enables it; what is enabled goes on', async () => {
    const role = await fixture.role([
      'auth-profiles:view',
      'bots:view',
      'actions:view',
      'actions:manage',
      'runs:create',
    ]);
    const designer = await fixture.member([role, null]);
    const { id, path } = await fixture.profile({ grantType: 'client-credentials', authorizationUrl: null });
    const action = await fixture.action(id);
    expect((await fixture.call('POST', `${action.path}/authorize`, {})).status).toBe(201);
    expect((await fixture.call('POST', `${action.path}/enable`)).status).toBe(200);
    await fixture.call('PATCH', path, { invitedRoles: ['owner'] });
    const refused = {
      status: 403,
      body: { code: 'auth-profile-not-invited', authProfileId: id, ask: ['Ada Example'] },
    };
    const body = { authorizationMode: 'pre-authorized', authProfileId: id };
    const { body: bot } = await fixture.call('POST', '/v1/bots', { name: 'Another bot' });
    expect(await designer.call('PUT', `/v1/bots/${bot.id}/actions/salesforce`, body)).toMatchObject(refused);
    expect(await designer.call('POST', `${action.path}/authorize`, {})).toMatchObject(refused);
    expect(await designer.call('POST', `${action.path}/enable`)).toMatchObject(refused);
    // Nothing is chosen anew.
    expect((await designer.call('PUT', action.path, body)).status).toBe(200);
    const run = { input: { lastName: 'Hopper', company: 'Example' } };
    const ran = await designer.call('POST', `${action.path}/operations/create-lead/runs`, run);
    expect(ran.body.code).not.toBe('auth-profile-not-invited');
  });

  it('are keys that manage profiles, and others where no roles are invited', async () => {
    const { id } = await fixture.profile({ invitedRoles: ['viewer'] });
    const { body: bot } = await fixture.call('POST', '/v1/bots', { name: 'Bot of a key' });
    const configure = async (permissions: readonly string[]) => {
      const { body } = await fixture.call('POST', '/v1/api-keys', { name: 'k', permissions });
      const request = { key: body.key as string, body: { authorizationMode: 'pre-authorized', authProfileId: id } };
      return (await fixture.flow.server.call('PUT', `/v1/bots/${bot.id}/actions/salesforce`, request)).status;
    };
    expect(await configure(['actions:manage', 'auth-profiles:view'])).toBe(403);
    expect(await configure(['actions:manage', 'auth-profiles:view', 'auth-profiles:manage'])).toBe(200);
  });
});

describe('inviting roles', () => {
  it('takes roles that there are, and who manages the profile', async () => {
    const { path } = await fixture.profile();
    const refused = await fixture.call('PATCH', path, { invitedRoles: ['designer', 'rol_none', '__proto__'] });
    expect(refused).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(refused.body.violations.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/invitedRoles/1',
      '/invitedRoles/2',
    ]);
    const viewer = await fixture.member(['viewer', null]);
    expect((await viewer.call('PATCH', path, { invitedRoles: ['viewer'] })).status).toBe(403);
    expect((await fixture.call('PATCH', path, { mayUse: true })).status).toBe(400);
    expect((await fixture.call('PATCH', path, { workspaceId: 'wsp_other' })).status).toBe(400);
  });

  it('is told once for each role, and for those alone that are new', async () => {
    const { id, path } = await fixture.profile({ invitedRoles: ['viewer'] });
    await fixture.call('PATCH', path, { invitedRoles: ['viewer', 'operator'] });
    await fixture.call('PATCH', path, { invitedRoles: ['operator'] });
    await fixture.call('PATCH', path, { description: 'other' });
    const told = await fixture.dataSource.query<{ roles: string[] }[]>(
      `SELECT data->'roles' AS roles FROM events WHERE type = 'auth-profile.role-invited' AND data->>'authProfileId' = $1
       ORDER BY id`,
      [id],
    );
    expect(told.map(({ roles }) => roles)).toEqual([['viewer'], ['operator']]);
  });
});

describe('moving a profile', () => {
  it('takes the permission in both divisions', async () => {
    const [from, to] = [await fixture.division(), await fixture.division()];
    const { path } = await fixture.profile({ divisionId: from });
    const one = await fixture.member(['designer', from], ['viewer', to]);
    expect((await one.call('PATCH', path, { divisionId: to })).status).toBe(404);
    const both = await fixture.member(['designer', from], ['designer', to]);
    expect(await both.call('PATCH', path, { divisionId: to })).toMatchObject({ status: 200, body: { divisionId: to } });
    expect((await one.call('PATCH', path, { description: 'mine' })).status).toBe(404);
  });
});
