import { Webhook as Verifier } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../database/identifiers.js';
import { WebhookFixture } from './testing/webhook-fixture.js';

let fixture: WebhookFixture;

beforeAll(async () => {
  fixture = await WebhookFixture.start();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.reset());

describe('webhooks', () => {
  it('are made with a secret that is shown once and sealed, listed and deleted', async () => {
    const made = await fixture.create('/made', {
      eventTypes: ['action.enabled', 'action.enabled'],
      description: 'Ops',
    });
    expect(made).toMatchObject({ eventTypes: ['action.enabled'], description: 'Ops' });
    expect(made.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const list = await fixture.server.call('GET', '/v1/webhooks');
    expect(list.body.items).toMatchObject([{ id: made.id }]);
    expect(list.text).not.toContain(made.secret);
    const [row] = await fixture.query<object>('SELECT * FROM webhooks');
    expect(JSON.stringify(row)).not.toContain(made.secret.slice(6));
    expect((await fixture.server.call('DELETE', `/v1/webhooks/${made.id}`)).status).toBe(204);
    expect((await fixture.server.call('GET', '/v1/webhooks')).body.items).toEqual([]);
  });

  it('are changed by whoever read them last, and keep what is not named', async () => {
    const { id } = await fixture.create('/one', { description: 'Ops', eventTypes: ['action.enabled'] });
    const patch = (body: object) => fixture.server.call('PATCH', `/v1/webhooks/${id}`, { body });
    const changed = await patch({ url: `${fixture.receiver.origin}/two`, version: 1 });
    expect(changed.body).toMatchObject({ url: `${fixture.receiver.origin}/two`, description: 'Ops', version: 2 });
    expect(changed.body.eventTypes).toEqual(['action.enabled']);
    expect((await patch({ eventTypes: null })).body).toMatchObject({ eventTypes: null, version: 3 });
    expect(await patch({ description: '', version: 2 })).toMatchObject({
      status: 409,
      body: { code: 'version-conflict' },
    });
    expect((await patch({ url: null, description: null })).body).toMatchObject({
      url: `${fixture.receiver.origin}/two`,
      description: 'Ops',
    });
  });

  it('are not led to a private address by a change, nor given a secret of somebody else', async () => {
    const { id } = await fixture.create('/one');
    for (const body of [{ url: 'http://169.254.169.254/' }, { url: 'https://[::1]/' }, { eventTypes: [] }]) {
      expect((await fixture.server.call('PATCH', `/v1/webhooks/${id}`, { body })).status).toBe(400);
    }
    for (const name of ['secret', 'secretSealed', 'workspaceId', 'failingSince', 'disabledReason']) {
      const answered = await fixture.server.call('PATCH', `/v1/webhooks/${id}`, { body: { [name]: 'x' } });
      expect(answered.body.violations).toContainEqual(expect.objectContaining({ pointer: `/${name}` }));
    }
  });
});

describe('secrets', () => {
  const verifies = (secret: string, message: { body?: unknown; headers: object } | undefined) => {
    try {
      new Verifier(secret).verify(JSON.stringify(message?.body), message?.headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };

  it('are changed with an overlap of a day: messages carry a signature of each', async () => {
    const { id, secret: before } = await fixture.create('/rotated');
    const rotated = await fixture.server.call('POST', `/v1/webhooks/${id}/secret`);
    expect(rotated.status).toBe(201);
    expect(rotated.body.secret).not.toBe(before);
    const hours = (Date.parse(rotated.body.previousSecretUntil) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    await fixture.server.call('POST', `/v1/webhooks/${id}/test`);
    const [overlapping] = fixture.received('/rotated');
    expect(String(overlapping?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect([verifies(before, overlapping), verifies(rotated.body.secret, overlapping)]).toEqual([true, true]);
    await fixture.query(`UPDATE webhooks SET previous_secret_until = now() - interval '1 second'`);
    await fixture.server.call('POST', `/v1/webhooks/${id}/test`);
    const after = fixture.received('/rotated')[1];
    expect([verifies(before, after), verifies(rotated.body.secret, after)]).toEqual([false, true]);
    expect((await fixture.webhook(id)).previousSecretUntil).toBeNull();
  });

  it('of before are forgotten at once when that is asked for, and sealed until then', async () => {
    const { id, secret: before } = await fixture.create('/forgotten');
    await fixture.server.call('POST', `/v1/webhooks/${id}/secret`);
    const [row] = await fixture.query<object>('SELECT * FROM webhooks');
    expect(JSON.stringify(row)).not.toContain(before.slice(6));
    expect((await fixture.server.call('DELETE', `/v1/webhooks/${id}/secret/previous`)).status).toBe(204);
    await fixture.server.call('POST', `/v1/webhooks/${id}/test`);
    expect(verifies(before, fixture.received('/forgotten')[0])).toBe(false);
    const [left] = await fixture.query<object>('SELECT previous_secret_sealed FROM webhooks');
    expect(left).toEqual({ previous_secret_sealed: null });
  });

  it('are changed once when two ask at the same time', async () => {
    const { id } = await fixture.create('/twice');
    const rotate = () => fixture.server.call('POST', `/v1/webhooks/${id}/secret`);
    const statuses = (await Promise.all([rotate(), rotate(), rotate()])).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect((await fixture.webhook(id)).version).toBe(1 + statuses.filter((status) => status === 201).length);
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
    const answered = await fixture.server.call('POST', '/v1/webhooks', { body: { url } });
    expect(answered).toMatchObject({ status: 400, body: { violations: [{ pointer: '/url' }] } });
  });

  it.each([
    ['an unknown event', { eventTypes: ['run.finished'] }, '/eventTypes'],
    ['no event', { eventTypes: [] }, '/eventTypes'],
    ['a secret of its own', { secret: 'whsec_x' }, '/secret'],
    ['an object as address', { url: {} }, '/url'],
  ])('is refused with a pointer: %s', async (_title, fields, pointer) => {
    const answered = await fixture.server.call('POST', '/v1/webhooks', {
      body: { url: 'https://a.example.com', ...fields },
    });
    expect(answered.status).toBe(400);
    expect(answered.body.violations).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('finds no webhook of another workspace, nor a delivery of another webhook', async () => {
    const [mine, theirs] = [await fixture.create('/one'), await fixture.create('/two')];
    await fixture.server.call('POST', `/v1/webhooks/${theirs.id}/test`);
    const { id } = (await fixture.deliveriesOf(theirs.id))[0]!;
    const crossed = await fixture.server.call('POST', `/v1/webhooks/${mine.id}/deliveries/${id}/replay`);
    expect(crossed.status).toBe(404);
    const other = newId('workspace');
    await fixture.query('INSERT INTO workspaces (id, name) VALUES ($1, $2)', [other, 'Foreign']);
    await fixture.query('UPDATE webhooks SET workspace_id = $1 WHERE id = $2', [other, theirs.id]);
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['POST', `/deliveries/${id}/replay`],
    ]) {
      const answered = await fixture.server.call(method!, `/v1/webhooks/${theirs.id}${path}`);
      expect(answered).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
  });

  it('is an API key of certain bots: it would be told of all', async () => {
    const { body: bot } = await fixture.server.call('POST', '/v1/bots', { body: { name: 'scoped' } });
    const { body: scoped } = await fixture.server.call('POST', '/v1/api-keys', {
      body: { name: 'scoped', permissions: [], botIds: [bot.id] },
    });
    await fixture.server.app
      .get(DataSource)
      .query('UPDATE api_keys SET permissions = $2 WHERE id = $1', [scoped.id, ['webhooks:manage']]);
    const request = { key: scoped.key, body: { url: 'https://a.example.com' } };
    expect((await fixture.server.call('POST', '/v1/webhooks', request)).status).toBe(403);
    expect((await fixture.server.call('GET', '/v1/webhooks', { key: scoped.key })).status).toBe(403);
  });
});
