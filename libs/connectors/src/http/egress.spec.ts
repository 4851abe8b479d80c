import { createServer, request as nodeRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { lookup } from 'node:dns';
import { request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { EgressDeniedError } from '../errors.js';
import { startVendor } from '../testing.js';
import { isPublicAddress } from './address.js';
import { createEgress, guardedLookup, type EgressOptions } from './egress.js';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function egressOf(options: Partial<EgressOptions> = {}) {
  const egress = createEgress({ allowedHosts: [], connectTimeoutMs: 500, ...options });
  cleanUps.push(() => egress.dispatcher.destroy());
  return egress;
}

async function vendor() {
  const started = await startVendor(() => ({ json: { ok: true } }));
  cleanUps.push(() => started.close());
  return started;
}

/** A resolver that knows a few names; everything else does not exist. */
function resolver(names: Record<string, readonly string[]>): typeof lookup {
  const resolve = (name: string, _options: object, callback: (error: Error | null, found: object[]) => void) => {
    const addresses = names[name];
    if (addresses === undefined) return callback(new Error('ENOTFOUND'), []);
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return resolve as unknown as typeof lookup;
}

describe('addresses', () => {
  it.each(['8.8.8.8', '1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])(
    'takes %s for public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '192.0.0.1',
    '240.0.0.1',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'fec0::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:db8::1',
    '4000::1',
    '',
    'not an address',
  ])('does not take %s for public', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('checkUrl', () => {
  it.each([
    'http://example.com/',
    'ftp://example.com/',
    'javascript:alert(1)',
    'data:text/plain,x',
    'file:///etc/passwd',
    'https://user:secret@example.com/',
    'https://user@example.com/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://api.localhost/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://0.0.0.0/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1:8443/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fd00::1]/',
    'https://①②⑦.⓪.⓪.①/',
    'https://',
    '/relative',
    '',
  ])('denies %s', (url) => expect(() => egressOf().checkUrl(url)).toThrow(EgressDeniedError));

  it('never repeats credentials of a URL in its message', () => {
    expect(() => egressOf().checkUrl('https://user:hunter2@example.com/')).toThrow(/^(?!.*hunter2)/);
  });

  it('lets https on a public name or address through', () => {
    expect(egressOf().checkUrl('https://login.salesforce.com/x?y=1').href).toBe('https://login.salesforce.com/x?y=1');
    expect(egressOf().checkUrl('https://8.8.8.8/').hostname).toBe('8.8.8.8');
  });

  it('lets a listed host through on every port, and a listed host and port on that port only', () => {
    const egress = egressOf({ allowedHosts: ['crm.internal', 'localhost:4000', '[::1]:5000', '10.0.0.1:443'] });
    expect(egress.checkUrl('http://crm.internal:81/').port).toBe('81');
    expect(egress.checkUrl('http://CRM.internal./').protocol).toBe('http:');
    expect(egress.checkUrl('http://localhost:4000/').port).toBe('4000');
    expect(egress.checkUrl('http://[::1]:5000/').port).toBe('5000');
    expect(egress.checkUrl('https://10.0.0.1/').hostname).toBe('10.0.0.1');
    expect(() => egress.checkUrl('http://localhost:4001/')).toThrow(EgressDeniedError);
    expect(() => egress.checkUrl('http://10.0.0.1/')).toThrow(EgressDeniedError);
    expect(() => egress.checkUrl('http://sub.crm.internal/')).toThrow(EgressDeniedError);
  });

  it('refuses a list entry that is not a host', () => {
    expect(() => createEgress({ allowedHosts: ['http://crm.internal/x'] })).toThrow(EgressDeniedError);
    expect(() => createEgress({ allowedHosts: ['crm.internal/path'] })).toThrow(EgressDeniedError);
  });
});

describe('the dispatcher', () => {
  it('reaches a listed host and denies the same server under an unlisted port or name', async () => {
    const { origin } = await vendor();
    const listed = egressOf({ allowedHosts: [new URL(origin).host] });
    const answer = await request(`${origin}/x`, { dispatcher: listed.dispatcher });
    expect(await answer.body.json()).toEqual({ ok: true });
    await expect(request(`${origin}/x`, { dispatcher: egressOf().dispatcher })).rejects.toThrow(EgressDeniedError);
  });

  it('denies a name that resolves to the inside, without connecting', async () => {
    const inside = await vendor();
    const { port } = new URL(inside.origin);
    const { dispatcher } = egressOf({
      lookup: resolver({ 'evil.test': ['127.0.0.1'], 'metadata.test': ['::ffff:10.0.0.1'] }),
    });
    await expect(request(`https://evil.test:${port}/`, { dispatcher })).rejects.toThrow(EgressDeniedError);
    await expect(request('https://metadata.test/', { dispatcher })).rejects.toThrow(EgressDeniedError);
    expect(inside.requests).toHaveLength(0);
  });

  it('resolves again for each connection, so that a name that turns inward is denied', async () => {
    let answers = 0;
    const names = { 'turning.test': ['93.184.216.34'] };
    const turning = ((name: string, options: object, callback: never) => {
      answers += 1;
      if (answers > 1) names['turning.test'] = ['127.0.0.1'];
      (resolver(names) as (name: string, options: object, callback: never) => void)(name, options, callback);
    }) as unknown as typeof lookup;
    const { dispatcher } = egressOf({ lookup: turning, connectTimeoutMs: 50 });
    await expect(request('https://turning.test:1/', { dispatcher })).rejects.not.toThrow(EgressDeniedError);
    await expect(request('https://turning.test:1/', { dispatcher })).rejects.toThrow(EgressDeniedError);
  });

  it('does not follow a redirect to the inside', async () => {
    const inside = await vendor();
    const outside = await startVendor(() => ({ status: 302, headers: { location: `${inside.origin}/secret` } }));
    cleanUps.push(() => outside.close());
    const answer = await request(outside.origin, { dispatcher: outside.egress.dispatcher });
    expect(answer.statusCode).toBe(302);
    expect(inside.requests).toHaveLength(0);
  });

  it('keeps connections open for the next request', async () => {
    let connections = 0;
    const server = createServer((_request, response) => response.end('{}')).on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const egress = egressOf({ allowedHosts: [host] });
    for (let i = 0; i < 20; i += 1) {
      await (await request(`http://${host}/`, { dispatcher: egress.dispatcher })).body.dump();
    }
    expect(connections).toBeLessThanOrEqual(2);
    await egress.dispatcher.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('guardedLookup', () => {
  const ask = (names: Record<string, readonly string[]>, all: boolean) =>
    new Promise((resolve) => {
      guardedLookup(resolver(names))('name.test', { all }, (error, found) => resolve(error ?? found));
    });

  it('drops private addresses from a mixed answer and keeps the public ones', async () => {
    const mixed = { 'name.test': ['10.0.0.1', '8.8.8.8', '::1', '2606:4700::1111'] };
    expect(await ask(mixed, true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
    expect(await ask(mixed, false)).toBe('8.8.8.8');
  });

  it('denies when nothing public is left, and passes the resolver’s own error on', async () => {
    expect(await ask({ 'name.test': ['10.0.0.1'] }, true)).toBeInstanceOf(EgressDeniedError);
    expect(await ask({ 'name.test': [] }, true)).toBeInstanceOf(EgressDeniedError);
    expect(await ask({}, true)).toMatchObject({ message: 'ENOTFOUND' });
  });
});

describe('an outgoing proxy', () => {
  async function proxy(): Promise<{ url: string; targets: string[] }> {
    const targets: string[] = [];
    const server: Server = createServer().on('connect', (incoming, socket) => {
      targets.push(incoming.url ?? '');
      const { hostname, port } = new URL(`http://${incoming.url}`);
      const upstream = connect(Number(port), hostname.endsWith('.test') ? '127.0.0.1' : hostname, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, targets };
  }

  it('carries every call, and names are resolved by it', async () => {
    const target = await vendor();
    const host = `crm.test:${new URL(target.origin).port}`;
    const { url, targets } = await proxy();
    const egress = egressOf({ allowedHosts: [host], proxyUrl: url });
    const answer = await request(`http://${host}/through`, { dispatcher: egress.dispatcher });
    expect(await answer.body.json()).toEqual({ ok: true });
    expect(targets).toEqual([host]);
    expect(target.requests[0]?.path).toBe('/through');
    await egress.dispatcher.destroy();
  });

  it('is never asked for a literal private address or for this machine', async () => {
    const { url, targets } = await proxy();
    const { dispatcher } = egressOf({ proxyUrl: url });
    for (const target of ['https://127.0.0.1/', 'https://[::ffff:10.0.0.1]/', 'https://localhost/', 'http://a.test/']) {
      await expect(request(target, { dispatcher })).rejects.toThrow(EgressDeniedError);
    }
    expect(targets).toEqual([]);
  });
});

it('the tests’ own vendor is reachable without the guard, so that a denial above means the guard', async () => {
  const { origin } = await vendor();
  const status = await new Promise((resolve) => nodeRequest(origin, (answer) => resolve(answer.statusCode)).end());
  expect(status).toBe(200);
});
