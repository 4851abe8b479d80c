import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../../test/support/server.js';
import { newId } from '../../database/identifiers.js';
import { erased } from './testing.js';

let server: TestServer;
let database: DataSource;
let botId: string;
let workspaceId: string;

beforeAll(async () => {
  server = await startTestServer();
  database = server.app.get(DataSource);
  botId = (await server.call('POST', '/v1/bots', { body: { name: 'Receptionist' } })).body.id as string;
  [{ id: workspaceId }] = await database.query<[{ id: string }]>('SELECT id FROM workspaces');
});
afterAll(() => server.close());

/** Somebody who talks; the request is remembered by the key. */
async function person(externalId: string, key = randomUUID()) {
  const { body } = await server.call('POST', `/v1/bots/${botId}/conversations`, {
    body: { endUser: { id: externalId, displayName: `Name of ${externalId}` } },
    headers: { 'idempotency-key': key },
  });
  const [{ id }] = await database.query<[{ id: string }]>('SELECT end_user_id AS id FROM conversations WHERE id = $1', [
    body.id,
  ]);
  return { id, conversationId: body.id as string, key };
}

const ask = (id: string) => server.call('DELETE', `/v1/bots/${botId}/end-users/${id}`);
const erase = async (id: string) => erased(server, botId, (await ask(id)).body.id as string);
const countOf = (
  proof: { readonly erased: readonly { readonly table: string; readonly count: number }[] },
  name: string,
) => proof.erased.find(({ table }) => table === name)?.count ?? 0;

/** Many events that webhooks were told of, as a busy person leaves them behind. */
async function fill(endUserId: string, conversationId: string, count: number): Promise<void> {
  await database.query(
    `INSERT INTO events (id, workspace_id, type, subject, data, occurred_at)
     SELECT 'evt_' || $2 || n, $1, 'conversation.parked', $2, jsonb_build_object('conversationId', $2::text, 'endUserId', $3::text), now()
     FROM generate_series(1, $4::integer) n`,
    [workspaceId, conversationId, endUserId, count],
  );
}

describe('erasing somebody whose id is short', () => {
  it('leaves the repeated answers alone that are about somebody else', async () => {
    const short = await person('7');
    const other = await person('u-7');
    const bot = { name: '7' };
    const headers = { 'idempotency-key': randomUUID() };
    const made = await server.call('POST', '/v1/bots', { body: bot, headers });
    const proof = await erase(short.id);
    expect(countOf(proof, 'idempotency_keys')).toBe(1);
    expect((await server.call('POST', '/v1/bots', { body: bot, headers })).body).toEqual(made.body);
    expect((await person('u-7', other.key)).id).toBe(other.id);
    const again = await server.call('POST', `/v1/bots/${botId}/conversations`, {
      body: { endUser: { id: '7', displayName: 'Name of 7' } },
      headers: { 'idempotency-key': short.key },
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'idempotency-outcome-unknown' } });
  });

  it('finds answers that were stored without a note of whom they mention', async () => {
    const one = await person('noteless');
    const other = await person('noteless too');
    await database.query('UPDATE idempotency_keys SET mentions = NULL');
    expect(countOf(await erase(one.id), 'idempotency_keys')).toBe(1);
    expect((await person('noteless too', other.key)).id).toBe(other.id);
  });
});

describe('an erasure', () => {
  it('goes in batches, and its lookups use indexes', async () => {
    const { id, conversationId } = await person('busy');
    await fill(id, conversationId, 2_500);
    await database.query('ANALYZE events');
    for (const condition of [`data ->> 'endUserId' = ANY($1)`, 'subject = ANY($1)']) {
      const plan = await database.query<unknown[]>(`EXPLAIN SELECT ctid FROM events WHERE ${condition}`, [['usr_x']]);
      expect(JSON.stringify(plan), condition).toMatch(/events_(end_user|subject)/);
    }
    const proof = await erase(id);
    expect(countOf(proof, 'events')).toBeGreaterThanOrEqual(2_500);
    expect(proof).toMatchObject({ state: 'finished', scan: { found: [] } });
  });

  it('is gone on with when the process that worked at it was killed', async () => {
    const { id, conversationId } = await person('killed');
    await fill(id, conversationId, 10);
    const erasureId = newId('endUserErasure');
    // As a process leaves it that died after the first step, a moment ago.
    await database.query(
      `INSERT INTO end_user_erasures (id, workspace_id, bot_id, end_user_id, step, ids, erased, lease_owner, lease_until, second_look_at)
       VALUES ($1, $2, $3, $4, 'rows', '{}', '{"messages": 5}', 'dead', now() + interval '2 seconds', now() + interval '1 hour')`,
      [erasureId, workspaceId, botId, id],
    );
    const other = await person('somebody else');
    expect((await erase(other.id)).state).toBe('finished');
    expect((await server.call('GET', `/v1/bots/${botId}/end-user-erasures/${erasureId}`)).body.state).toBe('running');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await ask(id);
    const proof = await erased(server, botId, erasureId);
    expect(countOf(proof, 'messages')).toBeGreaterThanOrEqual(5);
    expect(countOf(proof, 'events')).toBeGreaterThanOrEqual(10);
    expect(proof.scan).toMatchObject({ found: [] });
  });

  it('takes what was under way when it was asked for, with a second look', async () => {
    const { id } = await person('late');
    const { body } = await ask(id);
    await erased(server, botId, body.id as string);
    await database.query(
      `INSERT INTO events (id, workspace_id, type, subject, data, occurred_at)
       VALUES ('evt_late', $1, 'conversation.ended', 'cnv_late', jsonb_build_object('endUserId', $2::text), now())`,
      [workspaceId, id],
    );
    await database.query('UPDATE end_user_erasures SET second_look_at = now() WHERE end_user_id = $1', [id]);
    await ask(id);
    const left = () => database.query(`SELECT FROM events WHERE id = 'evt_late'`);
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
    const kept = () => database.query('SELECT ids, second_look_at FROM end_user_erasures WHERE end_user_id = $1', [id]);
    await expect.poll(kept, { timeout: 10_000 }).toEqual([{ ids: [], second_look_at: null }]);
  });

  it('says where something is left', async () => {
    const { id } = await person('left');
    await database.query('CREATE TABLE left_behind (note text)');
    await database.query(`INSERT INTO left_behind SELECT 'about ' || $1::text FROM generate_series(1, 3)`, [id]);
    const proof = await erase(id);
    await database.query('DROP TABLE left_behind');
    expect(proof.scan).toMatchObject({ found: [{ table: 'left_behind', count: 3 }] });
    expect(proof.scan.columns).toBeGreaterThan(100);
  });

  it('is listed for the bot, and for nobody else', async () => {
    const { body } = await server.call('GET', `/v1/bots/${botId}/end-user-erasures?limit=1`);
    expect(body.items).toMatchObject([{ state: 'finished' }]);
    expect(body.nextCursor).not.toBeNull();
    const other = (await server.call('POST', '/v1/bots', { body: { name: 'Another' } })).body.id as string;
    const path = `/v1/bots/${other}/end-user-erasures`;
    expect((await server.call('GET', path)).body.items).toEqual([]);
    expect((await server.call('GET', `${path}/${body.items[0].id}`)).status).toBe(404);
    const { key } = (await server.call('POST', '/v1/api-keys', { body: { name: 'few', permissions: ['bots:view'] } }))
      .body;
    expect((await server.call('GET', `/v1/bots/${botId}/end-user-erasures`, { key })).status).toBe(403);
  });
});
