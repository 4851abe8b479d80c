import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SalesforceAction } from '../../../../../test/support/actions.js';
import { call, startTestServer, type TestServer } from '../../../../../test/support/server.js';
import { BotsService } from '../../bots/bots.service.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { TracingService } from './tracing.service.js';

const canary = 'cAnaRy-5e4d3c2b1a';
const traceId = '0af7651916cd43dd8448eb211c80319c';
const parentId = 'b7ad6b7169203331';

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code?: number };
}
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** A loopback server that keeps what it is sent. */
async function listen(): Promise<{ readonly server: Server; readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      received.push({ url: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

interface Received {
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const attributesOf = ({ attributes }: Pick<Span, 'attributes'>) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

describe('traces', () => {
  let receiver: Awaited<ReturnType<typeof listen>>;
  let vendor: Awaited<ReturnType<typeof listen>>;
  let spans: readonly Span[];
  let resource: Readonly<Record<string, unknown>>;

  /** The spans of one life of a server: they are sent at its end. */
  beforeAll(async () => {
    [receiver, vendor] = [await listen(), await listen()];
    const vendorHost = new URL(vendor.url).host;
    const server = await startTestServer({
      variables: {
        OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/`,
        ATTACHE_ALLOWED_HOSTS: vendorHost,
        ATTACHE_SYSTEM_PROFILES: JSON.stringify([{ connectorId: 'salesforce', clientId: 'c', clientSecret: canary }]),
      },
    });
    const { dispatcher } = server.app.get(ConnectorsService).egress;
    const tracing = server.app.get(TracingService);
    const headers = {
      traceparent: `00-${traceId}-${parentId}-01`,
      tracestate: 'inner=state',
      baggage: `user=${canary}`,
    };
    const bots = server.app.get(BotsService);
    const create = bots.create.bind(bots);
    bots.create = async (caller, dto) => {
      await tracing.inSpan('some work', { 'attache.kind': 'test' }, async () => {
        const { body } = await request(`${vendor.url}/people/${canary}?q=${canary}`, { dispatcher });
        await body.dump();
      });
      return create(caller, dto);
    };
    await server.call('POST', '/v1/bots', { body: { name: canary }, headers });
    await call(server.url, 'GET', `/authorize/${canary}?lang=en&code=${canary}`, { key: null });
    await call(server.url, 'GET', '/nothing', { key: null });
    const failed = tracing.inSpan('run failing', {}, () =>
      Promise.reject(Object.assign(new Error(canary), { code: 'vendor-timeout' })),
    );
    await failed.catch(() => undefined);
    const action = await SalesforceAction.forEndUsers(server);
    expect((await action.createLead(canary, 'u-1')).body.code).toBe('authorization-required');
    await server.close();
    const exported = receiver.received
      .map(({ body }) => JSON.parse(body) as Export)
      .flatMap((one) => one.resourceSpans);
    spans = exported.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    resource = attributesOf(exported[0]?.resource ?? { attributes: [] });
  });
  afterAll(() => [receiver, vendor].forEach(({ server }) => server.close()));

  const named = (name: string) => spans.find((span) => span.name === name) as Span;

  it('go to the receiver of the operator, in the name of the service', () => {
    expect(new Set(receiver.received.map(({ url }) => url))).toEqual(new Set(['/v1/traces']));
    expect(resource['service.name']).toBe('attache');
  });

  it('join the trace of whoever calls, one span a request, named by its route', () => {
    const span = named('POST /v1/bots');
    expect(span).toMatchObject({ traceId, parentSpanId: parentId, kind: 2 });
    expect(attributesOf(span)).toEqual({
      'http.request.method': 'POST',
      'http.route': '/v1/bots',
      'http.response.status_code': 201,
    });
    expect(named('GET /authorize/:token').traceId).not.toBe(traceId);
    expect(attributesOf(named('GET'))).toEqual({ 'http.request.method': 'GET', 'http.response.status_code': 404 });
  });

  it('show a run within its request, by its operation, and the code that it failed with', () => {
    const request = named('POST /v1/bots/:botId/actions/:connectorId/operations/:name/runs');
    const run = named('run salesforce.create-lead');
    expect(run.parentSpanId).toBe(request.spanId);
    expect(attributesOf(run)).toEqual({
      'attache.operation': 'salesforce.create-lead',
      'attache.authorization.mode': 'end-user',
      'error.type': 'authorization-required',
    });
  });

  it('show work within its request, and the call to the vendor within the work', () => {
    const run = named('some work');
    expect(run).toMatchObject({ traceId, parentSpanId: named('POST /v1/bots').spanId });
    const outgoing = spans.find(({ kind, parentSpanId }) => kind === 3 && parentSpanId === run.spanId) as Span;
    expect(attributesOf(outgoing)).toMatchObject({
      'http.request.method': 'GET',
      'server.address': '127.0.0.1',
      'url.full': vendor.url,
      'http.response.status_code': 200,
    });
  });

  it('tell the code of a failure and not its words', () => {
    const failing = named('run failing');
    expect(failing.status.code).toBe(2);
    expect(attributesOf(failing)).toEqual({ 'error.type': 'vendor-timeout' });
  });

  it('hold no path, no query, no header and no body', () => {
    expect(JSON.stringify(receiver.received)).not.toContain(canary);
  });

  it('tell vendors nothing: neither the trace, nor its state, nor baggage', () => {
    expect(vendor.received.length).toBeGreaterThan(0);
    for (const { headers } of vendor.received) {
      for (const name of ['traceparent', 'tracestate', 'baggage']) expect(headers).not.toHaveProperty(name);
    }
  });
});

describe('without a receiver', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('work is done as if nothing were there', async () => {
    const tracing = server.app.get(TracingService);
    expect(await tracing.inSpan('x', {}, () => Promise.resolve(5))).toBe(5);
  });
});

describe('a receiver that is away', () => {
  it('keeps no request waiting, and the end of the server only for a moment', async () => {
    const gone = await listen();
    gone.server.close();
    const server = await startTestServer({ variables: { OTEL_EXPORTER_OTLP_ENDPOINT: gone.url } });
    expect((await server.call('GET', '/v1/bots')).status).toBe(200);
    const began = performance.now();
    await server.close();
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
