import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Type } from 'typebox';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectorError } from '../errors.js';
import { startVendor, type Vendor, type VendorHandler } from '../testing.js';
import { createEgress } from './egress.js';
import { createConnectorHttp, type ConnectorHttp, type ConnectorHttpOptions, type HttpTrace } from './http.js';

const Made = Type.Object({ id: Type.String() });
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function against(handler: VendorHandler, options: Partial<ConnectorHttpOptions> = {}) {
  const vendor = await startVendor(handler);
  cleanUps.push(() => vendor.close());
  const traces: HttpTrace[] = [];
  return { vendor, traces, http: httpTo(vendor, { onTrace: (trace) => traces.push(trace), ...options }) };
}

function httpTo(vendor: Pick<Vendor, 'origin' | 'egress'>, options: Partial<ConnectorHttpOptions> = {}): ConnectorHttp {
  return createConnectorHttp({
    egress: vendor.egress,
    baseUrl: vendor.origin,
    authorize: () => ({ headers: { authorization: 'Bearer canary-token-123' } }),
    timeoutMs: 1_000,
    random: () => 0,
    ...options,
  });
}

/** What a call that must fail failed with. */
async function failure(call: Promise<unknown>): Promise<ConnectorError> {
  const outcome = await call.then(
    () => new Error('the call succeeded'),
    (error: unknown) => error,
  );
  return outcome as ConnectorError;
}

/** Answers each request with the next of the replies; the last one stays. */
function oneAfterAnother(...replies: readonly Awaited<ReturnType<VendorHandler>>[]): VendorHandler {
  let next = 0;
  return () => replies[Math.min(next++, replies.length - 1)];
}

describe('a call', () => {
  it('fills the path, the query, the body and the authorization', async () => {
    const { http, vendor } = await against(() => ({ status: 201, json: { id: '1' } }));
    const answer = await http.post('/objects/{type}/x', {
      path: { type: 'Lead & Co/ü' },
      query: { q: "a'b c", list: ['1', '2'], none: undefined },
      json: { name: 'Ann' },
      answer: Made,
    });
    const made: string = answer.data.id;
    expect([answer.status, made]).toEqual([201, '1']);
    expect(vendor.requests[0]).toMatchObject({
      method: 'POST',
      path: '/objects/Lead%20%26%20Co%2F%C3%BC/x',
      body: { name: 'Ann' },
    });
    expect([...(vendor.requests[0]?.query ?? [])]).toEqual([
      ['q', "a'b c"],
      ['list', '1'],
      ['list', '2'],
    ]);
    expect(vendor.requests[0]?.headers.authorization).toBe('Bearer canary-token-123');
  });

  it('keeps the base URL’s path and sends forms as forms', async () => {
    const { vendor } = await against(() => ({ json: {} }));
    await httpTo(vendor, { baseUrl: `${vendor.origin}/base/` }).put('/x', { form: { a: '1 & 2', b: undefined } });
    expect(vendor.requests[0]).toMatchObject({ path: '/base/x', body: 'a=1+%26+2' });
  });

  it('puts authorization into header, query, body and path, wherever it belongs', async () => {
    const { vendor } = await against(() => ({ json: {} }));
    const authorize = () => ({
      headers: { 'x-key': 'k' },
      query: { api_key: 'q' },
      body: { secret: 's' },
      path: { tenant: 't' },
    });
    await httpTo(vendor, { authorize }).post('/{tenant}/x', { json: { a: 1 } });
    expect(vendor.requests[0]).toMatchObject({ path: '/t/x', body: { a: 1, secret: 's' } });
    expect(vendor.requests[0]?.query.get('api_key')).toBe('q');
    expect(vendor.requests[0]?.headers['x-key']).toBe('k');
  });

  it.each(['.', '..', ''])('refuses %o as a part of a path', async (id) => {
    const { http, vendor } = await against(() => ({ json: {} }));
    expect(await failure(http.get('/a/{id}', { path: { id } }))).toMatchObject({ code: 'input-invalid' });
    expect(await failure(http.get('/a/{id}/b', { path: { id } }))).toMatchObject({ code: 'input-invalid' });
    expect(vendor.requests).toHaveLength(0);
  });

  it('refuses dots that two parts would make together, and half a character', async () => {
    const { http } = await against(() => ({ json: {} }));
    expect(await failure(http.get('/{a}{b}', { path: { a: '.', b: '.' } }))).toMatchObject({ code: 'input-invalid' });
    expect(await failure(http.get('/{a}', { path: { a: '\ud800' } }))).toMatchObject({ code: 'input-invalid' });
    expect(await failure(http.get('/{toString}', {}))).toMatchObject({ code: 'input-invalid' });
  });

  it.each<Record<string, string>>([
    { 'x-a': 'one\r\nx-b: two' },
    { 'x-a': 'one\nx-b: two' },
    { 'x-a': 'nul\0' },
    { 'x-a': 'snow ☃' },
    { 'x a': 'one' },
    { 'x-a:\r\n': 'one' },
    { host: 'elsewhere.test' },
    { 'Transfer-Encoding': 'chunked' },
    { 'Content-Length': '0' },
    { 'proxy-authorization': 'x' },
  ])('refuses the headers %o', async (headers) => {
    const { http, vendor } = await against(() => ({ json: {} }));
    expect(await failure(http.get('/x', { headers }))).toMatchObject({
      code: 'input-invalid',
    });
    const smuggled = httpTo(vendor, { authorize: () => ({ headers }) });
    expect(await failure(smuggled.get('/x'))).toMatchObject({ code: 'input-invalid' });
    expect(vendor.requests).toHaveLength(0);
  });

  it('refuses a template that leads off the base URL', async () => {
    const { http } = await against(() => ({ json: {} }));
    await expect(http.get('https://elsewhere.test/x')).rejects.toThrow(TypeError);
    await expect(http.get('/x?y=1')).rejects.toThrow(TypeError);
    expect(await failure(http.get('//elsewhere.test/x'))).toMatchObject({ code: 'input-invalid' });
  });

  it('is denied at once when the base URL leads inside', async () => {
    const { vendor } = await against(() => ({ json: {} }));
    const egress = createEgress({ allowedHosts: [] });
    expect(() => httpTo({ origin: vendor.origin, egress })).toThrow(expect.objectContaining({ code: 'egress-denied' }));
  });
});

describe('an answer', () => {
  it.each([
    ['an empty body', { text: '' }, undefined],
    ['204', { status: 204 }, undefined],
    ['JSON with a text content type', { text: '{"id":"1"}' }, { id: '1' }],
    ['JSON after a byte order mark', { text: '\ufeff{"id":"1"}' }, { id: '1' }],
  ])('%s is read', async (_title, reply, data) => {
    const { http } = await against(() => reply);
    expect((await http.get('/x')).data).toEqual(data);
  });

  it.each([
    ['HTML', { text: '<!doctype html><h1>Hi</h1>', headers: { 'content-type': 'text/html' } }],
    ['HTML that claims to be JSON', { text: '<h1>', headers: { 'content-type': 'application/json' } }],
    ['truncated JSON', { text: '{"id": "1' }],
    ['an empty body', { text: '' }],
    ['a number as a string', { json: { id: 1 } }],
    ['an error with status 200', { json: { error: 'no' } }],
    ['an array', { json: [] }],
    ['null', { json: null }],
  ])('%s where a record is expected is not valid', async (_title, reply) => {
    const { http, vendor } = await against(() => reply);
    const error = await failure(http.get('/x', { answer: Made }));
    expect(error).toMatchObject({ code: 'vendor-answer-invalid', isTransient: false });
    expect(vendor.requests).toHaveLength(1);
  });

  it('with a fault that the connector recognizes is that fault, also with status 200', async () => {
    const { vendor } = await against(() => ({ json: { fault: 'name is too long' } }));
    const http = httpTo(vendor, {
      interpretFault: () => ({ message: 'name\n is \u0007too long\u202e', fields: ['name'] }),
    });
    expect(await failure(http.post('/x', { json: {}, answer: Made }))).toMatchObject({
      code: 'vendor-rejected-input',
      vendorMessage: 'name is too long',
      fields: ['name'],
    });
  });

  it.each([
    [400, 'vendor-rejected-input'],
    [401, 'vendor-unauthorized'],
    [403, 'vendor-forbidden'],
    [404, 'record-not-found'],
    [409, 'vendor-conflict'],
    [412, 'vendor-conflict'],
    [422, 'vendor-rejected-input'],
    [429, 'vendor-rate-limited'],
    [500, 'vendor-unavailable'],
    [503, 'vendor-unavailable'],
  ])('with status %i to a write is %s, and the write is sent once', async (status, code) => {
    const { http, vendor } = await against(() => ({ status, text: '<h1>secret stack trace</h1>' }));
    const error = await failure(http.post('/x', { json: {} }));
    expect(error).toMatchObject({ code, status });
    expect(`${error.message}${error.vendorMessage ?? ''}`).not.toContain('stack trace');
    expect(vendor.requests).toHaveLength(1);
  });

  it('never carries the token back out, even when the vendor echoes it', async () => {
    const { vendor } = await against(({ headers }) => ({
      status: 400,
      json: { message: `bad ${headers.authorization}` },
    }));
    const http = httpTo(vendor, { interpretFault: ({ data }) => data as { message: string } });
    const error = await failure(http.post('/x', { json: {} }));
    expect(error.vendorMessage).toContain('bad');
    expect(error.vendorMessage).not.toContain('canary');
  });

  it('that is long-winded is shortened to 500 characters', async () => {
    const { vendor } = await against(() => ({ status: 400, json: {} }));
    const http = httpTo(vendor, {
      interpretFault: () => ({ message: 'x'.repeat(9_000), vendorCode: 'Y'.repeat(900) }),
    });
    const error = await failure(http.post('/x', { json: {} }));
    expect(error.vendorMessage).toHaveLength(500);
    expect(error.vendorCode).toHaveLength(100);
  });

  it('larger than allowed is refused, whether its length is announced or not', async () => {
    const announced = await against(() => ({ text: 'x'.repeat(2_000) }), { maxResponseBytes: 1_000 });
    expect(await failure(announced.http.get('/x'))).toMatchObject({ code: 'response-too-large' });
    const endless = await against(
      (_request, response) => {
        response.writeHead(200);
        const pour = (): unknown => response.destroyed || (response.write('x'.repeat(500)), setImmediate(pour));
        pour();
        return undefined;
      },
      { maxResponseBytes: 1_000 },
    );
    expect(await failure(endless.http.get('/x'))).toMatchObject({ code: 'response-too-large' });
  });

  it('of 10 MB is refused by default, quickly', async () => {
    const { http } = await against(() => ({ text: `"${'x'.repeat(10_000_000)}"` }), { timeoutMs: 5_000 });
    expect(await failure(http.get('/x'))).toMatchObject({ code: 'response-too-large' });
  });
});

describe('a vendor that misbehaves', () => {
  const never: VendorHandler = () => undefined;
  const drip: VendorHandler = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
    return undefined;
  };
  const closeEarly: VendorHandler = (_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"id":');
    setTimeout(() => response.destroy(), 10);
    return undefined;
  };
  const hangUp: VendorHandler = (_request, response) => {
    response.destroy();
    return undefined;
  };

  it.each([
    ['never answers', never, 'vendor-timeout'],
    ['drips a byte at a time', drip, 'vendor-timeout'],
    ['closes early', closeEarly, 'vendor-unreachable'],
    ['hangs up', hangUp, 'vendor-unreachable'],
  ])('and %s: a read fails in time', async (_title, handler, code) => {
    const { http } = await against(handler, { timeoutMs: 300, maxAttempts: 1 });
    const startedAt = performance.now();
    expect(await failure(http.get('/x'))).toMatchObject({ code, isTransient: true });
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it.each([
    ['never answers', never],
    ['drips a byte at a time', drip],
    ['closes early', closeEarly],
    ['hangs up', hangUp],
    ['answers 502', () => ({ status: 502 })],
    ['answers 504', () => ({ status: 504 })],
    ['answers 201 with HTML', () => ({ status: 201, text: '<html>' })],
    ['answers 201 without the id', () => ({ status: 201, json: {} })],
    ['answers 303', () => ({ status: 303, headers: { location: '/elsewhere' } })],
  ] satisfies [string, VendorHandler][])(
    'and %s: a write’s outcome is unknown, and it is sent once',
    async (_title, handler) => {
      const { http, vendor } = await against(handler, { timeoutMs: 300 });
      const error = await failure(http.post('/x', { json: { name: 'Ann' }, answer: Made }));
      expect(error).toMatchObject({ code: 'outcome-unknown', isTransient: false });
      expect(error.cause).toBeInstanceOf(Error);
      expect(vendor.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
      expect(vendor.requests).toHaveLength(1);
    },
  );

  it('and refuses a write, but never finishes saying why: the refusal counts', async () => {
    const { http } = await against(
      (_request, response) => {
        response.writeHead(400, { 'content-length': '100' }).write('{');
        return undefined;
      },
      { timeoutMs: 200 },
    );
    expect(await failure(http.post('/x', { json: {} }))).toMatchObject({ code: 'vendor-rejected-input', status: 400 });
  });

  it('and is not there: a write was certainly not made', async () => {
    const { vendor } = await against(() => ({ json: {} }));
    await vendor.close();
    const egress = createEgress({ allowedHosts: ['127.0.0.1'] });
    cleanUps.push(() => egress.dispatcher.destroy());
    const http = httpTo({ origin: vendor.origin, egress });
    expect(await failure(http.post('/x', { json: {} }))).toMatchObject({
      code: 'vendor-unreachable',
      isTransient: true,
    });
  });

  it('and accepts no connection in time: a write was certainly not made', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => silent.close(resolve));
    });
    const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const egress = createEgress({ allowedHosts: [host] });
    cleanUps.push(() => egress.dispatcher.destroy());
    const http = httpTo({ origin: `https://${host}`, egress }, { timeoutMs: 150 });
    expect(await failure(http.post('/x', { json: {} }))).toMatchObject({ code: 'vendor-unreachable' });
  });

  it('and keeps every connection busy: a write that could not be sent in time is never sent later', async () => {
    const { vendor } = await against(async ({ path }) => {
      if (path === '/slow') await new Promise((resolve) => setTimeout(resolve, 300));
      return { json: {} };
    });
    const egress = createEgress({ allowedHosts: ['127.0.0.1'], maxConnectionsPerOrigin: 1 });
    cleanUps.push(() => egress.dispatcher.destroy());
    const slow = httpTo({ origin: vendor.origin, egress }).get('/slow');
    const write = httpTo({ origin: vendor.origin, egress }, { timeoutMs: 100 }).post('/write', { json: {} });
    expect(await failure(write)).toMatchObject({ code: 'vendor-unreachable' });
    await slow;
    await httpTo({ origin: vendor.origin, egress }).get('/after');
    expect(vendor.requests.map(({ path }) => path)).toEqual(['/slow', '/after']);
  });

  it('does not keep the caller waiting who gives up', async () => {
    const { vendor } = await against(never);
    const impatient = new AbortController();
    const given = httpTo(vendor, { signal: impatient.signal });
    setTimeout(() => impatient.abort(), 50);
    const startedAt = performance.now();
    expect(await failure(given.get('/x'))).toMatchObject({ code: 'vendor-timeout' });
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(await failure(given.get('/x'))).toMatchObject({ code: 'vendor-unreachable' });
    expect(vendor.requests).toHaveLength(1);
  });
});

describe('redirects', () => {
  it('of a GET on the same origin are followed, three at most', async () => {
    const { http } = await against(({ path }) =>
      path === '/c' ? { json: { id: '1' } } : { status: 302, headers: { location: path === '/a' ? '/b' : 'c' } },
    );
    expect((await http.get('/a', { answer: Made })).data.id).toBe('1');
    const circle = await against(() => ({ status: 302, headers: { location: '/x' } }));
    expect(await failure(circle.http.get('/x'))).toMatchObject({ code: 'vendor-answer-invalid' });
    expect(circle.vendor.requests).toHaveLength(4);
  });

  it('to another origin are never followed, so that no token leaves', async () => {
    const other = await against(() => ({ json: { id: '1' } }));
    for (const location of [
      `${other.vendor.origin}/x`,
      `//${new URL(other.vendor.origin).host}/x`,
      'file:///etc/passwd',
    ]) {
      const { http, vendor } = await against(() => ({ status: 307, headers: { location } }));
      expect(await failure(http.get('/x'))).toMatchObject({ code: 'vendor-answer-invalid' });
      expect(vendor.requests).toHaveLength(1);
    }
    expect(other.vendor.requests).toHaveLength(0);
  });

  it('of a write are never followed', async () => {
    const { http, vendor } = await against(() => ({ status: 307, headers: { location: '/y' } }));
    expect(await failure(http.post('/x', { json: {} }))).toMatchObject({ code: 'vendor-answer-invalid' });
    expect(vendor.requests).toHaveLength(1);
  });
});

describe('retries', () => {
  it.each([502, 503, 504])('repeat a read after %i, three attempts in all', async (status) => {
    const { http, vendor, traces } = await against(oneAfterAnother({ status }, { status }, { json: { id: '1' } }));
    expect((await http.get('/x', { answer: Made })).data.id).toBe('1');
    expect(vendor.requests).toHaveLength(3);
    expect(traces.map(({ attempt, status: seen }) => [attempt, seen])).toEqual([
      [1, status],
      [2, status],
      [3, 200],
    ]);
  });

  it('give up after the last attempt with the last error', async () => {
    const { http, vendor } = await against(() => ({ status: 503 }));
    expect(await failure(http.get('/x'))).toMatchObject({ code: 'vendor-unavailable' });
    expect(vendor.requests).toHaveLength(3);
  });

  it('repeat a POST that only reads', async () => {
    const { http, vendor } = await against(oneAfterAnother({ status: 503 }, { json: {} }));
    await http.post('/search', { json: {}, isRead: true });
    expect(vendor.requests).toHaveLength(2);
  });

  it('wait as long as a 429 asks for, and do not come back when that is too long or not told', async () => {
    const soon = await against(oneAfterAnother({ status: 429, headers: { 'retry-after': '0' } }, { json: {} }));
    await soon.http.get('/x');
    expect(soon.vendor.requests).toHaveLength(2);
    const late = await against(() => ({ status: 429, headers: { 'retry-after': '3600' } }));
    expect(await failure(late.http.get('/x'))).toMatchObject({ code: 'vendor-rate-limited', retryAfterSeconds: 3600 });
    expect(late.vendor.requests).toHaveLength(1);
    const untold = await against(() => ({ status: 429 }));
    await failure(untold.http.get('/x'));
    expect(untold.vendor.requests).toHaveLength(1);
  });

  it('understand a date in Retry-After', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const { http } = await against(() => ({ status: 503, headers: { 'retry-after': date } }));
    const error = await failure(http.get('/x'));
    expect(error.retryAfterSeconds).toBeGreaterThan(3_500);
  });

  it('end with the deadline', async () => {
    const { http, vendor } = await against(() => ({ status: 503, headers: { 'retry-after': '2' } }), {
      timeoutMs: 500,
    });
    const startedAt = performance.now();
    expect(await failure(http.get('/x'))).toMatchObject({ code: 'vendor-unavailable' });
    expect(performance.now() - startedAt).toBeLessThan(450);
    expect(vendor.requests).toHaveLength(1);
  });

  it('repeat a write that carries an idempotency key, with the same key', async () => {
    const { vendor } = await against(oneAfterAnother({ status: 502 }, { status: 201, json: { id: '1' } }));
    const http = httpTo(vendor, { idempotency: { header: 'Idempotency-Key', key: 'run-1' } });
    expect((await http.post('/x', { json: {}, answer: Made })).data.id).toBe('1');
    expect(vendor.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['run-1', 'run-1']);
  });

  it('never repeat a read that was refused', async () => {
    const { http, vendor } = await against(() => ({ status: 401 }));
    expect(await failure(http.get('/x'))).toMatchObject({ code: 'vendor-unauthorized' });
    expect(vendor.requests).toHaveLength(1);
  });
});

describe('traces', () => {
  it('tell what happened and nothing that is secret', async () => {
    const { http, traces } = await against(() => ({ json: { id: 'private-answer' } }));
    await http.get('/leads/{id}', { path: { id: 'private-id' }, query: { q: 'private-query' } });
    expect(traces).toEqual([
      expect.objectContaining({ method: 'GET', pathTemplate: '/leads/{id}', status: 200, attempt: 1, bytes: 23 }),
    ]);
    expect(JSON.stringify(traces)).not.toMatch(/private|canary/);
  });

  it('tell of calls that got no answer', async () => {
    const { http, traces } = await against(() => undefined, { timeoutMs: 50 });
    await failure(http.post('/x', { json: {} }));
    expect(traces).toMatchObject([{ status: undefined, bytes: 0 }]);
  });
});

it('a thousand calls at once share the pool and all come back', async () => {
  const { http, vendor } = await against(({ query }) => ({ json: { id: query.get('n') } }), { timeoutMs: 10_000 });
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, n) => http.get('/x', { query: { n }, answer: Made })),
  );
  expect(answers.map(({ data }) => data.id)).toEqual(Array.from({ length: 1_000 }, (_, n) => String(n)));
  expect(vendor.requests).toHaveLength(1_000);
});
