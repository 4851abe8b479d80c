import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, createOperationContext, validateInput, type Operation } from '#connectors';
import { freshdesk } from '../../../../libs/connectors/src/freshdesk/freshdesk.connector.js';
import { startSystems, type RunningSystems } from '../sandbox.js';
import { freshdeskSystem } from './freshdesk.system.js';

const world: RunningSystems = await startSystems([freshdeskSystem]);
const system = world.running[0]!;
const egress = createEgress({ allowedHosts: [new URL(system.url).host] });
const grant = { parameters: { subdomain: 'acme' }, extras: {}, scopes: [], apiUrl: system.url };
const authorization = (key: string) => `Basic ${Buffer.from(`${key}:X`).toString('base64')}`;
const contextOf = (key = 'adas-freshdesk-key-0001') =>
  createOperationContext({
    ...{ connector: freshdesk, egress, grant, timeoutMs: 2_000 },
    authorize: () => ({ headers: { authorization: authorization(key) } }),
    account: { id: '7001', name: 'Ada', details: {} },
  });

const call = (path: string, body?: object) =>
  fetch(`${system.url}/api/v2/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', authorization: authorization('adas-freshdesk-key-0001') },
  });

beforeEach(() => system.store.reset());
afterAll(async () => {
  await egress.dispatcher.destroy();
  await world.close();
});

async function run(name: string, input?: object): Promise<Record<string, unknown>> {
  const operation = freshdesk.operations.find((known) => known.name === name) as Operation;
  return (await operation.run(contextOf(), validateInput(operation, input ?? operation.example))) as never;
}

describe('the look-alike of Freshdesk', () => {
  it.each(freshdesk.operations.map(({ name }) => name))('takes %s, by its example', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('knows Ada by her key, and nobody by another', async () => {
    expect(await freshdesk.whoami(contextOf())).toMatchObject({
      id: '7001',
      name: 'Ada Example',
      organisation: 'acme',
    });
    await expect(freshdesk.whoami(contextOf('wrong'))).rejects.toMatchObject({ code: 'vendor-unauthorized' });
  });

  it('keeps tickets from their creation to the trash', async () => {
    const made = await run('create-ticket', {
      ...{ subject: 'New <b>', description: 'One & "two"\nthree', email: 'new@example.com', name: 'Newt' },
      ...{ priority: 'urgent', phone: '+4930901820' },
    });
    const id = made['id'] as number;
    expect(await run('get-ticket', { id })).toMatchObject({
      ...{ subject: 'New <b>', description: 'One & "two" three', priority: 'urgent', status: 'open' },
      requester: 'Newt',
    });
    expect((await run('find-tickets', { email: 'NEW@example.com' }))['tickets']).toHaveLength(1);
    expect((await run('find-tickets', { priority: 'urgent', status: 'open' }))['tickets']).toHaveLength(2);
    expect(await run('update-ticket', { id, status: 'resolved' })).toMatchObject({ status: 'resolved' });
    expect((await fetch(String(made['url']))).status).toBe(200);
    await run('delete-ticket', { id });
    await expect(run('delete-ticket', { id })).rejects.toMatchObject({ code: 'record-not-found' });
    await expect(run('get-ticket', { id })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('lists tickets page by page, the newest first', async () => {
    const ids: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await run('list-tickets', { limit: 3, ...(cursor !== undefined && { cursor }) });
      ids.push(...(page['tickets'] as { id: number }[]).map(({ id }) => id));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(ids).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('refuses values as the vendor does', async () => {
    const response = await call('tickets', { subject: 's', priority: 9, oops: 1 });
    const { errors } = (await response.json()) as { errors: { field: string; code: string }[] };
    expect(response.status).toBe(400);
    expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      ...['requester_id missing_field', 'priority invalid_value', 'oops invalid_field'],
    ]);
  });

  it('takes whoever asks in one way or another, and fills in what the vendor does', async () => {
    const made = await call('tickets', { phone: '+4930901820', name: 'Newt' });
    const ticket = (await made.json()) as { id: number; requester_id: number };
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`${system.url}/api/v2/tickets/${ticket.id}`);
    expect(ticket).toMatchObject({ priority: 1, status: 2 });
    expect((await call('tickets', { requester_id: ticket.requester_id })).status).toBe(201);
    expect((await call('tickets', { requester_id: 1 })).status).toBe(400);
    expect((await call('tickets', { phone: '+4930901820' })).status).toBe(400);
  });

  it('counts what is asked for besides twice, with decimals where the vendor has them', async () => {
    const { headers } = await call('tickets/1?include=requester');
    expect(headers.get('x-ratelimit-total')).toBe('700.0');
    expect(headers.get('x-ratelimit-used-currentrequest')).toBe('3');
  });

  it('has descriptions in what is found, and not in lists', async () => {
    const [found] = (await run('find-tickets', { status: 'open' }))['tickets'] as object[];
    expect(found).toHaveProperty('description', 'Cannot sign in.');
    const [listed] = (await run('list-tickets', {}))['tickets'] as object[];
    expect(listed).not.toHaveProperty('description');
  });
});
