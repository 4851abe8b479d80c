import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, createOperationContext, validateInput } from '#connectors';
import { zendesk } from '../../../../libs/connectors/src/zendesk/zendesk.connector.js';
import { startSystems } from '../sandbox.js';
import { people } from './seeds.js';
import type { TicketStore } from './ticket-store.js';
import { zendeskSystem } from './zendesk.system.js';

const world = await startSystems([zendeskSystem]);
const system = world.running[0]!;
const store = system.store as TicketStore;
const egress = createEgress({ allowedHosts: [new URL(system.url).host] });
const json = (value: object) => JSON.stringify(value);
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const ada = basic(`${people[0].username}/token:${people[0].apiKey}`);

const contextOf = (authorization = ada, more = {}) =>
  createOperationContext({
    ...{ connector: zendesk, egress, account: { id: '36000001', name: 'Ada', details: {} }, timeoutMs: 20_000 },
    grant: { parameters: { subdomain: 'acme' }, scopes: [], extras: {}, apiUrl: system.url },
    authorize: () => (authorization === '' ? {} : { headers: { authorization } }),
    ...more,
  });

beforeEach(() => store.reset());
afterAll(async () => {
  await egress.dispatcher.destroy();
  await world.close();
});

const operationOf = (name: string) => zendesk.operations.find((known) => known.name === name)!;

async function run(name: string, input?: object, context = contextOf()): Promise<Record<string, unknown>> {
  const operation = operationOf(name);
  return (await operation.run(context, validateInput(operation, input ?? operation.example))) as never;
}

describe('every operation works against the look-alike', () => {
  it.each(zendesk.operations.map(({ name }) => name))('%s, by its example', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('whoami knows Ada, and nobody with a wrong token or none', async () => {
    expect(await zendesk.whoami(contextOf())).toMatchObject({ id: '36000001', name: 'Ada Example' });
    for (const wrong of [basic(`${people[0].username}/token:wrong`), basic(`${people[0].username}:sandbox`), '']) {
      await expect(zendesk.whoami(contextOf(wrong))).rejects.toMatchObject({ code: 'vendor-unauthorized' });
    }
  });
});

describe('tickets', () => {
  it('are created, found, changed, commented on and deleted, and have a page behind their link', async () => {
    const { id, url } = await run('create-ticket', { subject: 'Coffee', description: 'The machine is down' });
    expect(await run('search-tickets', { keyword: 'MACHINE coffee' })).toMatchObject({ tickets: [{ id }] });
    await run('update-ticket', { id, status: 'pending', priority: 'high' });
    await run('add-comment', { id, body: 'A part is ordered', visibility: 'internal' });
    expect(await run('get-tickets', { ids: `${String(id)}, 9` })).toMatchObject({
      tickets: [{ id, status: 'pending', priority: 'high' }],
      missing: ['9'],
    });
    expect(await (await fetch(String(url))).text()).toContain('A part is ordered');
    await run('delete-ticket', { id });
    await expect(run('delete-ticket', { id })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('are made once for one idempotency key', async () => {
    const context = () => contextOf(ada, { idempotency: { header: 'Idempotency-Key', key: 'k1' } });
    const first = await run('create-ticket', undefined, context());
    expect(await run('create-ticket', undefined, context())).toEqual(first);
    expect(store.list()).toHaveLength(8);
    await expect(run('create-ticket', { subject: 'Other', description: 'Other' }, context())).rejects.toMatchObject({
      code: 'vendor-conflict',
    });
  });

  it('are answered as Zendesk describes them, with their address and what was changed', async () => {
    const headers = { authorization: ada, 'content-type': 'application/json', 'idempotency-key': 'k2' };
    const ticket = { comment: { body: '<b>Hot</b> & 1 < 2' }, requester: { name: 'Zoe', email: 'zoe@example.com' } };
    const post = () =>
      fetch(`${system.url}/api/v2/tickets`, { ...{ method: 'POST', headers }, body: json({ ticket }) });
    const [made, again] = [await post(), await post()];
    const url = `${system.url}/api/v2/tickets/108.json`;
    expect([made.status, made.headers.get('location'), made.headers.get('x-idempotency-lookup')]).toEqual([
      201,
      url,
      'miss',
    ]);
    expect([again.status, again.headers.get('x-idempotency-lookup')]).toEqual([201, 'hit']);
    const body = (await made.json()) as { ticket: object; audit: object };
    expect(body.ticket).toMatchObject({ id: 108, url, requester_id: 36_001_001, submitter_id: 36_000_001 });
    expect(body.ticket).not.toHaveProperty('requester');
    expect(body.audit).toMatchObject({ ticket_id: 108 });
    expect(store.find(108)?.comments[0]).toMatchObject({ body: 'Hot & 1 < 2', public: true });
  });

  it.each([
    ['tickets?page[size]=2', 200, [101, 102]],
    ['tickets?page[size]=2&sort=-id', 200, [107, 106]],
    ['tickets?page[size]=101', 400, undefined],
    ['tickets?page[size]=2&sort=subject', 400, undefined],
    ['search?query=type:ticket&per_page=100&page=11', 422, undefined],
  ])('are listed as asked: %s', async (path, status, ids) => {
    const answer = await fetch(`${system.url}/api/v2/${path}`, { headers: { authorization: ada } });
    const { tickets } = (await answer.json()) as { tickets?: { id: number }[] };
    expect([answer.status, tickets?.map(({ id }) => id)]).toEqual([status, ids]);
  });

  it('and comments are found again after an unknown outcome', async () => {
    const since = new Date();
    await run('add-comment');
    const input = validateInput(operationOf('add-comment'), operationOf('add-comment').example);
    expect(await operationOf('add-comment').reconcile?.(contextOf(), input, since)).toMatchObject({ id: '101' });
  });

  it('are listed and searched page by page, the newest first', async () => {
    for (const [name, more] of [
      ['list-tickets', {}],
      ['search-tickets', { keyword: 'help' }],
    ] as const) {
      const ids: string[] = [];
      let cursor: unknown;
      do {
        const page = await run(name, { ...more, limit: 3, ...(cursor !== undefined && { cursor }) });
        ids.push(...(page['tickets'] as { id: string }[]).map(({ id }) => id));
        cursor = page['nextCursor'];
      } while (cursor !== undefined);
      expect(ids).toEqual(['107', '106', '105', '104', '103', '102', '101']);
    }
  });

  it('that are closed are refused in the vendor’s words', async () => {
    await expect(run('update-ticket', { id: '107', status: 'open' })).rejects.toMatchObject({
      code: 'vendor-rejected-input',
      vendorMessage: 'Status: closed prevents ticket update',
      fields: ['status'],
    });
  });
});
