import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accept,
  createDivision,
  createMember,
  invite,
  withCookie,
  type MemberOfTest,
} from '../../../../test/support/members.js';
import { call, startTestServer, type Api, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;
let owner: Api;
let ownerId: string;
let sales: string;

beforeAll(async () => {
  server = await startTestServer({ variables: { ATTACHE_TRUST_PROXY: 'on' } });
  owner = withCookie(server, server.cookie);
  ownerId = (await owner.call('GET', '/v1/session')).body.id;
  sales = await createDivision(owner, 'Sales');
});
afterAll(() => server.close());

const everywhere = (role: string) => [{ role, divisionId: null }];
const statusOf = async (member: MemberOfTest, path = '/v1/session') => (await member.call('GET', path)).status;
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  call(server.url, 'POST', path, { key: null, body, headers });

describe('an invitation', () => {
  it('makes one member with the roles that it offers, and tells whoever has the link who invites', async () => {
    const grants = [{ role: 'designer', divisionId: sales }];
    const { token, answer } = await invite(server, grants, owner);
    expect(answer).toMatchObject({ status: 201, body: { state: 'open', isMailed: false } });
    expect(answer.body.url).toBe(`${server.url}/invitation#${token}`);
    const offer = await post('/v1/invitations/lookup', { token });
    expect(offer).toMatchObject({
      status: 200,
      body: { invitedBy: 'Ada Example', workspaceName: "Ada Example's workspace" },
    });
    expect(offer.body.grants).toEqual([
      { role: 'designer', roleName: 'Designer', divisionId: sales, divisionName: 'Sales' },
    ]);
    const joined = await accept(server, token);
    expect(joined).toMatchObject({ status: 201, body: { isSignedIn: true } });
    const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
    const session = await withCookie(server, cookie).call('GET', '/v1/session');
    expect(session.body.grants).toMatchObject([{ divisionId: sales }]);
    expect(session.body.permissions).not.toContain('members:view');
    const { items } = (await owner.call('GET', '/v1/audit-entries?action=acceptInvitation')).body;
    const { memberId } = joined.body;
    expect(items[0]).toMatchObject({
      actor: { kind: 'member', id: memberId },
      target: { kind: 'member', id: memberId },
    });
    expect((await owner.call('GET', '/v1/invitations')).body.items).not.toContainEqual(
      expect.objectContaining({ id: answer.body.id }),
    );
  });

  it('makes one member of many who accept it at once, and none afterwards', async () => {
    const { token } = await invite(server, everywhere('viewer'));
    const answers = await Promise.all(Array.from({ length: 6 }, () => accept(server, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410, 410, 410, 410]);
    expect(await accept(server, token)).toMatchObject({ status: 410, body: { reason: 'accepted' } });
    expect(await post('/v1/invitations/lookup', { token })).toMatchObject({ body: { reason: 'accepted' } });
  });

  it('is over after a week, after it was taken back, and when a new link was made', async () => {
    const [late, taken, renewed] = [
      await invite(server, everywhere('viewer')),
      await invite(server, everywhere('viewer')),
      await invite(server, everywhere('viewer')),
    ];
    await server.app
      .get(DataSource)
      .query(`UPDATE invitations SET expires_at = now() WHERE id = $1`, [late.answer.body.id]);
    expect(await accept(server, late.token)).toMatchObject({ status: 410, body: { reason: 'expired' } });
    expect((await owner.call('DELETE', `/v1/invitations/${taken.answer.body.id}`)).status).toBe(204);
    expect(await accept(server, taken.token)).toMatchObject({ body: { reason: 'unknown' } });
    const again = await owner.call('POST', `/v1/invitations/${renewed.answer.body.id}/renew`);
    expect(await accept(server, renewed.token)).toMatchObject({ body: { reason: 'unknown' } });
    expect((await accept(server, again.body.url.split('#')[1])).status).toBe(201);
    const late2 = await owner.call('POST', `/v1/invitations/${late.answer.body.id}/renew`);
    expect((await accept(server, late2.body.url.split('#')[1])).status).toBe(201);
  });

  it('is void once whoever invited has lost what they offered, or has left', async () => {
    const admin = await createMember(server, everywhere('administrator'));
    const [one, other] = [
      await invite(server, everywhere('operator'), admin),
      await invite(server, everywhere('viewer'), admin),
    ];
    await owner.call('PUT', `/v1/members/${admin.id}/grants`, { body: { grants: everywhere('viewer') } });
    expect(await accept(server, one.token)).toMatchObject({ status: 410, body: { reason: 'void' } });
    await owner.call('DELETE', `/v1/members/${admin.id}`);
    expect(await accept(server, other.token)).toMatchObject({ status: 410, body: { reason: 'void' } });
  });

  it('is void once its division is gone', async () => {
    const division = await createDivision(owner, 'For a while');
    const { token } = await invite(server, [{ role: 'viewer', divisionId: division }]);
    expect((await owner.call('DELETE', `/v1/divisions/${division}`)).status).toBe(204);
    expect(await accept(server, token)).toMatchObject({ status: 410, body: { reason: 'void' } });
  });

  it('is refused for who is a member or is invited, without roles, and for roles that there are not', async () => {
    const { email } = await invite(server, everywhere('viewer'));
    const send = (body: object) => owner.call('POST', '/v1/invitations', { body });
    expect(await send({ email, grants: everywhere('viewer') })).toMatchObject({
      status: 409,
      body: { code: 'email-taken' },
    });
    expect((await send({ email: 'ADA@example.com', grants: everywhere('viewer') })).status).toBe(409);
    for (const [grants, pointer] of [
      [[], '/grants'],
      [everywhere('emperor'), '/grants/0/role'],
      [everywhere('constructor'), '/grants/0/role'],
      [[{ role: 'viewer', divisionId: 'div_none' }], '/grants/0/divisionId'],
      [[{ role: 'viewer' }], '/grants/0/divisionId'],
    ] as const) {
      const answer = await send({ email: 'new@example.com', grants });
      expect(answer, JSON.stringify(grants)).toMatchObject({ status: 400, body: { violations: [{ pointer }] } });
    }
  });

  it('takes a password only from who may sign in by it, where single sign-on is the way in', async () => {
    const database = server.app.get(DataSource);
    const enforce = (isEnforced: boolean) =>
      database.query('UPDATE workspaces SET requires_single_sign_on = $1', [isEnforced]);
    const [viewer, heir] = [
      await invite(server, [...everywhere('viewer'), { role: 'owner', divisionId: sales }], owner),
      await invite(server, everywhere('owner'), owner),
    ];
    const join = (token: string, password?: string) =>
      post('/v1/invitations/accept', { token, name: 'Dora Example', ...(password && { password }) });
    const needsPassword = async (token: string) => (await post('/v1/invitations/lookup', { token })).body.needsPassword;
    const password = 'correct horse battery';
    const amiss = { status: 400, body: { violations: [{ pointer: '/password' }] } };
    expect(await needsPassword(viewer.token)).toBe(true);
    expect(await join(viewer.token)).toMatchObject(amiss);
    await enforce(true);
    try {
      expect([await needsPassword(viewer.token), await needsPassword(heir.token)]).toEqual([false, true]);
      expect(await join(viewer.token, password)).toMatchObject(amiss);
      const joined = await join(viewer.token);
      expect(joined).toMatchObject({ status: 201, body: { isSignedIn: false } });
      expect(joined.headers.get('set-cookie')).toBeNull();
      expect((await owner.call('GET', `/v1/members/${joined.body.memberId}`)).body.hasPassword).toBe(false);
      expect((await post('/v1/session', { email: viewer.email, password })).status).toBe(401);
      expect(await join(viewer.token)).toMatchObject({ status: 410, body: { reason: 'accepted' } });
      expect(await join(heir.token)).toMatchObject(amiss);
      const inherited = await join(heir.token, password);
      expect(inherited).toMatchObject({ status: 201, body: { isSignedIn: true } });
      expect((await owner.call('DELETE', `/v1/members/${inherited.body.memberId}`)).status).toBe(200);
    } finally {
      await enforce(false);
    }
  });

  it('is no secret that is kept: neither the database nor the log has its token', async () => {
    const { token } = await invite(server, everywhere('viewer'));
    await post('/v1/invitations/lookup', { token });
    const rows = await server.app.get(DataSource).query('SELECT * FROM invitations');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(server.logs()).not.toContain(token);
  });

  it('cannot be guessed for long from one address', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const guesses = Array.from({ length: 40 }, (_, at) =>
      post('/v1/invitations/lookup', { token: `guess-${at}` }, headers),
    );
    const codes = (await Promise.all(guesses)).map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'invitation-invalid')).toHaveLength(30);
    expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(10);
  });
});

describe('members', () => {
  it('are found by name and address, with their roles in words, and by page', async () => {
    const member = await createMember(server, [{ role: 'viewer', divisionId: sales }]);
    const { body } = await owner.call('GET', `/v1/members?search=${encodeURIComponent(member.email.toUpperCase())}`);
    expect(body.items).toMatchObject([
      {
        id: member.id,
        state: 'active',
        hasPassword: true,
        mayChange: true,
        grants: [{ roleName: 'Viewer', divisionName: 'Sales' }],
      },
    ]);
    expect(body.items[0].lastSeenAt).not.toBeNull();
    const first = await owner.call('GET', '/v1/members?limit=1');
    const second = await owner.call('GET', `/v1/members?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0].id).not.toBe(first.body.items[0].id);
  });

  it('have other roles at once, on every replica, and a stream that is open ends', async () => {
    const replica = await startTestServer({ databaseUrl: server.databaseUrl });
    try {
      const member = await createMember(server, everywhere('designer'));
      const there = withCookie(replica, member.cookie);
      const headers = { cookie: member.cookie, origin: new URL(replica.url).origin };
      const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'watched' } });
      const { body: conversation } = await server.call('POST', `/v1/bots/${bot.id}/conversations`, {
        body: { endUser: { id: 'u-1' } },
      });
      expect((await there.call('GET', `/v1/bots/${bot.id}`)).status).toBe(200);
      const stream = await fetch(`${replica.url}/v1/conversations/${conversation.id}/events`, { headers });
      expect(stream.status).toBe(200);
      const ended = stream.text();
      const began = Date.now();
      await owner.call('PUT', `/v1/members/${member.id}/grants`, { body: { grants: [] } });
      await expect
        .poll(async () => (await there.call('GET', `/v1/bots/${bot.id}`)).status, { timeout: 1_000 })
        .toBe(403);
      await ended;
      expect(Date.now() - began).toBeLessThan(1_000);
    } finally {
      await replica.close();
    }
  });

  it('are out at once when they are deactivated, and come back by signing in anew', async () => {
    const member = await createMember(server, everywhere('designer'));
    const set = (isDeactivated: boolean) =>
      owner.call('PATCH', `/v1/members/${member.id}`, { body: { isDeactivated } });
    expect((await set(true)).body).toMatchObject({ state: 'deactivated' });
    expect(await statusOf(member)).toBe(401);
    const signIn = () => post('/v1/session', { email: member.email, password: 'correct horse battery' });
    expect((await signIn()).status).toBe(401);
    expect((await set(false)).body).toMatchObject({ state: 'active' });
    expect(await statusOf(member)).toBe(401);
    expect((await signIn()).status).toBe(201);
  });

  it('are removed with their sessions and keys, and what they made stays', async () => {
    const member = await createMember(server, everywhere('administrator'));
    const make = (key: string | undefined, name: string) =>
      (key === undefined ? member : server).call('POST', '/v1/api-keys', {
        ...(key !== undefined && { key }),
        body: { name, permissions: ['bots:view', 'api-keys:manage'] },
      });
    const { body: first } = await make(undefined, 'first');
    const { body: second } = await make(first.key, 'made by the first');
    const { body: bot } = await member.call('POST', '/v1/bots', { body: { name: 'stays' } });
    const { body: details } = await owner.call('GET', `/v1/members/${member.id}`);
    expect(details.apiKeys.map(({ name }: { name: string }) => name)).toEqual(['made by the first', 'first']);
    const removed = await owner.call('DELETE', `/v1/members/${member.id}`);
    expect(removed).toMatchObject({ status: 200, body: { revokedApiKeys: 2 } });
    expect(await statusOf(member)).toBe(401);
    for (const { key } of [first, second]) expect((await server.call('GET', '/v1/bots', { key })).status).toBe(401);
    expect((await owner.call('GET', `/v1/bots/${bot.id}`)).status).toBe(200);
    expect((await owner.call('GET', `/v1/members/${member.id}`)).status).toBe(404);
    const { email } = member;
    const again = await owner.call('POST', '/v1/invitations', { body: { email, grants: everywhere('viewer') } });
    expect(again.status).toBe(201);
  });

  it('keep the keys that they made when whoever removes them says so', async () => {
    const member = await createMember(server, everywhere('administrator'));
    const { body } = await member.call('POST', '/v1/api-keys', { body: { name: 'kept', permissions: ['bots:view'] } });
    await owner.call('DELETE', `/v1/members/${member.id}?apiKeys=keep`);
    expect((await server.call('GET', '/v1/bots', { key: body.key })).status).toBe(200);
  });

  it('are not changed by who read an older version', async () => {
    const member = await createMember(server, everywhere('viewer'));
    const { body } = await owner.call('GET', `/v1/members/${member.id}`);
    const change = (name: string) =>
      owner.call('PATCH', `/v1/members/${member.id}`, { body: { name, version: body.version } });
    const answers = await Promise.all([change('One'), change('Other')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('the last owner', () => {
  it('is neither demoted, nor deactivated, nor removed, and cannot leave', async () => {
    const problem = { status: 409, body: { code: 'last-owner' } };
    const path = `/v1/members/${ownerId}`;
    for (const by of [owner, server]) {
      expect(await by.call('PUT', `${path}/grants`, { body: { grants: everywhere('administrator') } })).toMatchObject(
        problem,
      );
      expect(
        await by.call('PUT', `${path}/grants`, { body: { grants: [{ role: 'owner', divisionId: sales }] } }),
      ).toMatchObject(problem);
      expect(await by.call('PATCH', path, { body: { isDeactivated: true } })).toMatchObject(problem);
      expect(await by.call('DELETE', path)).toMatchObject(problem);
    }
    expect((await owner.call('GET', '/v1/session')).body.roles).toEqual(['owner']);
  });

  it('is one of two who demote each other at once', async () => {
    const second = await createMember(server, everywhere('owner'));
    for (let round = 0; round < 5; round += 1) {
      const demote = (by: Api, id: string) =>
        by.call('PUT', `/v1/members/${id}/grants`, { body: { grants: everywhere('viewer') } });
      const answers = await Promise.all([demote(owner, second.id), demote(second, ownerId)]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const id of [ownerId, second.id]) {
        const { status, text } = await server.call('PUT', `/v1/members/${id}/grants`, {
          body: { grants: everywhere('owner') },
        });
        expect(status, text).toBe(200);
      }
    }
    await owner.call('DELETE', `/v1/members/${second.id}`);
  });
});

describe('a link to set a password', () => {
  const reset = async (id: string, by: Api = owner) => by.call('POST', `/v1/members/${id}/password-reset`);
  const set = (answer: { readonly body: { readonly url: string } }, password = 'another good password') =>
    post('/v1/password-resets/accept', { token: answer.body.url.split('#')[1], password });

  it('sets it once, and ends every session', async () => {
    const member = await createMember(server, everywhere('viewer'));
    const answer = await reset(member.id);
    const answers = await Promise.all([set(answer), set(answer, 'a third password 123')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
    expect(await set(answer)).toMatchObject({ status: 410, body: { code: 'password-reset-invalid' } });
    expect(await statusOf(member)).toBe(401);
    expect((await post('/v1/session', { email: member.email, password: 'correct horse battery' })).status).toBe(401);
  });

  it('names the member in the audit trail', async () => {
    const member = await createMember(server, everywhere('viewer'));
    expect((await set(await reset(member.id))).status).toBe(204);
    const { body } = await owner.call('GET', '/v1/audit-entries?action=acceptPasswordReset');
    expect(body.items[0]).toMatchObject({ outcome: 'succeeded', actor: { kind: 'member', id: member.id } });
  });

  it('is dead when a newer one was made, when it is too old, and when its member was deactivated', async () => {
    const member = await createMember(server, everywhere('viewer'));
    const [first, second] = [await reset(member.id), await reset(member.id)];
    expect((await set(first)).status).toBe(410);
    await server.app.get(DataSource).query('UPDATE password_resets SET expires_at = now()');
    expect((await set(second)).status).toBe(410);
    const third = await reset(member.id);
    await owner.call('PATCH', `/v1/members/${member.id}`, { body: { isDeactivated: true } });
    expect((await set(third)).status).toBe(410);
  });

  it('opens no account that has become more powerful than whoever made the link', async () => {
    const admin = await createMember(server, everywhere('administrator'));
    const member = await createMember(server, everywhere('viewer'));
    const answer = await reset(member.id, admin);
    expect(answer.status).toBe(201);
    await owner.call('PUT', `/v1/members/${member.id}/grants`, { body: { grants: everywhere('owner') } });
    expect((await set(answer)).status).toBe(410);
    expect((await reset(ownerId, admin)).status).toBe(403);
  });
});

describe('roles', () => {
  it('are listed with those that every workspace has, which nobody changes', async () => {
    const { body } = await owner.call('GET', '/v1/roles');
    expect(body.items.slice(0, 5).map(({ id }: { id: string }) => id)).toEqual([
      'owner',
      'administrator',
      'designer',
      'operator',
      'viewer',
    ]);
    for (const [method, send] of [
      ['PATCH', { name: 'mine' }],
      ['DELETE', undefined],
    ] as const) {
      const answer = await owner.call(method, '/v1/roles/viewer', send && { body: send });
      expect(answer).toMatchObject({ status: 409, body: { code: 'role-read-only' } });
    }
    const permissions = await owner.call('GET', '/v1/permissions');
    expect(permissions.body.items).toContainEqual({
      id: 'members:manage',
      title: expect.any(String),
      isOfDivisions: false,
      isOfBots: false,
      needs: 'members:view',
    });
  });

  it('of a workspace are made, changed for all who have them, and deleted when nobody has them', async () => {
    const made = await owner.call('POST', '/v1/roles', { body: { name: 'Looker', permissions: ['bots:view'] } });
    expect(made).toMatchObject({ status: 201, body: { isBuiltIn: false, version: 1, mayChange: true } });
    expect((await owner.call('POST', '/v1/roles', { body: { name: 'Looker', permissions: [] } })).status).toBe(409);
    const path = `/v1/roles/${made.body.id}`;
    const member = await createMember(server, everywhere(made.body.id));
    expect(await statusOf(member, '/v1/bots')).toBe(200);
    expect(await statusOf(member, '/v1/auth-profiles')).toBe(403);
    const body = { permissions: ['auth-profiles:view'], version: 1 };
    expect((await owner.call('PATCH', path, { body })).body).toMatchObject({ version: 2, memberCount: 1 });
    expect((await owner.call('PATCH', path, { body })).status).toBe(409);
    expect(await statusOf(member, '/v1/bots')).toBe(403);
    expect(await statusOf(member, '/v1/auth-profiles')).toBe(200);
    expect(await owner.call('DELETE', path)).toMatchObject({ status: 409, body: { code: 'role-in-use', members: 1 } });
    await owner.call('DELETE', `/v1/members/${member.id}`);
    expect((await owner.call('DELETE', path)).status).toBe(204);
  });

  it('that manage something also see it', async () => {
    const body = { name: 'Blind', permissions: ['bots:edit', 'roles:manage'] };
    const answer = await owner.call('POST', '/v1/roles', { body });
    expect(answer.body.violations).toEqual([
      { pointer: '/permissions/0', detail: "'bots:edit' needs 'bots:view' too." },
      { pointer: '/permissions/1', detail: "'roles:manage' needs 'members:view' too." },
    ]);
  });
});

describe('divisions', () => {
  it('are seen by who has a role in them, and deleted when they are empty', async () => {
    const support = await createDivision(owner, 'Support');
    const member = await createMember(server, [{ role: 'designer', divisionId: support }]);
    const { body } = await member.call('GET', '/v1/divisions');
    expect(body.items).toMatchObject([{ id: support, name: 'Support', isHome: false, botCount: 0, memberCount: 1 }]);
    const bot = await member.call('POST', '/v1/bots', { body: { name: 'of support' } });
    expect(bot.body.divisionId).toBe(support);
    const path = `/v1/divisions/${support}`;
    expect(await owner.call('DELETE', path)).toMatchObject({
      status: 409,
      body: { code: 'division-in-use', botCount: 1 },
    });
    const home = (await owner.call('GET', '/v1/divisions')).body.items[0];
    expect(home).toMatchObject({ isHome: true });
    expect((await owner.call('DELETE', `/v1/divisions/${home.id}`)).status).toBe(409);
    expect((await owner.call('PATCH', `/v1/bots/${bot.body.id}`, { body: { divisionId: home.id } })).status).toBe(200);
    await expect.poll(() => statusOf(member, `/v1/bots/${bot.body.id}`), { timeout: 1_000 }).toBe(404);
    expect((await owner.call('DELETE', path)).status).toBe(204);
    expect((await member.call('GET', '/v1/session')).body.grants).toEqual([]);
  });

  it('have names of their own', async () => {
    const { status, body } = await owner.call('POST', '/v1/divisions', { body: { name: 'Sales' } });
    expect([status, body.code]).toEqual([409, 'name-taken']);
    const renamed = await owner.call('PATCH', `/v1/divisions/${sales}`, { body: { description: 'Who sells' } });
    expect(renamed.body).toMatchObject({ name: 'Sales', description: 'Who sells' });
  });
});
