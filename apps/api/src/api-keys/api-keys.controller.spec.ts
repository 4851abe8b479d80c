import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type ApiAnswer, type TestServer } from '../../../../test/support/server.js';
import { Callers } from '../http/caller.js';
import { allPermissions, isOfDivisions } from '../http/permissions.js';

let server: TestServer;
let replica: TestServer;
let bots: readonly [string, string];

beforeAll(async () => {
  server = await startTestServer();
  replica = await startTestServer({ databaseUrl: server.databaseUrl });
  const made = [
    await server.call('POST', '/v1/bots', { body: { name: 'one' } }),
    await server.call('POST', '/v1/bots', { body: { name: 'two' } }),
  ];
  bots = made.map(({ body }) => body.id as string) as [string, string];
});
afterAll(async () => {
  await replica.close();
  await server.close();
});

function create(body: object, key?: string): Promise<ApiAnswer> {
  return server.call('POST', '/v1/api-keys', {
    body: { name: 'a key', permissions: ['bots:view'], ...body },
    ...(key && { key }),
  });
}

const listBots = (of: TestServer, key: string) => of.call('GET', '/v1/bots', { key });
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('an API key', () => {
  it('is shown once, kept as a hash, and recognized by what scanners look for', async () => {
    const { status, body } = await create({ name: 'Bot platform' });
    expect(status).toBe(201);
    expect(body.key).toMatch(/^atk_[\w-]{43}$/);
    expect(body.hint).toBe(body.key.slice(-4));
    const list = await server.call('GET', '/v1/api-keys');
    expect(list.body.items[0]).toEqual({ ...body, key: undefined });
    const rows = await server.app.get(DataSource).query('SELECT * FROM api_keys');
    expect(JSON.stringify(rows)).not.toContain(body.key);
    expect(server.logs()).not.toContain(body.key);
  });

  it('does what it was made for, for its bots, and nothing else', async () => {
    const { body } = await create({ permissions: ['bots:view'], botIds: [bots[0]] });
    expect((await listBots(server, body.key)).body.items).toMatchObject([{ id: bots[0] }]);
    expect((await server.call('GET', `/v1/bots/${bots[1]}`, { key: body.key })).status).toBe(404);
    const denied = await server.call('DELETE', `/v1/bots/${bots[0]}`, { key: body.key });
    expect(denied).toMatchObject({ status: 403, body: { code: 'permission-missing', permission: 'bots:edit' } });
    const { body: session } = await server.call('GET', '/v1/session', { key: body.key });
    expect(session).toMatchObject({ kind: 'api-key', permissions: ['bots:view'], botIds: [bots[0]] });
  });

  it('that was made for no bots, or with no permissions, sees nothing', async () => {
    const none = await create({ botIds: [] });
    expect((await listBots(server, none.body.key)).body.items).toEqual([]);
    const idle = await create({ permissions: [] });
    expect((await listBots(server, idle.body.key)).status).toBe(403);
  });

  it('stops working on every replica within a second of being revoked', async () => {
    const { body } = await create({});
    expect((await listBots(server, body.key)).status).toBe(200);
    expect((await listBots(replica, body.key)).status).toBe(200);
    expect((await server.call('DELETE', `/v1/api-keys/${body.id}`)).status).toBe(204);
    expect(await listBots(server, body.key)).toMatchObject({ status: 401, body: { code: 'api-key-invalid' } });
    await expect.poll(async () => (await listBots(replica, body.key)).status, { timeout: 1_000 }).toBe(401);
    expect((await server.call('DELETE', `/v1/api-keys/${body.id}`)).status).toBe(404);
  });

  it('stops working when it expires, though it is known by heart', async () => {
    const { body } = await create({ expiresAt: inMs(2_000) });
    expect((await listBots(server, body.key)).status).toBe(200);
    await expect.poll(async () => (await listBots(server, body.key)).status, { timeout: 4_000 }).toBe(401);
  });

  it('ends by the idle time-out where the workspace says so, and by no rest where it does not', async () => {
    const database = server.app.get(DataSource);
    const old = "UPDATE api_keys SET created_at = now() - interval '9 hours', last_used_at = NULL WHERE id = $1";
    const [one, other] = [(await create({})).body, (await create({})).body];
    for (const { id } of [one, other]) await database.query(old, [id]);
    expect((await listBots(server, one.key)).status).toBe(200);
    const { body } = await server.call('GET', '/v1/workspace');
    const limit = (limitsApiKeys: boolean, version: number) =>
      server.call('PATCH', '/v1/workspace', { body: { limitsApiKeys, version } });
    expect((await limit(true, body.version)).body.limitsApiKeys).toBe(true);
    expect(await listBots(server, other.key)).toMatchObject({ status: 401, body: { code: 'api-key-invalid' } });
    expect((await listBots(server, other.key)).status).toBe(401);
    expect((await listBots(server, one.key)).status).toBe(200);
    await limit(false, body.version + 1);
  });

  it('is not kept alive by a stream that looks whether it may go on', async () => {
    const database = server.app.get(DataSource);
    const { id, key } = (await create({})).body;
    await database.query("UPDATE api_keys SET created_at = now() - interval '9 hours' WHERE id = $1", [id]);
    const request = { headers: { authorization: `Bearer ${key}` }, cookies: {} } as unknown as FastifyRequest;
    const look = async () => server.app.get(Callers).identify(request, { isPassive: true });
    expect(await look()).toMatchObject({ id });
    const { body } = await server.call('GET', '/v1/workspace');
    const limit = (limitsApiKeys: boolean, version: number) =>
      server.call('PATCH', '/v1/workspace', { body: { limitsApiKeys, version } });
    await limit(true, body.version);
    await expect(look()).rejects.toMatchObject({ code: 'api-key-invalid' });
    await limit(false, body.version + 1);
  });

  it('that serves certain bots concerns nothing of the whole workspace, however it came by the permission', async () => {
    const whole = allPermissions.filter((each) => !isOfDivisions(each) && each !== 'api-keys:manage');
    expect(whole.length).toBeGreaterThan(5);
    const refused = await create({ permissions: ['bots:view', ...whole], botIds: [bots[0]] });
    expect(refused.status).toBe(400);
    expect(refused.body.violations.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      whole.map((_, at) => `/permissions/${at + 1}`),
    );
    const { body: maker } = await create({ permissions: ['api-keys:manage', 'members:view'] });
    expect((await create({ permissions: ['members:view'], botIds: [bots[0]] }, maker.key)).status).toBe(400);
    const { id, key } = (await create({ botIds: [bots[0]] })).body;
    const database = server.app.get(DataSource);
    await database.query('UPDATE api_keys SET permissions = $2 WHERE id = $1', [id, allPermissions]);
    for (const path of ['/v1/workspace', '/v1/members', '/v1/roles', '/v1/audit-entries', '/v1/webhooks']) {
      const answer = await server.call('GET', path, { key });
      expect(answer, path).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
      expect(answer.body.detail, path).toContain('certain bots only');
    }
    expect((await server.call('GET', '/v1/api-keys', { key })).status).toBe(200);
    expect((await listBots(server, key)).body.items).toHaveLength(1);
  });

  it('tells when it was last used', async () => {
    const brief = await startTestServer({ databaseUrl: server.databaseUrl });
    const { body } = await create({});
    const began = Date.now();
    await listBots(brief, body.key);
    await brief.close();
    const { body: list } = await server.call('GET', '/v1/api-keys');
    const { lastUsedAt } = list.items.find(({ id }: { id: string }) => id === body.id);
    expect(Math.abs(Date.parse(lastUsedAt) - began)).toBeLessThan(5_000);
  });

  it.each([
    ['no time at all', 'tomorrow'],
    ['a week', '2030-W05'],
    ['a day without an hour', '2030-01-31'],
    ['an hour that there is not', '2030-01-31T25:00:00Z'],
    ['no place on Earth', '2030-01-31T12:00:00'],
    ['a number', 1_900_000_000],
    ['the past', '2020-01-01T00:00:00Z'],
  ])('cannot expire at %s', async (_title, expiresAt) => {
    const answer = await create({ expiresAt });
    expect(answer).toMatchObject({ status: 400, body: { violations: [{ pointer: '/expiresAt' }] } });
  });

  it.each([
    ['a bot that there is not', { botIds: ['bot_none'] }, 404],
    ['a permission that there is not', { permissions: ['bots:fly'] }, 400],
    ['permissions that are no list', { permissions: 'bots:view' }, 400],
    ['bots that are no texts', { botIds: [5] }, 400],
    ['a workspace', { workspaceId: 'wsp_other' }, 400],
  ])('cannot be made for %s', async (_title, change, status) => {
    expect((await create(change)).status).toBe(status);
  });
});

describe('whoever makes a key', () => {
  it('gives it no permission that they lack', async () => {
    const { body: maker } = await create({ permissions: ['api-keys:manage', 'bots:view'] });
    expect((await create({ permissions: ['bots:view'] }, maker.key)).status).toBe(201);
    const answer = await create({ permissions: ['bots:view', 'authorizations:read-token'] }, maker.key);
    expect(answer).toMatchObject({ status: 403, body: { permission: 'authorizations:read-token' } });
    expect((await create({ permissions: [...allPermissions] }, maker.key)).status).toBe(403);
  });

  it('gives it no bot that they may not know of, and theirs when they name none', async () => {
    const { body: maker } = await create({ permissions: ['api-keys:manage', 'bots:view'], botIds: [bots[0]] });
    expect((await create({ botIds: [bots[1]] }, maker.key)).status).toBe(404);
    expect((await create({ botIds: [bots[0], bots[1]] }, maker.key)).status).toBe(404);
    const { body: made } = await create({}, maker.key);
    expect(made.botIds).toEqual([bots[0]]);
    expect((await server.call('POST', '/v1/bots', { key: made.key, body: { name: 'three' } })).status).toBe(403);
  });

  it('gives it no more time than they have themselves', async () => {
    const expiresAt = inMs(60_000);
    const { body: maker } = await create({ permissions: ['api-keys:manage', 'bots:view'], expiresAt });
    expect((await create({}, maker.key)).body.expiresAt).toBe(expiresAt);
    expect((await create({ expiresAt: inMs(30_000) }, maker.key)).status).toBe(201);
    const answer = await create({ expiresAt: inMs(90_000) }, maker.key);
    expect(answer).toMatchObject({ status: 400, body: { violations: [{ pointer: '/expiresAt' }] } });
  });

  it('neither sees nor revokes keys that reach further than their own bots', async () => {
    const { body: wide } = await create({ name: 'all bots' });
    const { body: other } = await create({ name: 'the other bot', botIds: [bots[1]] });
    const { body: maker } = await create({ permissions: ['api-keys:manage'], botIds: [bots[0]] });
    const { body: list } = await server.call('GET', '/v1/api-keys?limit=100', { key: maker.key });
    for (const { botIds } of list.items) expect(botIds.every((id: string) => id === bots[0])).toBe(true);
    expect(list.items.map(({ id }: { id: string }) => id)).toContain(maker.id);
    for (const { id } of [wide, other]) {
      expect((await server.call('DELETE', `/v1/api-keys/${id}`, { key: maker.key })).status).toBe(404);
    }
  });
});
