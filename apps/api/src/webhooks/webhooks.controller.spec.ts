import { startVendor, type Vendor, type VendorHandler } from '#connectors/testing';
import { Webhook as Verifier } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { newId } from '../database/identifiers.js';
import type { DomainEvent } from '../events/event.entity.js';
import type { EventType } from '../events/types/event-types.js';
import { EventsService } from '../events/events.service.js';
import { DeliveryAttemptsService } from './delivery-attempts.service.js';

let receiver: Vendor;
let server: TestServer;
let workspaceId: string;
let answer: VendorHandler;

beforeAll(async () => {
  receiver = await startVendor((request, response) => answer(request, response));
  const hosts = `${new URL(receiver.origin).host},silent.invalid`;
  server = await startTestServer({ variables: { ATTACHE_ALLOWED_HOSTS: hosts } });
  [{ id: workspaceId }] = await query('SELECT id FROM workspaces');
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});
beforeEach(async () => {
  answer = () => ({ status: 204 });
  await query('DELETE FROM webhooks');
});

function query<Row = { id: string }>(sql: string, parameters: unknown[] = []): Promise<[Row]> {
  return server.app.get(DataSource).query(sql, parameters);
}

async function create(path: string, fields: object = {}) {
  const { body } = await server.call('POST', '/v1/webhooks', { body: { url: receiver.origin + path, ...fields } });
  return body as { readonly id: string; readonly secret: string };
}

async function happen(type: EventType, data: object = { actionId: 'act_1' }, workspace = workspaceId) {
  const events = server.app.get(EventsService);
  const event = await server.app
    .get(DataSource)
    .transaction((manager) => events.record(manager, { workspaceId: workspace, type, data: { ...data } }));
  events.dispatch(event);
  return event;
}

async function deliveriesOf(webhookId: string) {
  const { body } = await server.call('GET', `/v1/webhooks/${webhookId}/deliveries`);
  return body.items as {
    id: string;
    eventId: string;
    status: string;
    attempts: number;
    nextAttemptAt: string | null;
  }[];
}

async function settled(webhookId: string, status: string) {
  await expect
    .poll(async () => (await deliveriesOf(webhookId)).map((one) => one.status), { timeout: 30_000 })
    .toEqual([status]);
  return (await deliveriesOf(webhookId))[0]!;
}

/** Waits until the first attempt has failed. */
async function failedOnce(webhookId: string) {
  await expect
    .poll(async () => (await server.call('GET', `/v1/webhooks/${webhookId}/deliveries`)).body.items[0]?.lastErrorCode)
    .toBeTruthy();
  return (await deliveriesOf(webhookId))[0]!;
}

const received = (path: string) => receiver.requests.filter((request) => request.path === path);

describe('webhooks', () => {
  it('are made with a secret that is shown once and sealed, listed and deleted', async () => {
    const made = await create('/made', { eventTypes: ['action.enabled', 'action.enabled'], description: 'Ops' });
    expect(made).toMatchObject({ eventTypes: ['action.enabled'], description: 'Ops' });
    expect(made.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const list = await server.call('GET', '/v1/webhooks');
    expect(list.body.items).toMatchObject([{ id: made.id }]);
    expect(list.text).not.toContain(made.secret);
    const [row] = await query<object>('SELECT * FROM webhooks');
    expect(JSON.stringify(row)).not.toContain(made.secret.slice(6));
    expect((await server.call('DELETE', `/v1/webhooks/${made.id}`)).status).toBe(204);
    expect((await server.call('GET', '/v1/webhooks')).body.items).toEqual([]);
  });

  it('receive what they want, signed so that it can be verified', async () => {
    const all = await create('/all');
    const some = await create('/some', { eventTypes: ['authorization.revoked'] });
    const event = await happen('action.enabled', { botId: 'bot_1', actionId: 'act_1' });
    const delivery = await settled(all.id, 'delivered');
    expect(delivery).toMatchObject({ eventId: event.id, attempts: 1, nextAttemptAt: null });
    expect(await deliveriesOf(some.id)).toEqual([]);
    const [message] = received('/all');
    const headers = message?.headers as Record<string, string>;
    expect(headers).toMatchObject({ 'webhook-id': event.id, 'content-type': 'application/json' });
    const verified = new Verifier(all.secret).verify(JSON.stringify(message?.body), headers);
    expect(verified).toMatchObject({ type: 'action.enabled', data: { botId: 'bot_1' } });
    expect(() => new Verifier(some.secret).verify(JSON.stringify(message?.body), headers)).toThrow();
  });

  it('receive an event once, however often it is told and on however many replicas', async () => {
    const replica = await startTestServer({ databaseUrl: server.databaseUrl });
    const webhook = await create('/once');
    const event = await happen('action.disabled');
    for (const app of [server.app, replica.app, server.app, replica.app]) app.get(EventsService).dispatch(event);
    await settled(webhook.id, 'delivered');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(received('/once')).toHaveLength(1);
    expect(server.logs() + replica.logs()).not.toContain('an event will be handled again');
    await replica.close();
  });

  it('receive nothing of other workspaces, nor of what happened before they were made', async () => {
    const other = newId('workspace');
    await query('INSERT INTO workspaces (id, name) VALUES ($1, $2)', [other, 'Other']);
    const early = await happen('action.enabled');
    const webhook = await create('/mine');
    await happen('action.enabled', {}, other);
    server.app.get(EventsService).dispatch(early);
    await happen('action.failed');
    await settled(webhook.id, 'delivered');
    expect(received('/mine').map(({ body }) => (body as DomainEvent).type)).toEqual(['action.failed']);
  });

  it('receive it again, later and under the same id, when they did not take it', async () => {
    answer = () => ({ status: 500 });
    const webhook = await create('/retried');
    await happen('action.enabled');
    const first = await failedOnce(webhook.id);
    expect(first).toMatchObject({ status: 'pending', attempts: 1, lastStatus: 500, lastErrorCode: 'refused' });
    expect(Date.parse(first.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 20_000);
    answer = () => ({ status: 200, text: 'thanks' });
    const attempts = server.app.get(DeliveryAttemptsService);
    await Promise.all([attempts.run(first.id, 2), attempts.run(first.id, 2), attempts.run(first.id, 1)]);
    expect(await settled(webhook.id, 'delivered')).toMatchObject({ attempts: 2, lastStatus: 200, lastErrorCode: null });
    const ids = received('/retried').map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([first.eventId, first.eventId]);
    const [{ count }] = await query<{ count: number }>(
      `SELECT count(*)::int AS count FROM jobs.job WHERE name = 'webhook-deliveries' AND data->>'deliveryId' = $1
         AND (data->>'attempt')::int = 2 AND start_after > now() + interval '20 seconds'`,
      [first.id],
    );
    expect(count).toBe(1);
  });

  it('are given up after the last attempt, or when the receiver is gone', async () => {
    answer = () => ({ status: 500 });
    const webhook = await create('/given-up');
    await happen('action.enabled');
    const { id } = await failedOnce(webhook.id);
    const attempts = server.app.get(DeliveryAttemptsService);
    for (let attempt = 2; attempt <= 9; attempt += 1) await attempts.run(id, attempt);
    expect(await settled(webhook.id, 'failed')).toMatchObject({ attempts: 8, nextAttemptAt: null });
    answer = () => ({ status: 410 });
    const gone = await create('/gone');
    await happen('action.disabled');
    expect(await settled(gone.id, 'failed')).toMatchObject({ attempts: 1, lastStatus: 410 });
  });

  it('receive a message again when it is replayed', async () => {
    answer = () => ({ status: 410 });
    const webhook = await create('/replayed');
    await happen('action.enabled');
    const { id } = await settled(webhook.id, 'failed');
    answer = () => ({ status: 200 });
    const replayed = await server.call('POST', `/v1/webhooks/${webhook.id}/deliveries/${id}/replay`);
    expect(replayed.status).toBe(202);
    await settled(webhook.id, 'delivered');
    expect(received('/replayed')).toHaveLength(2);
    const unknown = await server.call('POST', `/v1/webhooks/${webhook.id}/deliveries/${newId('delivery')}/replay`);
    expect(unknown.status).toBe(404);
  });
});

describe('testing a webhook', () => {
  const test = async (webhookId: string) => (await server.call('POST', `/v1/webhooks/${webhookId}/test`)).body;

  it('sends one signed message and says how it ended', async () => {
    const { id, secret } = await create('/tested');
    expect(await test(id)).toMatchObject({ eventType: 'webhook.test', status: 'delivered', lastStatus: 204 });
    const [message] = received('/tested');
    const headers = message?.headers as Record<string, string>;
    expect(new Verifier(secret).verify(JSON.stringify(message?.body), headers)).toMatchObject({ type: 'webhook.test' });
  });

  it('follows no redirect, and tries once only', async () => {
    answer = ({ path }) => (path === '/redirecting' ? { status: 307, headers: { location: '/target' } } : {});
    const { id } = await create('/redirecting');
    expect(await test(id)).toMatchObject({ status: 'failed', lastErrorCode: 'redirected', nextAttemptAt: null });
    expect(received('/target')).toEqual([]);
  });

  it('says that nobody answers, or that the connection breaks', async () => {
    const { body: silent } = await server.call('POST', '/v1/webhooks', { body: { url: 'https://silent.invalid/x' } });
    expect(await test(silent.id)).toMatchObject({ status: 'failed', lastErrorCode: 'unreachable', lastStatus: null });
    answer = (_request, response) => void response.destroy();
    const { id } = await create('/breaking');
    expect(await test(id)).toMatchObject({ status: 'failed', lastErrorCode: 'unreachable' });
  });

  it('takes the status of an answer whose body never ends', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      response.write('drip');
      return undefined;
    };
    const { id } = await create('/dripping');
    expect(await test(id)).toMatchObject({ status: 'delivered', lastStatus: 200 });
  });

  it('refuses an address that has become private since the webhook was made', async () => {
    const { id } = await create('/moved');
    const { port } = new URL(receiver.origin);
    await query('UPDATE webhooks SET url = $1 WHERE id = $2', [`http://localhost:${port}/moved`, id]);
    expect(await test(id)).toMatchObject({ status: 'failed', lastErrorCode: 'egress-denied' });
    expect(received('/moved')).toEqual([]);
  });

  it('gives up on a receiver that accepts and never answers', async () => {
    answer = () => undefined;
    const { id } = await create('/deaf');
    const started = Date.now();
    expect(await test(id)).toMatchObject({ status: 'failed', lastErrorCode: 'timeout' });
    expect(Date.now() - started).toBeLessThan(13_000);
  });
});

describe('bad input', () => {
  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'not a url',
    'http://hooks.example.com/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0.0.0.0/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://[::1]/x',
    'https://169.254.169.254/x',
    'https://localhost/x',
    'https://user:pass@hooks.example.com/x',
    `https://hooks.example.com/${'x'.repeat(2_000)}`,
  ])('is refused as address: %s', async (url) => {
    const answered = await server.call('POST', '/v1/webhooks', { body: { url } });
    expect(answered).toMatchObject({ status: 400, body: { violations: [{ pointer: '/url' }] } });
  });

  it.each([
    ['an unknown event', { eventTypes: ['run.finished'] }, '/eventTypes'],
    ['no event', { eventTypes: [] }, '/eventTypes'],
    ['a secret of its own', { secret: 'whsec_x' }, '/secret'],
    ['an object as address', { url: {} }, '/url'],
  ])('is refused with a pointer: %s', async (_title, fields, pointer) => {
    const answered = await server.call('POST', '/v1/webhooks', { body: { url: 'https://a.example.com', ...fields } });
    expect(answered.status).toBe(400);
    expect(answered.body.violations).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('finds no webhook of another workspace, nor a delivery of another webhook', async () => {
    const [mine, theirs] = [await create('/one'), await create('/two')];
    await server.call('POST', `/v1/webhooks/${theirs.id}/test`);
    const { id } = (await deliveriesOf(theirs.id))[0]!;
    const crossed = await server.call('POST', `/v1/webhooks/${mine.id}/deliveries/${id}/replay`);
    expect(crossed.status).toBe(404);
    const other = newId('workspace');
    await query('INSERT INTO workspaces (id, name) VALUES ($1, $2)', [other, 'Foreign']);
    await query('UPDATE webhooks SET workspace_id = $1 WHERE id = $2', [other, theirs.id]);
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['POST', `/deliveries/${id}/replay`],
    ]) {
      const answered = await server.call(method!, `/v1/webhooks/${theirs.id}${path}`);
      expect(answered).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
  });

  it('is an API key of certain bots: it would be told of all', async () => {
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'scoped' } });
    const { body: scoped } = await server.call('POST', '/v1/api-keys', {
      body: { name: 'scoped', permissions: ['webhooks:manage'], botIds: [bot.id] },
    });
    const request = { key: scoped.key, body: { url: 'https://a.example.com' } };
    expect((await server.call('POST', '/v1/webhooks', request)).status).toBe(403);
    expect((await server.call('GET', '/v1/webhooks', { key: scoped.key })).status).toBe(403);
  });
});
