import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../database/identifiers.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { WebhookFixture } from '../testing/webhook-fixture.js';

let fixture: WebhookFixture;

beforeAll(async () => {
  fixture = await WebhookFixture.start();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.reset());

describe('webhooks', () => {
  it('receive what they want, signed so that it can be verified', async () => {
    const all = await fixture.create('/all');
    const some = await fixture.create('/some', { eventTypes: ['authorization.revoked'] });
    const event = await fixture.happen('action.enabled', { botId: 'bot_1', actionId: 'act_1' });
    const delivery = await fixture.settled(all.id, 'delivered');
    expect(delivery).toMatchObject({ eventId: event.id, attempts: 1, nextAttemptAt: null });
    expect(await fixture.deliveriesOf(some.id)).toEqual([]);
    const [message] = fixture.received('/all');
    const headers = message?.headers as Record<string, string>;
    expect(headers).toMatchObject({ 'webhook-id': event.id, 'content-type': 'application/json' });
    const verified = new Verifier(all.secret).verify(JSON.stringify(message?.body), headers);
    expect(verified).toMatchObject({ type: 'action.enabled', data: { botId: 'bot_1' } });
    expect(() => new Verifier(some.secret).verify(JSON.stringify(message?.body), headers)).toThrow();
  });

  it('receive an event once, however often it is told and on however many replicas', async () => {
    const replica = await fixture.replica();
    const webhook = await fixture.create('/once');
    const event = await fixture.happen('action.disabled');
    for (const app of [fixture.server.app, replica.app, fixture.server.app, replica.app])
      app.get(EventsService).dispatch(event);
    await fixture.settled(webhook.id, 'delivered');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(fixture.received('/once')).toHaveLength(1);
    expect(fixture.server.logs() + replica.logs()).not.toContain('an event will be handled again');
  });

  it('receive nothing of other workspaces, nor of what happened before they were made', async () => {
    const other = newId('workspace');
    await fixture.query('INSERT INTO workspaces (id, name) VALUES ($1, $2)', [other, 'Other']);
    const early = await fixture.happen('action.enabled');
    const webhook = await fixture.create('/mine');
    await fixture.happen('action.enabled', {}, { workspaceId: other });
    fixture.server.app.get(EventsService).dispatch(early);
    await fixture.happen('action.failed');
    await fixture.settled(webhook.id, 'delivered');
    expect(fixture.received('/mine').map(({ body }) => (body as DomainEvent).type)).toEqual(['action.failed']);
  });

  it('receive it again, later and under the same id, when they did not take it', async () => {
    fixture.answer = () => ({ status: 500 });
    const webhook = await fixture.create('/retried');
    await fixture.happen('action.enabled');
    const first = await fixture.failed(webhook.id);
    expect(first).toMatchObject({ status: 'pending', attempts: 1, lastStatus: 500, lastErrorCode: 'refused' });
    expect(Date.parse(first.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 5_000);
    fixture.answer = () => ({ status: 200, text: 'thanks' });
    await fixture.letTimePass(webhook.id);
    const taken = await fixture.settled(webhook.id, 'delivered');
    expect(taken).toMatchObject({ attempts: 2, lastStatus: 200, lastErrorCode: null, nextAttemptAt: null });
    const ids = fixture.received('/retried').map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([first.eventId, first.eventId]);
    const { body } = await fixture.server.call('GET', `/v1/webhooks/${webhook.id}/deliveries/${first.id}`);
    expect(body.history).toMatchObject([
      { status: 500, errorCode: 'refused', durationMs: expect.any(Number) },
      { status: 200, errorCode: null },
    ]);
    expect(JSON.parse(body.payload)).toMatchObject({ id: first.eventId, type: 'action.enabled' });
  });

  it('are asked again as late as their Retry-After says', async () => {
    fixture.answer = () => ({ status: 503, headers: { 'retry-after': '3600' } });
    const webhook = await fixture.create('/busy');
    await fixture.happen('action.enabled');
    const { nextAttemptAt } = await fixture.failed(webhook.id);
    const seconds = (Date.parse(nextAttemptAt ?? '') - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(3_500);
    expect(seconds).toBeLessThan(3_700);
  });

  it('are given up after a day, and told of once until they recover', async () => {
    fixture.answer = () => ({ status: 500 });
    const webhook = await fixture.create('/given-up', { eventTypes: ['action.enabled'] });
    const other = await fixture.create('/other', { eventTypes: ['webhook.delivery-failed'] });
    for (const actionId of ['act_1', 'act_2']) await fixture.happen('action.enabled', { actionId });
    await expect
      .poll(async () => (await fixture.deliveriesOf(webhook.id)).map(({ attempts }) => attempts))
      .toEqual([1, 1]);
    expect(await fixture.webhook(webhook.id)).toMatchObject({ health: 'failing', pendingCount: 2, deadCount: 0 });
    fixture.answer = ({ path }) => ({ status: path === '/other' ? 204 : 500 });
    await fixture.letDayPass(webhook.id);
    await fixture.settled(webhook.id, 'dead', 'dead');
    await fixture.settled(other.id, 'delivered');
    expect(fixture.received('/other').map(({ body }) => (body as DomainEvent).data)).toMatchObject([
      { webhookId: webhook.id, isGivenUp: true, errorCode: 'refused', lastStatus: 500 },
    ]);
    expect(await fixture.webhook(webhook.id)).toMatchObject({ health: 'failing', pendingCount: 0, deadCount: 2 });
    fixture.answer = () => ({ status: 204 });
    await fixture.happen('action.enabled', { actionId: 'act_3' });
    await fixture.settled(webhook.id, 'delivered', 'dead', 'dead');
    await expect.poll(async () => (await fixture.webhook(webhook.id)).health).toBe('healthy');
  });

  it('are disabled when the receiver is gone, and tell others of it; what waits goes on once they are enabled', async () => {
    fixture.answer = ({ path }) => ({ status: path === '/gone' ? 410 : 204 });
    const gone = await fixture.create('/gone', { eventTypes: ['action.enabled'] });
    const other = await fixture.create('/told', { eventTypes: ['webhook.disabled'] });
    await fixture.happen('action.enabled');
    expect(await fixture.settled(gone.id, 'dead')).toMatchObject({ attempts: 1, lastStatus: 410 });
    await fixture.settled(other.id, 'delivered');
    expect((fixture.received('/told')[0]?.body as DomainEvent).data).toEqual({ webhookId: gone.id, reason: 'gone' });
    expect(await fixture.webhook(gone.id)).toMatchObject({ health: 'disabled', disabledReason: 'gone', version: 2 });
    await fixture.happen('action.enabled');
    expect(await fixture.deliveriesOf(gone.id)).toHaveLength(1);
    fixture.answer = () => ({ status: 204 });
    const { body } = await fixture.server.call('PATCH', `/v1/webhooks/${gone.id}`, { body: { isEnabled: true } });
    expect(body).toMatchObject({ isEnabled: true, disabledReason: null, failingSince: null });
    await fixture.happen('action.enabled');
    await fixture.settled(gone.id, 'delivered', 'dead');
  });

  it('are disabled when they took nothing for five days', async () => {
    fixture.answer = () => ({ status: 500 });
    const webhook = await fixture.create('/lost');
    await fixture.happen('action.enabled');
    await fixture.failed(webhook.id);
    await fixture.query(`UPDATE webhooks SET failing_since = now() - interval '6 days'`);
    await fixture.letTimePass(webhook.id);
    await expect
      .poll(() => fixture.webhook(webhook.id))
      .toMatchObject({ health: 'disabled', disabledReason: 'failing' });
    expect((await fixture.failed(webhook.id, 2)).status).toBe('pending');
  });

  it('that a member disabled keep what waits for them, and are told of nothing meanwhile', async () => {
    fixture.answer = () => ({ status: 500 });
    const webhook = await fixture.create('/paused');
    await fixture.happen('action.enabled');
    await fixture.failed(webhook.id);
    const path = `/v1/webhooks/${webhook.id}`;
    await fixture.server.call('PATCH', path, { body: { isEnabled: false } });
    fixture.answer = () => ({ status: 204 });
    await fixture.letTimePass(webhook.id);
    await fixture.happen('action.disabled');
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    expect(fixture.received('/paused')).toHaveLength(1);
    await fixture.server.call('PATCH', path, { body: { isEnabled: true } });
    expect(await fixture.settled(webhook.id, 'delivered')).toMatchObject({ eventType: 'action.enabled', attempts: 2 });
  });

  it('receive a message again when it is replayed, delivered or dead', async () => {
    const webhook = await fixture.create('/replayed');
    await fixture.happen('action.enabled');
    const { id } = await fixture.settled(webhook.id, 'delivered');
    const replay = (delivery: string) =>
      fixture.server.call('POST', `/v1/webhooks/${webhook.id}/deliveries/${delivery}/replay`);
    expect((await replay(id)).status).toBe(202);
    await expect.poll(() => fixture.received('/replayed').length).toBe(2);
    await fixture.settled(webhook.id, 'delivered');
    expect((await replay(newId('delivery'))).status).toBe(404);
  });

  it('receive every dead message again, those of one resource in order, and none that was made before', async () => {
    fixture.answer = () => ({ status: 500 });
    const webhook = await fixture.create('/again', { eventTypes: ['action.failed'] });
    for (const n of [1, 2, 3]) await fixture.happen('action.failed', { actionId: 'act_1', n });
    for (const dead of [1, 2, 3]) {
      await expect
        .poll(async () => (await fixture.deliveriesOf(webhook.id, '?status=pending')).some((one) => one.attempts > 0))
        .toBe(true);
      await fixture.letDayPass(webhook.id);
      await expect.poll(async () => (await fixture.webhook(webhook.id)).deadCount, { timeout: 5_000 }).toBe(dead);
    }
    await fixture.query(
      `UPDATE webhook_deliveries SET created_at = now() - interval '2 days'
       WHERE position = (SELECT min(position) FROM webhook_deliveries WHERE webhook_id = $1)`,
      [webhook.id],
    );
    expect(await fixture.deliveriesOf(webhook.id, '?status=delivered')).toEqual([]);
    fixture.answer = () => ({ status: 204 });
    const before = fixture.received('/again').length;
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const path = `/v1/webhooks/${webhook.id}/deliveries/replay`;
    expect((await fixture.server.call('POST', path, { body: { since } })).body).toEqual({ count: 2 });
    await fixture.settled(webhook.id, 'delivered', 'delivered', 'dead');
    expect(fixture.numbersAt('/again').slice(before)).toEqual([2, 3]);
    expect((await fixture.server.call('POST', path, { body: {} })).body).toEqual({ count: 1 });
    expect((await fixture.server.call('POST', path, { body: { since: 'yesterday' } })).status).toBe(400);
  });
});

describe('testing a webhook', () => {
  const test = async (webhookId: string) => (await fixture.server.call('POST', `/v1/webhooks/${webhookId}/test`)).body;

  it('sends one signed message and says how it ended', async () => {
    const { id, secret } = await fixture.create('/tested');
    expect(await test(id)).toMatchObject({ eventType: 'webhook.test', status: 'delivered', lastStatus: 204 });
    const [message] = fixture.received('/tested');
    const headers = message?.headers as Record<string, string>;
    expect(new Verifier(secret).verify(JSON.stringify(message?.body), headers)).toMatchObject({ type: 'webhook.test' });
  });

  it('follows no redirect, and tries once only', async () => {
    fixture.answer = ({ path }) => (path === '/redirecting' ? { status: 307, headers: { location: '/target' } } : {});
    const { id } = await fixture.create('/redirecting');
    expect(await test(id)).toMatchObject({ status: 'failed', lastErrorCode: 'redirected', nextAttemptAt: null });
    expect(fixture.received('/target')).toEqual([]);
  });

  it('says that nobody answers, or that the connection breaks', async () => {
    const { body: silent } = await fixture.server.call('POST', '/v1/webhooks', {
      body: { url: 'https://silent.invalid/x' },
    });
    expect(await test(silent.id)).toMatchObject({ status: 'failed', lastErrorCode: 'unreachable', lastStatus: null });
    fixture.answer = (_request, response) => void response.destroy();
    const { id } = await fixture.create('/breaking');
    expect(await test(id)).toMatchObject({ status: 'failed', lastErrorCode: 'unreachable' });
  });

  it('takes the status of an answer whose body never ends', async () => {
    fixture.answer = (_request, response) => {
      response.writeHead(200);
      response.write('drip');
      return undefined;
    };
    const { id } = await fixture.create('/dripping');
    expect(await test(id)).toMatchObject({ status: 'delivered', lastStatus: 200 });
  });

  it('shows the beginning of an answer that never ends, and is soon done with it', async () => {
    fixture.answer = (_request, response) => {
      response.writeHead(400, { 'content-type': 'text/plain', 'set-cookie': 'session=secret' });
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', pour);
      pour();
      return undefined;
    };
    const { id } = await fixture.create('/pouring');
    const started = Date.now();
    const { answer, history } = await test(id);
    expect(answer).toEqual({ headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(2_000) });
    expect(history).toMatchObject([{ status: 400, errorCode: 'refused' }]);
    expect(Date.now() - started).toBeLessThan(8_000);
  });

  it('refuses an address that has become private since the webhook was made', async () => {
    const { id } = await fixture.create('/moved');
    const { port } = new URL(fixture.receiver.origin);
    await fixture.query('UPDATE webhooks SET url = $1 WHERE id = $2', [`http://localhost:${port}/moved`, id]);
    expect(await test(id)).toMatchObject({ status: 'failed', lastErrorCode: 'egress-denied' });
    expect(fixture.received('/moved')).toEqual([]);
  });

  it('gives up on a receiver that accepts and never answers', async () => {
    fixture.answer = () => undefined;
    const { id } = await fixture.create('/deaf');
    const started = Date.now();
    expect(await test(id)).toMatchObject({ status: 'failed', lastErrorCode: 'timeout' });
    expect(Date.now() - started).toBeLessThan(13_000);
  });
});
