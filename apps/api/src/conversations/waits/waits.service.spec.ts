import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SalesforceAction } from '../../../../../test/support/actions.js';
import { Person } from '../../../../../test/support/person.js';
import type { TestServer } from '../../../../../test/support/server.js';
import { expectStatus, startWorld, type World } from '../../../../../test/support/world.js';
import { codeIn } from '../../authorization-requests/testing/test-browser.js';
import { newId } from '../../database/identifiers.js';
import { EncryptionService } from '../../encryption/encryption.service.js';
import { Conversation } from '../conversation.entity.js';
import { WaitsService } from './waits.service.js';

const many = 200;
let world: World;
let server: TestServer;
let replica: TestServer;
let dataSource: DataSource;

beforeAll(async () => {
  world = await startWorld();
  ({ server } = world);
  replica = await world.startReplica();
  dataSource = server.app.get(DataSource);
});
afterAll(() => world.close());

/** Creates a lead at once, named after whoever asks. */
const graph = {
  schemaVersion: 1,
  nodes: [
    { id: 'start', type: 'intent', title: 'Lead', utterances: ['create it now'], transitions: [{ to: 'make' }] },
    {
      ...{ id: 'make', type: 'service', title: 'Make', operation: 'salesforce.create-lead', timeoutMs: 20_000 },
      input: { lastName: { from: 'value', value: 'Parked' }, company: { from: 'value', value: 'Navy' } },
      ...{ onFailure: [], samples: [], transitions: [{ to: 'made' }] },
    },
    { ...{ id: 'made', type: 'message', title: 'Made', variants: [{ text: 'It is there.' }] }, transitions: [] },
  ],
};

interface Parked {
  readonly action: SalesforceAction;
  readonly ids: readonly string[];
}

/** Conversations that wait until somebody authorizes Salesforce; nobody had. */
async function parked(count: number, locale = 'en'): Promise<Parked> {
  const action = await SalesforceAction.configure(server, { authorizationMode: 'pre-authorized' });
  await authorize(action);
  await action.enable();
  const made = await server.call('POST', `/v1/bots/${action.botId}/dialog-tasks`, { body: { name: 'Lead', graph } });
  expect(expectStatus(made, 201).body.problems).toEqual([]);
  const { body } = await server.call('GET', `/v1/authorizations?botId=${action.botId}&subject=shared`);
  world.sandbox.tokens.salesforce.revokeGrants(String(body.items[0].account.id));
  const start = { endUser: { id: newId('run') }, locale };
  const { id } = expectStatus(await server.call('POST', `/v1/bots/${action.botId}/conversations`, { body: start }), 201)
    .body as { readonly id: string };
  await server.call('POST', `/v1/conversations/${id}/messages`, { body: { text: 'create it now' } });
  await expect.poll(() => waitsOf([id]), { timeout: 20_000 }).toBe(1);
  await expect.poll(() => undoneOf(id), { timeout: 20_000 }).toBe(0);
  const ids = await Promise.all(Array.from({ length: count - 1 }, () => twinOf(id)));
  return { action, ids: [id, ...ids] };
}

/** Another conversation that stands where this one does. */
async function twinOf(id: string): Promise<string> {
  const encryption = server.app.get(EncryptionService);
  const row = await dataSource.manager.findOneByOrFail(Conversation, { id });
  const twin = newId('conversation');
  const place = (rowId: string) => ({ table: 'conversations', column: 'state_sealed', id: rowId }) as const;
  const state = await encryption.open(row.stateSealed ?? '', place(id));
  const stateSealed = await encryption.seal(state, place(twin));
  await dataSource.manager.insert(Conversation, { ...row, id: twin, lastSequence: 0, stateSealed });
  await dataSource.query(
    `INSERT INTO conversation_waits (conversation_id, effect_id, action_id)
     SELECT $2, effect_id, action_id FROM conversation_waits WHERE conversation_id = $1`,
    [id, twin],
  );
  return twin;
}

async function authorize({ path }: SalesforceAction): Promise<void> {
  const { body } = expectStatus(await server.call('POST', `${path}/authorize`, { body: {} }), 201);
  const page = await new Person(server.url).authorize(body.url as string);
  const verify = `/v1/authorization-requests/${body.id}/verify`;
  expectStatus(await server.call('POST', verify, { body: { code: codeIn(page.html) } }), 200);
}

const countOf = async (sql: string, parameters: readonly unknown[]) => {
  const [row] = await dataSource.query<{ count: number }[]>(`SELECT count(*)::int AS count ${sql}`, [...parameters]);
  return row?.count;
};
const waitsOf = (ids: readonly string[]) => countOf('FROM conversation_waits WHERE conversation_id = ANY($1)', [ids]);
const undoneOf = (id: string) => countOf('FROM effects WHERE conversation_id = $1 AND done_at IS NULL', [id]);
const messagesOf = async (id: string): Promise<readonly string[]> => {
  const { body } = await server.call('GET', `/v1/conversations/${id}/messages?limit=200`);
  return body.messages.map(({ content }: { readonly content: { readonly text: string } }) => content.text);
};
const lookByBoth = () => Promise.all([server, replica].map(({ app }) => app.get(WaitsService).resume()));
const leads = () => world.sandbox.store.salesforce.list('Lead').filter(({ LastName }) => LastName === 'Parked').length;

describe('conversations that wait for a shared authorization', () => {
  it(
    `all go on when it works again, ${many} at once, and none of them twice on two replicas`,
    { timeout: 180_000 },
    async () => {
      const { action, ids } = await parked(many);
      const before = leads();
      await lookByBoth();
      expect(await waitsOf(ids)).toBe(many);
      await authorize(action);
      // What the event does, the clocks of both replicas do as well, and at the same time.
      await Promise.all([lookByBoth(), lookByBoth()]);
      await expect.poll(() => waitsOf(ids), { timeout: 60_000 }).toBe(0);
      await expect.poll(() => leads() - before, { timeout: 90_000, interval: 200 }).toBe(many);
      const finished = `FROM messages WHERE conversation_id = ANY($1) AND author = 'bot'`;
      // Each twin has said that it goes on, and that the lead is there.
      await expect.poll(() => countOf(finished, [ids.slice(1)]), { timeout: 60_000 }).toBe(2 * (many - 1));
      await lookByBoth();
      expect(leads() - before).toBe(many);
      expect(await countOf(finished, [ids.slice(1)])).toBe(2 * (many - 1));
    },
  );

  it('are told that nothing comes of it when their action is deleted, each in its language', async () => {
    const english = await parked(2);
    const german = await parked(1, 'de');
    for (const { action } of [english, german]) expectStatus(await server.call('DELETE', action.path), 204);
    const ids = [...english.ids, ...german.ids];
    expect(await waitsOf(ids)).toBe(3);
    await lookByBoth();
    expect(await waitsOf(ids)).toBe(0);
    for (const id of english.ids) {
      const said = (await messagesOf(id)).filter((text) => text.includes('I have no access to Salesforce'));
      expect(said).toHaveLength(1);
    }
    expect((await messagesOf(german.ids[0] ?? '')).at(-1)).toContain('Ich habe keinen Zugriff auf Salesforce');
    const ended = `FROM events WHERE type = 'conversation.ended' AND data->>'conversationId' = ANY($1)`;
    expect(await countOf(ended, [ids])).toBe(3);
  });

  it('go on waiting while a designer sets the action up anew, and end when it stays off', async () => {
    const { action, ids } = await parked(1);
    expectStatus(await server.call('POST', `${action.path}/disable`), 200);
    await lookByBoth();
    expect(await waitsOf(ids)).toBe(1);
    await dataSource.query(`UPDATE actions SET updated_at = now() - interval '61 minutes' WHERE bot_id = $1`, [
      action.botId,
    ]);
    await lookByBoth();
    expect(await waitsOf(ids)).toBe(0);
    expect((await messagesOf(ids[0] ?? '')).at(-1)).toContain('I have no access to Salesforce');
  });

  it('are not held up by one that cannot be told, nor by those that still have to wait', async () => {
    const stuck = await parked(3);
    const free = await parked(2);
    // The first one's state cannot be opened any more.
    const [broken = ''] = [...free.ids].sort();
    await dataSource.query(`UPDATE conversations SET state_sealed = 'broken' WHERE id = $1`, [broken]);
    await authorize(free.action);
    await lookByBoth();
    expect(await waitsOf(free.ids)).toBe(1);
    expect(await waitsOf([broken])).toBe(1);
    expect(await waitsOf(stuck.ids)).toBe(3);
  });

  it('are gone with their bot', async () => {
    const { action, ids } = await parked(1);
    expectStatus(await server.call('DELETE', `/v1/bots/${action.botId}`), 204);
    await lookByBoth();
    expect(await waitsOf(ids)).toBe(0);
  });
});
