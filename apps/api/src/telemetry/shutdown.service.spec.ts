import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, startTestServer, type TestServer } from '../../../../test/support/server.js';
import { RunRecordsService } from '../runs/run-records.service.js';
import { Run } from '../runs/run.entity.js';
import { ShutdownService } from './shutdown.service.js';

describe('stopping', () => {
  it('waits for what is tracked, then stops what runs in the background, then waits for what that has begun', async () => {
    const shutdown = new ShutdownService();
    const order: string[] = [];
    const work = (name: string, ms: number) => shutdown.track(sleep(ms).then(() => order.push(name)));
    shutdown.onStop(async () => {
      order.push('background');
      void work('begun by the background', 20);
    });
    void work('slow', 40);
    void work('quick', 5).then(() => work('begun by quick', 60));
    void shutdown.track(Promise.reject(new Error('failed'))).catch(() => undefined);
    expect(shutdown.isStopping).toBe(false);
    await shutdown.onModuleDestroy();
    expect(order).toEqual(['quick', 'slow', 'begun by quick', 'background', 'begun by the background']);
  });

  it('does not wait without end', async () => {
    class Impatient extends ShutdownService {
      protected override readonly patienceMs = 50;
    }
    const shutdown = new Impatient();
    void shutdown.track(new Promise(() => undefined));
    const began = performance.now();
    await shutdown.onModuleDestroy();
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('a server that stops', () => {
  let server: TestServer;
  let botId: string;
  const seen: Record<string, unknown> = {};

  /** Everything happens in one stop, as it does. */
  beforeAll(async () => {
    server = await startTestServer();
    const { hostname, port } = new URL(server.url);
    botId = (await server.call('POST', '/v1/bots', { body: { name: 'talker' } })).body.id as string;
    const conversation = await server.call('POST', `/v1/bots/${botId}/conversations`, {
      body: { endUser: { id: 'u1' } },
    });
    const { workspaceId } = (await server.call('GET', '/v1/session')).body as { readonly workspaceId: string };
    const stream = await fetch(`${server.url}/v1/conversations/${conversation.body.id}/events`, {
      headers: { authorization: `Bearer ${server.key}` },
    });
    const body = JSON.stringify({ name: 'made while stopping' });
    const socket = connect(Number(port), hostname);
    const hungUp = once(socket, 'close');
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.write(
      `POST /v1/bots HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.key}\r\ncontent-type: application/json\r\n` +
        `content-length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    await sleep(200);
    const run = Object.assign(new Run(), runOf(botId, workspaceId));
    const shutdown = server.app.get(ShutdownService);
    void shutdown.track(sleep(400).then(() => server.app.get(RunRecordsService).append(run)));

    const began = performance.now();
    const closing = server.close().then(() => performance.now() - began);
    await sleep(50);
    seen.ready = await call(server.url, 'GET', '/health/ready', { key: null });
    seen.live = await call(server.url, 'GET', '/health/live', { key: null });
    seen.refused = await server.call('GET', '/v1/bots');
    socket.write(body.slice(10));
    await once(socket, 'data');
    seen.answer = answer;
    seen.events = await stream.text();
    seen.closedAfterMs = await closing;
    await hungUp;
    seen.afterwards = await fetch(server.url).catch((error: Error) => error.message);
  });

  async function rows(sql: string): Promise<readonly unknown[]> {
    const client = new Client({ connectionString: server.databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql)).rows as unknown[];
    } finally {
      await client.end();
    }
  }

  it('says so to orchestrators first, and lives', () => {
    expect(seen.ready).toMatchObject({
      status: 503,
      body: { status: 'down', details: { database: 'up', server: 'stopping' } },
    });
    expect(seen.live).toMatchObject({ status: 200, body: { status: 'up' } });
  });

  it('refuses new requests with a problem, and hangs up', () => {
    const { status, body, headers } = seen.refused as Awaited<ReturnType<typeof call>>;
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'shutting-down' });
    expect(headers.get('connection')).toBe('close');
    expect(headers.get('x-request-id')).toBe(body.requestId);
  });

  it('finishes the request that had begun, and what it did stays', async () => {
    expect(seen.answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(await rows("SELECT name FROM bots WHERE name = 'made while stopping'")).toHaveLength(1);
  });

  it('keeps the record of a run that ended while it stopped', async () => {
    expect(await rows('SELECT status FROM runs')).toEqual([{ status: 'succeeded' }]);
  });

  it('ends event streams, so that clients connect elsewhere', () => {
    expect(seen.events).toContain('retry: ');
  });

  it('is gone soon after its work is done', () => {
    expect(seen.closedAfterMs).toBeLessThan(8_000);
    expect(seen.afterwards).toBe('fetch failed');
  });
});

function runOf(botId: string, workspaceId: string): Partial<Run> {
  return {
    id: 'run_01k7s3x1b8e7ka6h0xw4v2m9qd',
    workspaceId,
    botId,
    connectorId: 'salesforce',
    operation: 'salesforce.search-leads',
    source: 'api',
    callerId: 'key_1',
    endUserId: null,
    conversationId: null,
    authorizationId: null,
    status: 'succeeded',
    errorCode: null,
    errorMessage: null,
    trace: [],
    idempotencyKey: null,
    fingerprint: null,
    owner: '1',
    inputSealed: null,
    outputSealed: null,
    startedAt: new Date(),
    finishedAt: new Date(),
  };
}
