import { randomUUID } from 'node:crypto';
import { of, throwError } from 'rxjs';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { lastValueFrom } from 'rxjs';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { Caller } from '../http/caller.js';
import { ProblemError } from '../http/problem.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotencyService } from './idempotency.service.js';

let server: TestServer;
let replica: TestServer;
let database: DataSource;

beforeAll(async () => {
  server = await startTestServer();
  replica = await startTestServer({ databaseUrl: server.databaseUrl });
  database = server.app.get(DataSource);
});
afterAll(async () => {
  await replica.close();
  await server.close();
});

const createBot = (name: string, key: string, on: TestServer = server, apiKey = server.key) =>
  on.call('POST', '/v1/bots', { body: { name }, key: apiKey, headers: { 'idempotency-key': key } });

async function countBots(name: string): Promise<number> {
  const [row] = await database.query<{ n: number }[]>('SELECT count(*)::int AS n FROM bots WHERE name = $1', [name]);
  return row?.n ?? -1;
}

describe('the same key', () => {
  it('carries a request out once, on whichever replica it arrives, and answers the same', async () => {
    const key = randomUUID();
    const first = await createBot('once', key);
    const again = await createBot('once', key, replica);
    expect(first).toMatchObject({ status: 201 });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await countBots('once')).toBe(1);
  });

  it('carries it out once when it comes twenty times at once', async () => {
    const key = randomUUID();
    const attempts = Array.from({ length: 20 }, (_, at) => createBot('at once', key, at % 2 === 0 ? server : replica));
    const answers = await Promise.all(attempts);
    expect(await countBots('at once')).toBe(1);
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    for (const { status, body, headers } of answers) {
      if (status === 201) continue;
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'idempotency-key-in-use' });
      expect(headers.get('retry-after')).toBe('1');
    }
  });

  it('is refused with another body, another path, or another query', async () => {
    const key = randomUUID();
    const { body } = await createBot('mine', key);
    const headers = { 'idempotency-key': key };
    expect(await createBot('other', key)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    const elsewhere = await server.call('POST', `/v1/bots?colour=red`, { body: { name: 'mine' }, headers });
    expect(elsewhere.status).toBe(422);
    const conversation = { endUser: { id: 'e1' } };
    const path = `/v1/bots/${body.id}/conversations`;
    expect((await server.call('POST', path, { body: conversation, headers })).status).toBe(422);
    expect(await countBots('other')).toBe(0);
  });

  it('belongs to its caller: two callers may use the same one', async () => {
    const key = randomUUID();
    const { body: other } = await server.call('POST', '/v1/api-keys', {
      body: { name: 'other', permissions: ['bots:edit'] },
    });
    expect((await createBot('of one', key)).status).toBe(201);
    const answer = await createBot('of the other', key, server, other.key);
    expect(answer).toMatchObject({ status: 201, body: { name: 'of the other' } });
  });

  it('may be sent again after a refusal, since nothing was done', async () => {
    const key = randomUUID();
    await createBot('taken', randomUUID());
    expect(await createBot('taken', key)).toMatchObject({ status: 409, body: { code: 'name-taken' } });
    await database.query("DELETE FROM bots WHERE name = 'taken'");
    expect(await createBot('taken', key)).toMatchObject({ status: 201 });
  });

  it('tells that nobody knows, when the process died with the first request', async () => {
    const key = randomUUID();
    await createBot('crashed', key);
    const asIfDead = (age: string) =>
      database.query(
        `UPDATE idempotency_keys SET status = NULL, answer_sealed = NULL, created_at = now() - $2::interval WHERE key = $1`,
        [key, age],
      );
    await asIfDead('10 seconds');
    expect(await createBot('crashed', key)).toMatchObject({ status: 409, body: { code: 'idempotency-key-in-use' } });
    await asIfDead('2 minutes');
    const answer = await createBot('crashed', key);
    expect(answer).toMatchObject({ status: 409, body: { code: 'idempotency-outcome-unknown' } });
    expect(await countBots('crashed')).toBe(1);
  });

  it('keeps the answer sealed', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const make = () => server.call('POST', '/v1/api-keys', { body: { name: 'k', permissions: [] }, headers });
    const [first, again] = [await make(), await make()];
    expect(again.body.key).toBe(first.body.key);
    const rows = await database.query('SELECT * FROM idempotency_keys');
    expect(JSON.stringify(rows)).not.toContain(first.body.key);
  });

  it.each([
    ['with spaces', 'a b'],
    ['without end', 'x'.repeat(201)],
    ['empty', ''],
  ])('is refused %s', async (_title, key) => {
    const answer = await createBot('badly keyed', key);
    expect(answer).toMatchObject({ status: 400, body: { violations: [{ pointer: 'Idempotency-Key' }] } });
    expect(await countBots('badly keyed')).toBe(0);
  });

  it('means nothing to a GET', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    expect((await server.call('GET', '/v1/bots', { headers })).status).toBe(200);
    expect((await server.call('GET', '/v1/bots', { headers })).headers.get('idempotent-replayed')).toBeNull();
  });
});

describe('a handler', () => {
  const caller = () => new Caller({ kind: 'api-key', id: 'key_1', workspaceId: '', permissions: new Set() });

  async function carryOut(
    key: string,
    next: CallHandler,
    service = server.app.get(IdempotencyService),
  ): Promise<unknown> {
    const [{ id: workspaceId }] = (await database.query('SELECT id FROM workspaces')) as [{ id: string }];
    const request = {
      method: 'POST',
      url: '/v1/things',
      body: {},
      headers: { 'idempotency-key': key },
      caller: Object.assign(caller(), { workspaceId }),
    };
    const reply = { statusCode: 201, status: () => reply, header: () => reply };
    const context = {
      getHandler: () => carryOut,
      switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }),
    } as unknown as ExecutionContext;
    return lastValueFrom(new IdempotencyInterceptor(new Reflector(), service).intercept(context, next));
  }

  it('that broke may have done its work: its request is never carried out again', async () => {
    const key = randomUUID();
    const broken = { handle: () => throwError(() => new Error('the socket broke')) };
    await expect(carryOut(key, broken)).rejects.toThrow('the socket broke');
    let calls = 0;
    const again = carryOut(key, { handle: () => of((calls += 1)) });
    await expect(again).rejects.toMatchObject({ code: 'idempotency-outcome-unknown' });
    expect(calls).toBe(0);
  });

  it('that refused did nothing: its request may be sent again', async () => {
    const key = randomUUID();
    const refusing = { handle: () => throwError(() => new ProblemError('not-found', 'There is none.')) };
    await expect(carryOut(key, refusing)).rejects.toMatchObject({ code: 'not-found' });
    expect(await carryOut(key, { handle: () => of({ done: true }) })).toEqual({ done: true });
  });

  it('that did its work is not called again when its answer could not be kept', async () => {
    const key = randomUUID();
    const service = server.app.get(IdempotencyService);
    const forgetful = {
      claim: async (...parameters: Parameters<IdempotencyService['claim']>) => ({
        ...(await service.claim(...parameters)),
        settle: () => Promise.reject(new Error('the database is away')),
      }),
    } as unknown as IdempotencyService;
    expect(await carryOut(key, { handle: () => of('done') }, forgetful)).toBe('done');
    await expect(carryOut(key, { handle: () => of('again') })).rejects.toMatchObject({
      code: 'idempotency-key-in-use',
    });
  });

  it('that answers nothing is answered for with nothing', async () => {
    const key = randomUUID();
    await carryOut(key, { handle: () => of(undefined) });
    expect(await carryOut(key, { handle: () => throwError(() => new Error('called twice')) })).toBeNull();
  });
});
