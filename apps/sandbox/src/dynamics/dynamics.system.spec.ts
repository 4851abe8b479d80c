import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamics } from '../../../../libs/connectors/src/dynamics/dynamics.connector.js';
import { story } from '../../../../test/connectors/dynamics.js';
import { reach } from '../../../../test/support/connectors/reach.js';
import { startSystems } from '../sandbox.js';
import { dynamicsSystem } from './dynamics.system.js';

const world = await startSystems([dynamicsSystem]);
const system = world.running[0]!;
const at = await reach(dynamics, system, story);

beforeEach(() => system.store.reset());
afterAll(async () => {
  await at.close();
  await world.close();
});

async function run(name: string, input?: object): Promise<Record<string, unknown>> {
  const operation = dynamics.operations.find((known) => known.name === name)!;
  return (await at.run(operation, input ?? operation.example ?? {})) as never;
}

it.each(dynamics.operations.map(({ name }) => name))('%s works by its example', async (name) => {
  expect(await run(name)).toBeTypeOf('object');
});

describe('records', () => {
  it('are created, found, changed and deleted', async () => {
    const lead = { topic: 'Lamps', firstName: 'Ann', lastName: "O'Neil", company: 'Acme', source: 'web' };
    const { id, url } = await run('create-lead', lead);
    expect(await run('search-leads', { keyword: "o'neil" })).toMatchObject({ leads: [{ id, source: 'web' }] });
    await run('update-lead', { id, rating: 'hot', status: 'contacted', company: 'Litware' });
    expect(await run('get-lead', { id })).toMatchObject({ rating: 'hot', status: 'contacted', company: 'Litware' });
    expect(await (await fetch(String(url))).text()).toContain('Litware');
    await run('delete-lead', { id });
    expect((await fetch(String(url))).status).toBe(404);
    for (const name of ['get-lead', 'delete-lead']) {
      await expect(run(name, { id })).rejects.toMatchObject({ code: 'record-not-found' });
    }
    await expect(run('update-lead', { id, rating: 'hot' })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('are listed page by page, the newest first', async () => {
    const names: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await run('search-leads', { limit: 3, ...(cursor !== undefined && { cursor }) });
      names.push(...(page['leads'] as { name: string }[]).map(({ name }) => name));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(names).toEqual(['Nancy Anderson', 'Maria Campbell', 'Robert Lyon', 'Jim Glynn']);
  });

  it('are found by what stands there, though the system takes some of it for wildcards', async () => {
    await run('create-lead', { topic: '100% [wool]', lastName: 'Underhill', email: 'a_b@acme.test' });
    for (const keyword of ['100%', '[wool]', 'a_b@']) {
      expect(await run('search-leads', { keyword })).toMatchObject({ leads: [{ lastName: 'Underhill' }] });
    }
    for (const keyword of ['1%0', 'a[_]b', 'a_d', '[w]ool']) {
      expect(await run('search-leads', { keyword })).toMatchObject({ leads: [] });
    }
  });

  it('of cases have a number and a customer who exists', async () => {
    const contactId = '00000000-0000-4000-8000-000000000022';
    expect(await run('create-case', { title: 'Late', contactId })).toMatchObject({
      ...{ ticketNumber: expect.stringMatching(/^CAS-/), customerId: contactId, priority: 'normal' },
    });
    await expect(run('create-case', { title: 'Late', accountId: contactId })).rejects.toMatchObject({
      code: expect.stringMatching(/record-not-found|vendor-rejected-input/),
    });
  });
});

it.each([
  ['expired-token', 'vendor-unauthorized'],
  ['forbidden', 'vendor-forbidden'],
  ['quota-exceeded', 'vendor-rate-limited'],
] as const)('the fault %s is understood as %s', async (kind, code) => {
  system.faults.set([{ kind, on: 'api', times: 1 }]);
  await expect(run('search-cases')).rejects.toMatchObject({ code });
});
