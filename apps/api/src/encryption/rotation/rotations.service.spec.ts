import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../../test/support/server.js';
import { EncryptionService, type SealedColumn } from '../encryption.service.js';

let server: TestServer;
let replica: TestServer;
let database: DataSource;
let encryption: EncryptionService;

beforeAll(async () => {
  server = await startTestServer();
  replica = await startTestServer({ databaseUrl: server.databaseUrl });
  database = server.app.get(DataSource);
  encryption = server.app.get(EncryptionService);
  await database.query('CREATE TABLE canaries (id text PRIMARY KEY, text_sealed text)');
  await fill('first', 1_700);
});
afterAll(async () => {
  await replica.close();
  await server.close();
});

const place = (id: string): SealedColumn => ({ table: 'canaries', column: 'text_sealed', id });

async function fill(name: string, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, at) => `${name}-${String(at).padStart(5, '0')}`);
  const texts = await Promise.all(ids.map((id) => encryption.seal(`secret of ${id}`, place(id))));
  await database.query('INSERT INTO canaries SELECT * FROM unnest($1::text[], $2::text[])', [ids, texts]);
}

async function outdated(): Promise<number> {
  const rows = await database.query<{ text_sealed: string }[]>('SELECT text_sealed FROM canaries');
  return rows.filter((row) => !encryption.isCurrent(row.text_sealed)).length;
}

const rotationOf = async (from: TestServer) => (await from.call('GET', '/v1/encryption')).body.rotation;
const finished = async (id: string) =>
  expect
    .poll(async () => rotationOf(server), { timeout: 30_000, interval: 100 })
    .toMatchObject({ id, step: 'finished' });

describe('rotating the keys by the API', () => {
  it('seals everything with a new key in the background, tells how far it is, and is one at a time', async () => {
    const before = (await server.call('GET', '/v1/encryption')).body;
    expect(before).toMatchObject({
      keyService: 'local',
      rotation: null,
      keys: [{ isCurrent: true, masterKeyId: 'test' }],
    });
    const both = await Promise.all([server, replica].map((each) => each.call('POST', '/v1/encryption/rotation')));
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    const started = both.find(({ status }) => status === 202)?.body;
    expect(started).toMatchObject({ step: 'sealing', checked: 0, finishedAt: null });
    expect(started.total).toBeGreaterThanOrEqual(1_700);
    await finished(started.id as string);
    expect(await outdated()).toBe(0);
    const { body } = await replica.call('GET', '/v1/encryption');
    expect(body.rotation.checked).toBeGreaterThanOrEqual(1_700);
    expect(body.keys).toMatchObject([
      { isCurrent: true, retiredAt: null },
      { isCurrent: false, sealedCount: 0, retiredAt: expect.any(String) },
    ]);
    expect(body.contents).toContainEqual({ place: 'canaries.text_sealed', sealedCount: 1_700, outdatedCount: 0 });
  });

  it('is taken up where it stood when the replica that did it is gone', async () => {
    const [row] = await database.query<[{ id: string }]>('SELECT id FROM data_keys ORDER BY created_at DESC LIMIT 1');
    await encryption.addDataKey({ onlyWhenNone: false });
    expect(await outdated()).toBe(1_700);
    await database.query(
      `INSERT INTO key_rotations (id, step, data_key_id, place, position, total, checked, resealed, lease_owner, lease_until)
       VALUES ('rtn_8', 'sealing', $1, 'canaries.text_sealed', 'first-01199', 1700, 1200, 1200, 'gone', now() + interval '2 seconds')`,
      [row.id],
    );
    await finished('rtn_8');
    const { checked, resealed } = await rotationOf(server);
    // The first pass did the rest, and the second one found what the dead replica is said to have done.
    expect(checked).toBeGreaterThanOrEqual(1_700);
    expect(resealed).toBeGreaterThanOrEqual(2_900);
    expect(await outdated()).toBe(0);
  });

  it('is gone on with by another replica when a server stops', async () => {
    const leaving = await startTestServer({ databaseUrl: server.databaseUrl });
    await fill('more', 1_000);
    const { body } = await leaving.call('POST', '/v1/encryption/rotation');
    await leaving.close();
    expect((await rotationOf(server)).step).not.toBe('finished');
    await finished(body.id as string);
    expect(await outdated()).toBe(0);
  });

  it('passes over what was damaged before, and says so', async () => {
    const sealed = await encryption.seal('x', place('another row'));
    await database.query("INSERT INTO canaries VALUES ('damaged', $1)", [sealed]);
    // As after a restored backup: the key of this one is nowhere.
    const [head = '', ...rest] = sealed.split('.');
    const { kid, ...more } = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, string>;
    const lost = Buffer.from(JSON.stringify({ ...more, kid: kid?.replace(/.$/, 'x') })).toString('base64url');
    await database.query("INSERT INTO canaries VALUES ('keyless', $1)", [[lost, ...rest].join('.')]);
    const { body } = await server.call('POST', '/v1/encryption/rotation');
    await finished(body.id as string);
    expect(await rotationOf(server)).toMatchObject({ unreadable: 2 });
    expect(await outdated()).toBe(2);
  });

  it('is for whoever holds the permission', async () => {
    const made = await server.call('POST', '/v1/api-keys', { body: { name: 'few', permissions: ['bots:view'] } });
    for (const [method, path] of [
      ['GET', '/v1/encryption'],
      ['POST', '/v1/encryption/rotation'],
    ] as const) {
      expect((await server.call(method, path, { key: made.body.key as string })).status).toBe(403);
    }
  });
});
