import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SalesforceAction } from '../../../../test/support/actions.js';
import { call, signIn, type TestServer } from '../../../../test/support/server.js';
import { startWorld, type World } from '../../../../test/support/world.js';
import { ActivityService } from './activity.service.js';

interface Told {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A stream of activity, as a client sees it. */
class Listening {
  readonly told: Told[] = [];
  isOver = false;
  private readonly abort = new AbortController();

  static async start(server: TestServer, botId: string, headers: Record<string, string>): Promise<Listening> {
    const listening = new Listening();
    const url = `${server.url}/v1/bots/${botId}/activity/events`;
    const response = await fetch(url, { headers, signal: listening.abort.signal });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    void listening.read(response).catch(() => undefined);
    return listening;
  }

  stop(): void {
    this.abort.abort();
  }

  private async read(response: Response): Promise<void> {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += new TextDecoder().decode(chunk as Uint8Array);
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.hear(block);
    }
    this.isOver = true;
  }

  private hear(block: string): void {
    const [, event = '', data = ''] = /^event: (.+)\ndata: (.+)$/m.exec(block) ?? [];
    if (event !== '') this.told.push({ event, data: JSON.parse(data) as Told['data'] });
  }
}

let world: World;
let replica: TestServer;
let action: SalesforceAction;

beforeAll(async () => {
  world = await startWorld();
  replica = await world.startReplica();
  action = await SalesforceAction.forEndUsers(world.server);
});
afterAll(() => world.close());

const withKey = (key: string) => ({ authorization: `Bearer ${key}` });
const newKey = async (permissions: readonly string[], botIds?: readonly string[]) =>
  (await world.server.call('POST', '/v1/api-keys', { body: { name: 'a key', permissions, botIds } })).body;

describe('the stream of activity', () => {
  it('tells of requests and runs on another replica, by id and status, and of nothing said or sent', async () => {
    const listening = await Listening.start(replica, action.botId, withKey(world.server.key));
    const run = await action.createLead('Hopper-canary', 'u-42');
    expect(run.status).toBe(409);
    const lastOf = (kind: string) => listening.told.findLast(({ event }) => event === kind);
    await expect
      .poll(() => [lastOf('run')?.data['status'], lastOf('authorization-request')?.data['status']])
      .toEqual(['authorization-required', 'pending']);
    expect(lastOf('run')?.data).toMatchObject({
      ...{ kind: 'run', operation: 'salesforce.create-lead', status: 'authorization-required' },
      id: expect.stringMatching(/^run_/),
    });
    const request = lastOf('authorization-request');
    expect(request?.data).toMatchObject({ status: 'pending', subject: 'end-user', reason: null });
    await world.server.call('POST', `/v1/authorization-requests/${String(request?.data['id'])}/cancel`);
    await expect.poll(() => listening.told.at(-1)?.data).toMatchObject({ status: 'cancelled', reason: 'withdrawn' });
    expect(JSON.stringify(listening.told)).not.toMatch(/canary|\/authorize\//);
    listening.stop();
  });

  it('tells of a run once, however often its request is repeated', async () => {
    const listening = await Listening.start(replica, action.botId, withKey(world.server.key));
    const again = () =>
      action.run('create-lead', { lastName: 'Twice', company: 'x' }, 'u-44', { 'idempotency-key': 'k' });
    await again();
    await again();
    const idsOf = (...statuses: string[]) =>
      listening.told.flatMap(({ event, data }) =>
        event === 'run' && statuses.includes(String(data['status'])) ? [String(data['id'])] : [],
      );
    await expect.poll(() => idsOf('authorization-required').length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(new Set(idsOf('running', 'authorization-required')).size).toBe(1);
    listening.stop();
  });

  it('sums up what happens all at once', async () => {
    const listening = await Listening.start(replica, action.botId, withKey(world.server.key));
    const activity = world.server.app.get(ActivityService);
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (let number = 0; number < 5_000; number += 1) {
      activity.tell(action.botId, () => ({
        ...{ kind: 'run', id: `run_${number}`, connectorId: 'salesforce', operation: 'salesforce.list-leads' },
        ...{ source: 'api', status: 'succeeded', errorCode: null, conversationId: null, at: new Date().toISOString() },
      }));
    }
    await expect.poll(() => listening.told.at(-1)?.event).toBe('more');
    expect(listening.told).toHaveLength(13);
    expect(Number(listening.told.at(-1)?.data['count'])).toBeGreaterThan(900);
    listening.stop();
  });

  it('tells requests to those only who may see them', async () => {
    const { key } = await newKey(['runs:view']);
    const listening = await Listening.start(world.server, action.botId, withKey(key));
    await action.createLead('Hopper', 'u-43');
    await expect.poll(() => listening.told.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(new Set(listening.told.map(({ event }) => event))).toEqual(new Set(['run']));
    listening.stop();
  });

  it('is closed to other bots, other keys, and to nobody in particular', async () => {
    const path = `/v1/bots/${action.botId}/activity/events`;
    const { body: other } = await world.server.call('POST', '/v1/bots', { body: { name: 'Another' } });
    const elsewhere = await newKey(['runs:view'], [other.id]);
    expect((await world.server.call('GET', path, { key: elsewhere.key })).status).toBe(404);
    const blind = await newKey(['bots:view']);
    expect((await world.server.call('GET', path, { key: blind.key })).body.code).toBe('permission-missing');
    expect((await world.server.call('GET', path, { key: null })).status).toBe(401);
    expect((await world.server.call('GET', '/v1/bots/bot_none/activity/events')).status).toBe(404);
  });

  it('ends when its member signs out, and when its key is revoked', async () => {
    const { cookie } = await signIn(world.server.url);
    const { id, key } = await newKey(['runs:view']);
    const [ofMember, ofKey] = [
      await Listening.start(world.server, action.botId, { cookie }),
      await Listening.start(replica, action.botId, withKey(key)),
    ];
    const headers = { cookie, origin: new URL(world.server.url).origin };
    expect((await call(world.server.url, 'DELETE', '/v1/session', { key: null, headers })).status).toBe(204);
    await world.server.call('DELETE', `/v1/api-keys/${id}`);
    await expect.poll(() => [ofMember.isOver, ofKey.isOver], { timeout: 8_000 }).toEqual([true, true]);
  }, 15_000);

  it('costs nothing where nobody looks on', () => {
    const activity = world.server.app.get(ActivityService);
    activity.tell('bot_that_nobody_looks_at', () => {
      throw new Error('described for nobody');
    });
  });
});
