import { Writable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, startTestServer, type TestServer } from '../../../../test/support/server.js';
import { createLogger } from './logger.js';
import { MetricsService } from './metrics.service.js';
import { observeRequests } from './requests.js';
import { ShutdownService } from './shutdown.service.js';

const canary = 'cAnaRy-9d2b1a7f3e-of-a-link-that-nobody-may-see';

describe('a request in the log', () => {
  let app: FastifyInstance;
  afterEach(() => app.close());

  function serve(level: string) {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    app = fastify();
    const observers = {
      metrics: new MetricsService(),
      shutdown: new ShutdownService(),
      logger: createLogger(level, sink),
    };
    observeRequests(app, observers);
    app.get('/things/:id', () => ({ fine: true }));
    app.get('/broken', () => Promise.reject(new Error('broken')));
    return {
      lines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
      metrics: observers.metrics,
    };
  }

  it('is told with id, route, status and time when something was wrong, and only then', async () => {
    const { lines } = serve('info');
    await app.inject('/things/1');
    const missing = await app.inject('/nothing?token=x');
    await app.inject('/broken');
    expect(missing.statusCode).toBe(404);
    expect(lines()).toMatchObject([
      { level: 'info', context: 'http', method: 'GET', route: 'none', status: 404 },
      { level: 'warn', context: 'http', method: 'GET', route: '/broken', status: 500 },
    ]);
    for (const line of lines())
      expect(line).toMatchObject({ requestId: expect.any(String), durationMs: expect.any(Number) });
  });

  it('is always told at level debug, by its route and never by its path', async () => {
    const { lines } = serve('debug');
    await app.inject(`/things/${canary}?token=${canary}`);
    expect(lines()).toMatchObject([{ level: 'debug', route: '/things/:id', status: 200 }]);
    expect(JSON.stringify(lines())).not.toContain(canary);
  });

  it('adds no series to the metrics for what it was asked for', async () => {
    const { metrics } = serve('silent');
    for (let at = 0; at < 200; at += 1) {
      await app.inject(`/things/${canary}-${at}`);
      await app.inject(`/nothing/${canary}-${at}`);
    }
    const text = await metrics.render();
    expect(text).not.toContain(canary);
    const counts = text.split('\n').filter((line) => line.startsWith('attache_http_request_duration_seconds_count'));
    expect(counts.sort()).toEqual([
      'attache_http_request_duration_seconds_count{method="GET",route="/things/:id",status="200"} 200',
      'attache_http_request_duration_seconds_count{method="GET",route="none",status="404"} 200',
    ]);
  });

  it('costs little', async () => {
    const { metrics } = serve('info');
    const began = performance.now();
    for (let at = 0; at < 20_000; at += 1) {
      metrics.httpRequests.observe({ method: 'GET', route: '/things/:id', status: 200 }, 0.003);
    }
    expect((performance.now() - began) / 20_000).toBeLessThan(0.05);
  });
});

describe('the whole server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('writes no token of an address, a header or a body into its log', async () => {
    const visit = (path: string) => call(server.url, 'GET', path, { key: null });
    await visit(`/authorize/${canary}`);
    await visit(`/authorize/${canary}/decline`);
    await visit(`/setup?token=${canary}`);
    await visit(`/oauth/callback/prf_1?code=${canary}&state=${canary}`);
    await visit(`/nothing/${canary}?access_token=${canary}`);
    await visit(`/v1/bots?token=${canary}`);
    await call(server.url, 'GET', '/v1/bots', { key: canary, headers: { cookie: `attache_session=${canary}` } });
    await call(server.url, 'POST', '/v1/session', { key: null, body: { email: 'ada@example.com', password: canary } });
    await call(server.url, 'POST', '/v1/session', { key: null, body: `{"password":"${canary}"` });
    await call(server.url, 'POST', '/v1/setup', {
      key: null,
      body: { token: canary, name: 'x', email: 'x@example.com', password: canary },
    });
    expect(server.logs()).toContain('"route":"/authorize/:token"');
    expect(server.logs()).toContain('"route":"/oauth/callback/:profileId"');
    expect(server.logs()).not.toContain(canary);
    expect(server.logs()).not.toContain(server.key);
  });

  it('tells Prometheus about routes, runs and tokens, and nothing of a customer', async () => {
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'a customer' } });
    await server.call('GET', `/v1/bots/${bot.id}`);
    const answer = await call(server.url, 'GET', '/metrics', { key: null });
    expect(answer.headers.get('content-type')).toContain('text/plain');
    for (const name of [
      'attache_http_request_duration_seconds',
      'attache_runs_total',
      'attache_process_cpu_seconds_total',
    ]) {
      expect(answer.text).toContain(`# TYPE ${name} `);
    }
    expect(answer.text).toContain('route="/v1/bots/:botId"');
    expect(answer.text).not.toContain(bot.id);
    expect(answer.text).not.toContain('a customer');
  });
});
