import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { EncryptionService } from '../apps/api/src/encryption/encryption.service.js';
import type { EndUserErasureView } from '../apps/api/src/end-users/erasure/erasure.dto.js';
import { erased } from '../apps/api/src/end-users/erasure/testing.js';
import { SalesforceAction } from './support/actions.js';
import { Chat } from './support/chat.js';
import { Person } from './support/person.js';
import { Receiver } from './support/receiver.js';
import type { TestServer } from './support/server.js';
import { expectStatus, startWorld, type World } from './support/world.js';

/** What is known of the person: what the host said, what they typed in, and whom they are at the vendor. */
const known = ['canary-person-7f3a', 'Zebulon', 'Quackenbush', 'ada@sandbox.example'] as const;
const [externalId, firstName, lastName, email] = known;
const other = 'canary-person-other';

let world: World;
let server: TestServer;
let receiver: Receiver;
let action: SalesforceAction;
let endUserId: string;
let authorizationId: string;
let erasure: EndUserErasureView;

beforeAll(async () => {
  receiver = await Receiver.start();
  world = await startWorld({ allowedHosts: [receiver.host] });
  ({ server } = world);
  await receiver.subscribe(server);
  action = await SalesforceAction.forEndUsers(server, 'Receptionist');
  await action.install('create-lead');
  await life();
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

/** Somebody talks, authorizes, works and repeats a request; somebody else does as well. */
async function life(): Promise<void> {
  const chat = await Chat.start(server, action.botId, externalId);
  const answers = new Map([
    [/first name/i, firstName],
    [/last name/i, lastName],
    [/company/i, 'Example Navy'],
  ]);
  await chat.answer('create a lead', answers);
  const page = await new Person(server.url).authorize(chat.link());
  await chat.say(codeIn(page.html));
  await chat.hear(new RegExp(`${lastName} of Example Navy`));
  const headers = { 'idempotency-key': 'repeated' };
  expectStatus(await action.run('create-lead', { lastName, company: 'Example Navy' }, externalId, headers), 200);
  expectStatus(await action.run('list-leads', {}, externalId), 200);
  await action.link(externalId, { endUser: { id: externalId, displayName: `${firstName} ${lastName}` } });
  const begun = { endUser: { id: externalId } };
  const conversations = `/v1/bots/${action.botId}/conversations`;
  expectStatus(await server.call('POST', conversations, { body: begun, headers: { 'idempotency-key': 'begun' } }), 201);
  await Chat.start(server, action.botId, other);
  const { body } = await server.call('GET', `/v1/bots/${action.botId}/end-users?search=${externalId}`);
  endUserId = body.items[0].id as string;
  authorizationId = (await server.call('GET', '/v1/authorizations')).body.items[0].id as string;
  expectStatus(await server.call('POST', `/v1/authorizations/${authorizationId}/token`, { headers }), 200);
}

/** `place: word` for each word that stands in a column of any table, sealed ones opened. */
async function placesOf(words: readonly string[]): Promise<readonly string[]> {
  const database = server.app.get(DataSource);
  const tables = await database.query<{ schema: string; table: string }[]>(
    `SELECT table_schema AS schema, table_name AS table FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found = new Set<string>();
  for (const { schema, table } of tables) {
    const rows = await database.query<Record<string, unknown>[]>(`SELECT * FROM "${schema}"."${table}"`);
    for (const row of rows) {
      for (const [column, text] of await textsOf(table, row)) {
        for (const word of words) if (text.includes(word)) found.add(`${table}.${column}: ${word}`);
      }
    }
  }
  return [...found].sort();
}

async function textsOf(table: string, row: Record<string, unknown>): Promise<readonly (readonly [string, string])[]> {
  const encryption = server.app.get(EncryptionService);
  const read = async ([column, value]: [string, unknown]) => {
    if (value === null || !column.endsWith('_sealed')) return [column, JSON.stringify(value) ?? ''] as const;
    const place = { table, column: column as `${string}_sealed`, id: String(row['id']) };
    return [column, await encryption.open(String(value), place)] as const;
  };
  return Promise.all(Object.entries(row).map(read));
}

describe('erasing an end user', () => {
  it('finds much to erase', async () => {
    await expect.poll(() => receiver.told.length, { timeout: 10_000 }).toBeGreaterThan(1);
    const places = await placesOf([...known, endUserId]);
    for (const expected of [
      `end_users.external_id: ${externalId}`,
      `end_users.display_name: ${firstName}`,
      `messages.content_sealed: ${lastName}`,
      `runs.input_sealed: ${lastName}`,
      `authorizations.account: ${email}`,
      `webhook_deliveries.payload: ${endUserId}`,
      `events.data: ${endUserId}`,
    ]) {
      expect(places).toContain(expected);
    }
  });

  it('answers with a proof: what was erased, what providers said, and that nothing is left', async () => {
    const asked = expectStatus(await server.call('DELETE', `/v1/bots/${action.botId}/end-users/${endUserId}`), 202);
    erasure = await erased(server, action.botId, asked.body.id as string);
    expect(erasure).toMatchObject({ endUserId, scan: { found: [] } });
    expect(erasure.authorizations).toEqual([{ authorizationId, connectorId: 'salesforce', upstream: 'revoked' }]);
    const counts = Object.fromEntries(erasure.erased.map(({ table, count }) => [table, count]));
    expect(counts).toMatchObject({ conversations: 2, end_users: 1, authorizations: 1 });
    for (const table of [
      'messages',
      'runs',
      'events',
      'webhook_deliveries',
      'authorization_requests',
      'idempotency_keys',
    ]) {
      expect(counts[table] ?? 0, table).toBeGreaterThan(0);
    }
    expect(JSON.stringify(erasure)).not.toMatch(new RegExp(known.join('|')));
  });

  it('leaves no word of the person in any column of any table, sealed or not', async () => {
    expect(await placesOf(known)).toEqual([]);
    const pseudonym = await placesOf([endUserId]);
    expect(pseudonym.filter((place) => !/^(audit_|end_user_erasures|job|j[0-9a-f])/.test(place))).toEqual([]);
  });

  it('has ended the tokens at the provider, and repeats nothing for whoever repeats a request', async () => {
    expect(world.sandbox.journal.salesforce.count('revoke')).toBeGreaterThan(0);
    expect((await server.call('GET', `/v1/authorizations/${authorizationId}`)).status).toBe(404);
    const headers = { 'idempotency-key': 'repeated' };
    const token = await server.call('POST', `/v1/authorizations/${authorizationId}/token`, { headers });
    expect(token.status).toBeGreaterThanOrEqual(400);
    expect(token.text).not.toContain('accessToken');
    const again = await server.call('DELETE', `/v1/bots/${action.botId}/end-users/${endUserId}`);
    expect(again.body).toEqual(erasure);
  });

  it('leaves everybody else alone', async () => {
    const { body } = await server.call('GET', `/v1/bots/${action.botId}/end-users`);
    expect(body.items).toMatchObject([{ externalId: other, conversationCount: 1 }]);
  });

  it('makes somebody new of whoever comes back', async () => {
    const answer = await action.run('list-leads', {}, externalId);
    expect(answer.body.code).toBe('authorization-required');
    const { body } = await server.call('GET', `/v1/bots/${action.botId}/end-users?search=${externalId}`);
    expect(body.items[0].id).not.toBe(endUserId);
  });
});
