import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SalesforceAction } from '../../../../test/support/actions.js';
import { Person } from '../../../../test/support/person.js';
import { expectStatus, startWorld, type World } from '../../../../test/support/world.js';
import { codeIn } from '../authorization-requests/testing/test-browser.js';

let world: World;
let action: SalesforceAction;

const lead = { lastName: 'Hopper', company: 'Example Navy' };
const runs = (query = '', key?: string) =>
  world.server.call('GET', `/v1/bots/${action.botId}/runs${query}`, key === undefined ? {} : { key });
const runPath = (operation: string, query = '') => `${action.path}/operations/${operation}/runs${query}`;
const run = (operation: string, query: string, input: object, endUserId = 'u-42') =>
  world.server.call('POST', runPath(operation, query), { body: { endUserId, input } });

beforeAll(async () => {
  world = await startWorld();
  action = await SalesforceAction.forEndUsers(world.server);
  const { id, url } = await action.link();
  const person = new Person(world.server.url);
  const page = await person.authorize(url);
  const body = { code: codeIn(page.html) };
  expectStatus(await world.server.call('POST', `/v1/authorization-requests/${id}/verify`, { body }), 200);
});
afterAll(() => world.close());

describe('a run that somebody looks on at', () => {
  it('tells what was sent and answered, and hides what authorizes', async () => {
    const { status, body, text } = await run('create-lead', '?trace=true', lead);
    expect(status, text).toBe(200);
    expect(body.calls).toHaveLength(1);
    const [call] = body.calls;
    expect(call).toMatchObject({ method: 'POST', attempt: 1, response: { status: 201 } });
    expect(call.url).toContain('/sobjects/Lead');
    expect(JSON.parse(call.request.body)).toMatchObject({ LastName: 'Hopper' });
    expect(call.request.headers.authorization).toBe('[hidden]');
    expect(text).not.toMatch(/Bearer /);
    const stored = await world.server.call('GET', `/v1/bots/${action.botId}/runs/${body.id}`);
    expect(stored.text).not.toContain('LastName');
  });

  it('tells as much when it fails', async () => {
    world.sandbox.faults.salesforce.set([{ kind: 'server-error', on: 'api', status: 503 }]);
    try {
      const { status, body } = await run('get-lead', '?trace=true', { id: '00Q000000000001AAA' });
      expect(status).toBe(503);
      expect(body).toMatchObject({ code: 'vendor-unavailable', runId: expect.stringMatching(/^run_/) });
      expect(body.calls.length).toBeGreaterThan(1);
      expect(body.calls[0].response.status).toBe(503);
    } finally {
      world.sandbox.faults.salesforce.clear();
    }
  });

  it('is told nothing unless that is asked for, and with the permission only', async () => {
    expect((await run('list-leads', '', {})).body).not.toHaveProperty('calls');
    expect((await run('list-leads', '?trace=false', {})).body).not.toHaveProperty('calls');
    for (const query of ['?trace=yes', '?other=1']) expect((await run('list-leads', query, {})).status).toBe(400);
    const { body } = await world.server.call('POST', '/v1/api-keys', {
      body: { name: 'runs only', permissions: ['runs:create'] },
    });
    const request = { key: body.key as string, body: { endUserId: 'u-42', input: {} } };
    const refused = await world.server.call('POST', runPath('list-leads', '?trace=true'), request);
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
    expect((await world.server.call('POST', runPath('list-leads'), request)).status).toBe(200);
  });
});

describe('the list of runs', () => {
  const countOf = async (query: string) => (await runs(query)).body.items.length as number;

  it('is filtered by what, how, for whom, whence and when', async () => {
    await expect.poll(() => countOf('?operation=salesforce.list-leads&status=succeeded')).toBeGreaterThan(2);
    const { body } = await runs('?operation=salesforce.create-lead');
    expect(body.items[0]).toMatchObject({
      ...{ connectorId: 'salesforce', operation: 'salesforce.create-lead', source: 'api', status: 'succeeded' },
      endUser: { id: 'u-42', displayName: 'Grace Hopper' },
    });
    expect(await countOf('?status=failed')).toBe(1);
    expect(await countOf('?endUserId=u-42&limit=2')).toBe(2);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const none = ['?source=dialog', '?endUserId=nobody', '?conversationId=cnv_1', '?connectorId=hubspot'];
    for (const query of [...none, `?startedFrom=${tomorrow}`]) expect(await countOf(query), query).toBe(0);
    expect(await countOf(`?startedBefore=${tomorrow}&startedFrom=2020-01-01T00:00:00Z`)).toBeGreaterThan(3);
    for (const query of ['?source=chat', '?startedFrom=today', '?status=none'])
      expect((await runs(query)).status).toBe(400);
  });

  it('tells runs that only found that somebody must authorize from those that failed', async () => {
    expect((await run('list-leads', '', {}, 'u-new')).body.code).toBe('authorization-required');
    await expect.poll(() => countOf('?endUserId=u-new')).toBe(1);
    const { body } = await runs('?status=authorization-required');
    expect(body.items).toMatchObject([
      { status: 'authorization-required', errorCode: 'authorization-required', endUser: { id: 'u-new' }, trace: [] },
    ]);
    const { id } = body.items[0];
    expect((await world.server.call('GET', `/v1/bots/${action.botId}/runs/${id}`)).body).toEqual(body.items[0]);
    const failed = (await runs('?status=failed')).body.items as readonly { readonly errorCode: string }[];
    expect(failed.map(({ errorCode }) => errorCode)).toEqual(['vendor-unavailable']);
  });

  it('holds nothing of a bot that a key was not made for', async () => {
    const { body: other } = await world.server.call('POST', '/v1/bots', { body: { name: 'Another' } });
    const { body } = await world.server.call('POST', '/v1/api-keys', {
      body: { name: 'elsewhere', permissions: ['runs:view'], botIds: [other.id] },
    });
    expect(await runs('', body.key)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('is summed up beside the action, some seconds late', async () => {
    const countsOf = async () => (await world.server.call('GET', action.path)).body.runs;
    await expect.poll(async () => (await countsOf()).succeeded, { timeout: 15_000, interval: 500 }).toBeGreaterThan(3);
    expect((await countsOf()).failed).toBe(1);
  });
});
