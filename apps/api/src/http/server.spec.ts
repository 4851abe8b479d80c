import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ variables: { ATTACHE_TRUST_PROXY: 'on' } });
});
afterAll(() => server.close());

/** Sends bytes as they are, and answers what comes back. */
async function sendRaw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write(text);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

function problemOf(answer: string): { readonly code: string; readonly status: number; readonly requestId: string } {
  expect(answer).toMatch(/content-type: application\/problem\+json/i);
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as ReturnType<typeof problemOf>;
}

describe('every answer', () => {
  it('carries the request id, its own or the one given', async () => {
    const own = await server.call('GET', '/v1/bots');
    expect(own.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    const given = await server.call('GET', '/v1/bots/none', { headers: { 'x-request-id': 'from-the-host-1' } });
    expect(given.headers.get('x-request-id')).toBe('from-the-host-1');
    expect(given.body.requestId).toBe('from-the-host-1');
    const odd = await server.call('GET', '/v1/bots', { headers: { 'x-request-id': 'a b"c' } });
    expect(odd.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });

  it('is kept by no cache, framed by nobody, and runs nothing', async () => {
    const { headers } = await server.call('GET', '/v1/session');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('a body', () => {
  it.each([
    ['the character NUL', { name: 'a\u0000b' }, '/name'],
    ['the character NUL in a name', { 'na\u0000me': 'b' }, '/na\u0000me'],
    ['half of a surrogate pair', '{"name":"\\ud800"}', '/name'],
    ['endless nesting', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, undefined],
    ['objects within objects', `${'{"name":'.repeat(90_000)}1${'}'.repeat(90_000)}`, undefined],
  ])('is refused for %s', async (_title, body, pointer) => {
    const answer = await server.call('POST', '/v1/bots', { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    if (pointer !== undefined) expect(answer.body.violations[0].pointer).toBe(pointer);
  });

  it.each([
    ['a prototype', '{"__proto__":{"isAdmin":true},"name":"x"}', 'body-malformed'],
    ['a constructor', '{"constructor":{"prototype":{"isAdmin":true}},"name":"x"}', 'body-malformed'],
    ['half of an object', '{"name":', 'body-malformed'],
    ['bytes that are no text', '\u0001\u0002', 'body-malformed'],
    ['null', 'null', 'request-invalid'],
    ['a number', '5', 'request-invalid'],
    ['text', '"name"', 'request-invalid'],
    ['nothing at all', '', 'request-invalid'],
  ])('is refused that is %s', async (_title, body, code) => {
    const answer = await server.call('POST', '/v1/bots', { body });
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(answer.text).not.toContain('isAdmin":true');
  });

  it('is refused when it is missing where one is needed', async () => {
    const answer = await server.call('POST', '/v1/bots');
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
  });

  it('may be empty, though called JSON, where none is needed', async () => {
    const bot = await server.call('POST', '/v1/bots', { body: { name: 'short-lived' } });
    const headers = { 'content-type': 'application/json' };
    expect((await server.call('DELETE', `/v1/bots/${bot.body.id}`, { headers })).status).toBe(204);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/html', 'json'])(
    'is refused as %s, however the path is written',
    async (type) => {
      for (const path of ['/v1/session', '/%76%31/session', '/v1/session/']) {
        const answer = await server.call('POST', path, {
          key: null,
          body: 'email=ada%40example.com&password=correct+horse+battery',
          headers: { 'content-type': type },
        });
        expect(answer, path).toMatchObject({ status: 415, body: { code: 'media-type-unsupported' } });
        expect(answer.headers.get('set-cookie')).toBeNull();
      }
    },
  );

  it('is refused when it is larger than a megabyte, told in advance or not', async () => {
    const answer = await server.call('POST', '/v1/bots', { body: { name: 'x'.repeat(1_048_576) } });
    expect(answer).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    const chunk = 'x'.repeat(65_536);
    const chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(20);
    const head = `POST /v1/bots HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.key}\r\ncontent-type: application/json\r\n`;
    const raw = await sendRaw(`${head}connection: close\r\ntransfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);
    expect(problemOf(raw)).toMatchObject({ status: 413, code: 'body-too-large' });
  });
});

describe('an address', () => {
  it.each([
    ['a route that is not there', '/v1/nothing?token=secret-of-a-link', 404, 'route-unknown'],
    ['a broken escape', '/v1/bots/%zz', 404, 'route-unknown'],
    ['a part without end', `/v1/bots/${'x'.repeat(3_000)}`, 404, 'route-unknown'],
    ['the character NUL', '/v1/bots/%00', 400, 'request-invalid'],
    ['NUL in a query', '/v1/bots?cursor=%00', 400, 'request-invalid'],
    ['a path upwards', '/v1/bots/..%2f..%2fetc%2fpasswd', 404, 'not-found'],
    ['SQL', "/v1/bots/'%20OR%201=1--", 404, 'not-found'],
    ['an unknown parameter', '/v1/bots?colour=red', 400, 'request-invalid'],
    ['a parameter twice', '/v1/bots?limit=1&limit=2', 400, 'request-invalid'],
    ['a number that is none', '/v1/bots?limit=1e2', 400, 'request-invalid'],
  ])('with %s is answered with a problem', async (_title, path, status, code) => {
    const answer = await server.call('GET', path);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId);
    expect(answer.text).not.toContain('secret-of-a-link');
  });

  it('that nothing has is answered with a page in a browser, and with a problem elsewhere', async () => {
    const browser = { key: null, headers: { accept: 'text/html,*/*;q=0.8', 'accept-language': 'de' } };
    const page = await server.call('GET', '/nothing?token=secret-of-a-link', browser);
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.text).toContain('Hier ist keine Seite');
    expect(await server.call('GET', '/v1/nothing', browser)).toMatchObject({ body: { code: 'route-unknown' } });
    expect(await server.call('GET', '/nothing')).toMatchObject({ status: 404, body: { code: 'route-unknown' } });
  });

  it('with a method that the route does not have is not there', async () => {
    expect(await server.call('PUT', '/v1/bots')).toMatchObject({ status: 404, body: { code: 'route-unknown' } });
  });
});

describe('what is not HTTP', () => {
  it.each([
    ['noise', 'hello\r\n\r\n', 'request-malformed', 400],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 'headers-too-large', 431],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      'request-malformed',
      400,
    ],
  ])('is answered with a problem and the end of the connection: %s', async (_title, text, code, status) => {
    const answer = await sendRaw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(problemOf(answer)).toMatchObject({ code, status });
  });
});

describe('the proxy in front', () => {
  it('is believed about the last address only: the ones before are written by the client', async () => {
    const password = 'not the password of ada';
    const signIn = (forwardedFor: string) =>
      call(server.url, 'POST', '/v1/session', {
        key: null,
        body: { email: `${forwardedFor.length}@example.com`, password },
        headers: { 'x-forwarded-for': forwardedFor },
      });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const spoofed = `10.0.${attempt}.1${'0'.repeat(attempt % 2)}`;
      statuses.push((await signIn(`${'198.51.100.7, '.repeat(attempt)}${spoofed}, 203.0.113.9`)).status);
    }
    expect(statuses[0]).toBe(401);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('a server that stops', () => {
  it('does not wait for connections that never brought a request', async () => {
    const stopping = await startTestServer();
    const { hostname, port } = new URL(stopping.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    await stopping.call('GET', '/v1/bots');
    const startedAt = performance.now();
    await Promise.all([stopping.close(), once(socket, 'close')]);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
