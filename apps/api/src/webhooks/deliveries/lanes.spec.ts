import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../../test/support/server.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { WebhookFixture } from '../testing/webhook-fixture.js';
import { LanesService } from './lanes.service.js';

let fixture: WebhookFixture;

beforeAll(async () => {
  fixture = await WebhookFixture.start();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.reset());

const fail = (actionId: string, n: number) => fixture.happen('action.failed', { actionId, n });
const lanesOf = (webhookId: string) => fixture.query('SELECT * FROM webhook_lanes WHERE webhook_id = $1', [webhookId]);
const whole = { lanes: 100, perWebhook: 16, perFailing: 4, held: {} };

describe('messages about one resource', () => {
  it('wait for the one ahead, while others pass', async () => {
    fixture.answer = ({ body }) => ({ status: (body as DomainEvent).data['actionId'] === 'act_stuck' ? 500 : 204 });
    const { id } = await fixture.create('/lanes');
    for (const n of [1, 2, 3]) await fail('act_stuck', n);
    for (const n of [11, 12, 13]) await fail('act_free', n);
    await fixture.settled(id, 'delivered', 'delivered', 'delivered', 'pending', 'pending', 'pending');
    expect(fixture.numbersAt('/lanes').filter((n) => Number(n) > 10)).toEqual([11, 12, 13]);
    expect(fixture.numbersAt('/lanes').filter((n) => Number(n) < 10)).toEqual([1]);
    const [third, second, first] = await fixture.deliveriesOf(id, '?status=pending');
    expect([first?.attempts, second?.attempts, third?.attempts]).toEqual([1, 0, 0]);
    expect([first?.nextAttemptAt !== null, second?.nextAttemptAt]).toEqual([true, null]);
    fixture.answer = () => ({ status: 204 });
    await fixture.letTimePass(id);
    await fixture.settled(id, ...Array.from({ length: 6 }, () => 'delivered'));
    expect(fixture.numbersAt('/lanes').filter((n) => Number(n) < 10)).toEqual([1, 1, 2, 3]);
    expect(await lanesOf(id)).toEqual([]);
  });

  it('go on behind one that is given up', async () => {
    fixture.answer = ({ body }) => ({ status: (body as DomainEvent).data['n'] === 1 ? 400 : 204 });
    const { id } = await fixture.create('/poison');
    for (const n of [1, 2, 3]) await fail('act_1', n);
    await expect.poll(async () => (await fixture.deliveriesOf(id)).at(-1)?.attempts).toBe(1);
    await fixture.letDayPass(id);
    await fixture.settled(id, 'delivered', 'delivered', 'dead');
    expect(fixture.numbersAt('/poison')).toEqual([1, 1, 2, 3]);
  });

  it('arrive in the order of their commits, from two replicas at once, each once', async () => {
    let open = 0;
    let mostAtOnce = 0;
    fixture.answer = async () => {
      open += 1;
      mostAtOnce = Math.max(mostAtOnce, open);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      open -= 1;
      return { status: 204 };
    };
    const allowed = new URL(fixture.receiver.origin).host;
    const other = await startTestServer({
      databaseUrl: fixture.server.databaseUrl,
      variables: { ATTACHE_ALLOWED_HOSTS: allowed },
    });
    const { id } = await fixture.create('/replicas');
    const counters = new Map<string, number>();
    const apps = [fixture.server.app, other.app];
    await fixture.query('CREATE TABLE counters (id text PRIMARY KEY, n integer NOT NULL)');
    await fixture.query(`INSERT INTO counters SELECT 'act_' || number, 0 FROM generate_series(0, 4) AS number`);
    const tell = async (at: number) => {
      const app = apps[at % 2]!;
      const events = app.get(EventsService);
      const actionId = `act_${at % 5}`;
      const event = await app.get(DataSource).transaction(async (manager) => {
        const [[row]] = await manager.query<[{ n: number }[], number]>(
          'UPDATE counters SET n = n + 1 WHERE id = $1 RETURNING n',
          [actionId],
        );
        const data = { actionId, n: row?.n };
        return events.record(manager, { workspaceId: fixture.workspaceId, type: 'action.failed', data });
      });
      events.dispatch(event);
    };
    await Promise.all(Array.from({ length: 100 }, (_, at) => tell(at)));
    await expect.poll(async () => (await fixture.webhook(id)).pendingCount, { timeout: 30_000 }).toBe(0);
    const told = fixture.received('/replicas').map(({ body }) => (body as DomainEvent).data);
    expect(told).toHaveLength(100);
    for (const { actionId, n } of told as { actionId: string; n: number }[]) {
      expect(n).toBe((counters.get(actionId) ?? 0) + 1);
      counters.set(actionId, n);
    }
    expect([...counters.values()]).toEqual([20, 20, 20, 20, 20]);
    expect(mostAtOnce).toBeGreaterThan(1);
    expect(mostAtOnce).toBeLessThanOrEqual(5);
    await fixture.query('DROP TABLE counters');
    await other.close();
  });

  it('are not lost when one is queued at the moment at which the last before it is settled', async () => {
    const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    fixture.answer = async () => {
      await sleep(150);
      return { status: 204 };
    };
    const { id } = await fixture.create('/meanwhile');
    await fail('act_1', 1);
    await expect.poll(() => fixture.received('/meanwhile').length).toBe(1);
    const events = fixture.server.app.get(EventsService);
    const { workspaceId } = fixture;
    // It holds the lane while the one ahead is taken, and commits when that waits to be settled.
    const second = await fixture.server.app.get(DataSource).transaction(async (manager) => {
      const data = { actionId: 'act_1', n: 2 };
      const event = await events.record(manager, { workspaceId, type: 'action.failed', data });
      await sleep(500);
      return event;
    });
    events.dispatch(second);
    await fixture.settled(id, 'delivered', 'delivered');
    expect(fixture.numbersAt('/meanwhile')).toEqual([1, 2]);
    expect(await lanesOf(id)).toEqual([]);
  });

  it('are queued with the change that they tell of, or not at all', async () => {
    const { id } = await fixture.create('/rolled-back');
    const events = fixture.server.app.get(EventsService);
    const { workspaceId } = fixture;
    const failing = fixture.server.app.get(DataSource).transaction(async (manager) => {
      await events.record(manager, { workspaceId, type: 'action.failed', data: { actionId: 'act_1' } });
      throw new Error('the change does not happen');
    });
    await expect(failing).rejects.toThrow('the change does not happen');
    expect(await fixture.deliveriesOf(id)).toEqual([]);
    expect(await lanesOf(id)).toEqual([]);
  });
});

describe('lanes', () => {
  it('are taken over from a process that has died, and lost to it', async () => {
    fixture.answer = () => ({ status: 500 });
    const { id } = await fixture.create('/crashed');
    await fail('act_1', 1);
    await fixture.failed(id);
    const lanes = fixture.server.app.get(LanesService);
    // A process claims the lane and dies while it sends: nobody else may send meanwhile.
    await fixture.query("UPDATE webhook_lanes SET claim = $1, due_at = now() + interval '20 seconds'", ['dead']);
    expect(await lanes.claim(whole)).toEqual([]);
    fixture.answer = () => ({ status: 204 });
    await fixture.query('UPDATE webhook_lanes SET due_at = now()');
    await fixture.settled(id, 'delivered');
    const attempt = { at: new Date().toISOString(), durationMs: 1, status: 500, errorCode: 'refused' } as const;
    const dead = { webhookId: id, resource: 'act_1', claim: 'dead' };
    const [delivery] = await fixture.deliveriesOf(id);
    const late = await lanes.settle(dead, delivery as never, { status: 'pending', attempt, waitMs: 1_000 });
    expect(late).toEqual({ to: 'lost' });
    expect((await fixture.deliveriesOf(id))[0]).toMatchObject({ status: 'delivered' });
  });

  it('are claimed of each webhook up to its share, so that no receiver keeps others waiting', async () => {
    const [slow, failing] = [await fixture.create('/slow'), await fixture.create('/failing')];
    await fixture.query('UPDATE webhooks SET failing_since = now() WHERE id = $1', [failing.id]);
    await fixture.query('UPDATE webhooks SET is_enabled = true');
    await fixture.query(
      `INSERT INTO webhook_lanes (webhook_id, resource, due_at, claim)
       SELECT id, 'res_' || number, now() + interval '1 hour', NULL FROM webhooks, generate_series(1, 50) AS number`,
    );
    // In a transaction that is rolled back: the server itself must not take any meanwhile.
    const count = async (room: Partial<Parameters<LanesService['claim']>[0]>) => {
      const runner = fixture.server.app.get(DataSource).createQueryRunner();
      await runner.startTransaction();
      await runner.query('UPDATE webhook_lanes SET due_at = now()');
      const claimed = await new LanesService(runner.manager as never).claim({ ...whole, ...room });
      await runner.rollbackTransaction();
      await runner.release();
      return [slow, failing].map(({ id }) => claimed.filter(({ webhookId }) => webhookId === id).length);
    };
    expect(await count({})).toEqual([16, 4]);
    expect(await count({ held: { [slow.id]: 15, [failing.id]: 9 } })).toEqual([1, 0]);
    expect((await count({ lanes: 7 })).reduce((sum, one) => sum + one, 0)).toBe(7);
  });

  it('keep a receiver that hangs from holding up the others', async () => {
    fixture.answer = ({ path }) => (path === '/hangs' ? undefined : { status: 204 });
    const hanging = await fixture.create('/hangs');
    const quick = await fixture.create('/quick');
    for (let n = 0; n < 30; n += 1) await fail(`act_${n}`, n);
    await expect.poll(async () => (await fixture.webhook(quick.id)).pendingCount, { timeout: 5_000 }).toBe(0);
    expect(fixture.received('/quick')).toHaveLength(30);
    expect(fixture.received('/hangs').length).toBeLessThanOrEqual(16);
    await fixture.server.call('DELETE', `/v1/webhooks/${hanging.id}`);
  });

  it('of a webhook that is deleted while it is told of much go with it, and nothing else fails', async () => {
    const { id } = await fixture.create('/deleted');
    const telling = Array.from({ length: 40 }, (_, n) => fail(`act_${n % 4}`, n));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const removed = await fixture.server.call('DELETE', `/v1/webhooks/${id}`);
    expect(removed.status).toBe(204);
    await Promise.all(telling);
    expect(await lanesOf(id)).toEqual([]);
  });
});
