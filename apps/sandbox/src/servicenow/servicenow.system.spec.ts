import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, createOperationContext, validateInput, type Operation } from '#connectors';
import { servicenow } from '../../../../libs/connectors/src/servicenow/servicenow.connector.js';
import { startSystems, type RunningSystems } from '../sandbox.js';
import type { InstanceStore } from './record-store.js';
import { servicenowSystem } from './servicenow.system.js';

const world: RunningSystems = await startSystems([servicenowSystem]);
const system = world.running[0]!;
const store = system.store as InstanceStore;
const egress = createEgress({ allowedHosts: [new URL(system.url).host] });
const authorization = `Basic ${Buffer.from('ada@sandbox.example:sandbox').toString('base64')}`;
const grant = { parameters: { instance: 'acme' }, extras: {}, scopes: [], apiUrl: system.url };
const contextOf = (header = authorization) =>
  createOperationContext({
    ...{ connector: servicenow, egress, grant, timeoutMs: 2_000 },
    authorize: () => ({ headers: { authorization: header } }),
    account: { id: store.list('sys_user')[0]?.['sys_id'] ?? '', name: 'Ada', details: {} },
  });

beforeEach(() => store.reset());
afterAll(async () => {
  await egress.dispatcher.destroy();
  await world.close();
});

async function run(name: string, input?: object): Promise<Record<string, unknown>> {
  const operation = servicenow.operations.find((known) => known.name === name) as Operation;
  return (await operation.run(contextOf(), validateInput(operation, input ?? operation.example))) as never;
}

describe('every operation works against the look-alike', () => {
  it.each(servicenow.operations.map(({ name }) => name))('%s, by its example', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('whoami knows Ada, and nobody with a wrong password', async () => {
    expect(await servicenow.whoami(contextOf())).toMatchObject({
      name: 'Ada Example',
      organisation: 'Example Trading',
    });
    const wrong = contextOf(`Basic ${Buffer.from('ada@sandbox.example:wrong').toString('base64')}`);
    await expect(servicenow.whoami(wrong)).rejects.toMatchObject({ code: 'vendor-unauthorized' });
  });
});

describe('incidents', () => {
  it('are created, found, changed, assigned and deleted', async () => {
    const made = await run('create-incident', { shortDescription: 'The coffee machine is down', urgency: 'medium' });
    expect(made).toMatchObject({ state: 'new', urgency: 'medium', caller: 'Ada Example' });
    const number = String(made['number']);
    const found = await run('find-incidents', { field: 'short-description', value: 'COFFEE' });
    expect(found['incidents']).toMatchObject([{ number }]);
    expect(await run('update-incident', { id: number, state: 'on-hold' })).toMatchObject({ state: 'on-hold' });
    expect(await run('assign-incident', { id: number, assignee: 'beth.anglin', group: 'Service Desk' })).toMatchObject({
      assignee: 'Beth Anglin',
      group: 'Service Desk',
    });
    await expect(run('update-incident', { id: number, state: 'closed' })).rejects.toMatchObject({
      code: 'vendor-rejected-input',
      vendorMessage: expect.stringContaining('Close notes'),
    });
    await run('delete-incident', { id: number });
    await expect(run('get-incident', { id: number })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('are listed page by page, the newest first', async () => {
    const numbers: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await run('list-incidents', { limit: 3, ...(cursor !== undefined && { cursor }) });
      numbers.push(...(page['incidents'] as { number: string }[]).map(({ number }) => number));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(numbers).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `INC001000${n}`));
  });

  it('come with links to what they refer to, which a change always answers', async () => {
    const rows = `${system.url}/api/now/table/incident`;
    const ask = async (path: string, method = 'GET') => {
      const headers = { authorization, 'content-type': 'application/json' };
      const response = await fetch(rows + path, { method, headers, ...(method !== 'GET' && { body: '{}' }) });
      return ((await response.json()) as { result: { caller_id: unknown } }).result.caller_id;
    };
    const { id } = await run('get-incident', { id: 'INC0010001' });
    const [all, none] = ['?sysparm_display_value=all', '&sysparm_exclude_reference_link=true'];
    const linked = { display_value: expect.any(String), value: expect.any(String), link: expect.any(String) };
    expect(await ask(`/${String(id)}${all}`)).toEqual(linked);
    expect(await ask(`/${String(id)}${all}${none}`)).not.toHaveProperty('link');
    expect(await ask(`/${String(id)}${all}${none}`, 'PATCH')).toEqual(linked);
  });

  it('have a page behind their link', async () => {
    const { url } = await run('get-incident', { id: 'INC0010001' });
    const response = await fetch(String(url));
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('E-mail does not arrive')]);
    expect((await fetch(String(url).replace(/.$/, 'g'))).status).toBe(404);
  });
});

describe('faults', () => {
  it.each([
    ['expired-token', 'vendor-unauthorized'],
    ['quota-exceeded', 'vendor-rate-limited'],
    ['error-with-200', 'vendor-timeout'],
  ] as const)('%s is understood as %s', async (kind, code) => {
    system.faults.set([{ kind, on: 'api', times: 1 }]);
    await expect(run('list-requests')).rejects.toMatchObject({ code });
  });
});
