import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, createMember, invite, withCookie } from '../../../../test/support/members.js';
import { startTestServer, type Api, type TestServer } from '../../../../test/support/server.js';
import { allPermissions } from '../http/permissions.js';

let server: TestServer;
let owner: Api;
let ownerId: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = withCookie(server, server.cookie);
  ownerId = (await owner.call('GET', '/v1/session')).body.id;
});
afterAll(() => server.close());

const everywhere = (role: string) => [{ role, divisionId: null }];

/** How many statements wait for a lock. */
async function waitingFor(statement: string): Promise<number> {
  const rows = await server.app
    .get(DataSource)
    .query(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND position($1 IN query) > 0`,
      [statement],
    );
  return rows.length;
}

describe('API keys of members', () => {
  it('rest while whoever made them is deactivated, those that they made too, on every replica', async () => {
    const replica = await startTestServer({ databaseUrl: server.databaseUrl });
    const member = await createMember(server, everywhere('administrator'));
    const { permissions } = (await member.call('GET', '/v1/session')).body;
    const make = async (by: Api, request: object = {}) =>
      (await by.call('POST', '/v1/api-keys', { body: { name: 'k', permissions }, ...request })).body;
    const first = await make(member);
    const second = await make(server, { key: first.key });
    const { token } = await invite(server, everywhere('viewer'), {
      call: (method, path, request) => server.call(method, path, { ...request, key: first.key }),
    });
    const statuses = async () => {
      const asked = [server, replica].flatMap((of) =>
        [first, second].map(({ key }) => of.call('GET', '/v1/bots', { key })),
      );
      return (await Promise.all(asked)).map(({ status }) => status);
    };
    const suspended = async () => {
      const { items } = (await server.call('GET', '/v1/api-keys?limit=100')).body as {
        items: { id: string; isSuspended: boolean }[];
      };
      return items.filter(({ isSuspended }) => isSuspended).map(({ id }) => id);
    };
    const path = `/v1/members/${member.id}`;
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    await owner.call('PATCH', path, { body: { isDeactivated: true } });
    await expect.poll(statuses, { timeout: 1_000 }).toEqual([401, 401, 401, 401]);
    const refused = await server.call('GET', '/v1/bots', { key: first.key });
    expect(refused.body).toMatchObject({ code: 'api-key-invalid', detail: expect.stringContaining('deactivated') });
    expect(await suspended()).toEqual([second.id, first.id]);
    expect(await accept(server, token)).toMatchObject({ status: 410, body: { reason: 'void' } });
    await owner.call('PATCH', path, { body: { isDeactivated: false } });
    await expect.poll(statuses, { timeout: 1_000 }).toEqual([200, 200, 200, 200]);
    await owner.call('PATCH', path, { body: { isDeactivated: true } });
    await owner.call('DELETE', `${path}?apiKeys=keep`);
    await expect.poll(statuses, { timeout: 1_000 }).toEqual([200, 200, 200, 200]);
    expect(await suspended()).toEqual([]);
    const { apiKeys } = (await owner.call('GET', `/v1/members/${ownerId}`)).body;
    expect(apiKeys.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([second.id, first.id]));
    await replica.close();
  });

  it('are none left behind that are made while whoever makes them is removed, by a key of theirs too', async () => {
    const member = await createMember(server, everywhere('administrator'));
    const make = (by: Api, request: object = {}) =>
      by.call('POST', '/v1/api-keys', { body: { name: 'late', permissions: ['api-keys:manage'] }, ...request });
    const { body: first } = await make(member);
    const runner = server.app.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT FROM members WHERE id = $1 FOR NO KEY UPDATE', [member.id]);
    const late = make(member);
    await expect.poll(() => waitingFor('FROM members WHERE id = $1 AND deactivated_at')).toBe(1);
    await runner.query('UPDATE members SET deactivated_at = now() WHERE id = $1', [member.id]);
    await runner.commitTransaction();
    expect(await late).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    await runner.query('UPDATE members SET deactivated_at = NULL WHERE id = $1', [member.id]);
    await runner.startTransaction();
    await runner.query('SELECT FROM api_keys WHERE id = $1 FOR SHARE', [first.id]);
    const removal = owner.call('DELETE', `/v1/members/${member.id}`);
    await expect.poll(() => waitingFor('UPDATE "api_keys"')).toBe(1);
    await runner.query(
      `INSERT INTO api_keys (id, workspace_id, name, key_hash, hint, permissions, created_by)
       SELECT id || 'x', workspace_id, name, key_hash || 'x', hint, permissions, id FROM api_keys WHERE id = $1`,
      [first.id],
    );
    await runner.commitTransaction();
    await runner.release();
    expect((await removal).body).toEqual({ revokedApiKeys: 2 });
  });

  it('are not kept by the one that removes whoever made it', async () => {
    const member = await createMember(server, everywhere('administrator'));
    const { permissions } = (await member.call('GET', '/v1/session')).body;
    const { body } = await member.call('POST', '/v1/api-keys', { body: { name: 'own', permissions } });
    const path = `/v1/members/${member.id}`;
    const kept = await server.call('DELETE', `${path}?apiKeys=keep`, { key: body.key });
    expect(kept).toMatchObject({ status: 400, body: { violations: [{ pointer: '/apiKeys' }] } });
    expect((await owner.call('GET', path)).body.state).toBe('active');
    expect((await server.call('DELETE', path, { key: body.key })).body).toEqual({ revokedApiKeys: 1 });
    expect((await server.call('GET', '/v1/session', { key: body.key })).status).toBe(401);
  });
});

describe('a request under way', () => {
  it('of a member gives nobody anything when their role is lowered meanwhile', async () => {
    const viewing = allPermissions.filter((each) => each.endsWith(':view') && each !== 'audit:view');
    const { body: role } = await owner.call('POST', '/v1/roles', {
      body: { name: 'In flight', permissions: [...viewing, 'members:manage'] },
    });
    const member = await createMember(server, everywhere(role.id));
    const guest = await createMember(server, everywhere(role.id));
    const runner = server.app.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT FROM workspaces FOR NO KEY UPDATE');
    const asked = [
      invite(server, everywhere('viewer'), member).then(({ answer }) => answer),
      member.call('PATCH', `/v1/members/${guest.id}`, { body: { name: 'Renamed' } }),
      member.call('DELETE', `/v1/members/${guest.id}`),
    ];
    await expect.poll(() => waitingFor('SELECT FROM workspaces WHERE id')).toBe(asked.length);
    await runner.query("UPDATE roles SET permissions = '{members:view}' WHERE id = $1", [role.id]);
    await runner.query(
      "INSERT INTO grants (id, workspace_id, member_id, role) SELECT $1, workspace_id, id, 'viewer' FROM members WHERE id = $2",
      [`gra_${guest.id}`, guest.id],
    );
    await runner.commitTransaction();
    await runner.release();
    for (const answer of await Promise.all(asked)) {
      expect(answer, answer.text).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
    }
    expect((await owner.call('GET', `/v1/members/${guest.id}`)).body).toMatchObject({
      state: 'active',
      name: 'Dora Example',
    });
  });
});
