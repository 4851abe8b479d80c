import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startVendor, type Vendor, type VendorHandler } from '../testing.js';
import { readContent, textContent } from './content.js';
import { createEgress } from './egress.js';
import { createConnectorHttp, type ConnectorHttpOptions, type HttpTrace } from './http.js';

const vendors: Vendor[] = [];
afterEach(async () => {
  for (const vendor of vendors.splice(0)) await vendor.close();
});

async function vendorThat(handler: VendorHandler): Promise<Vendor> {
  const vendor = await startVendor(handler);
  vendors.push(vendor);
  return vendor;
}

function httpOf(vendor: Vendor, options: Partial<ConnectorHttpOptions> = {}) {
  const authorize = () => ({ headers: { authorization: 'Bearer secret-token' } });
  return createConnectorHttp({ egress: vendor.egress, baseUrl: vendor.origin, authorize, random: () => 0, ...options });
}

const everyByte = 50_000_000;
const bytesOf = async (content: Parameters<typeof readContent>[0]) => readContent(content, everyByte);

describe('a download', () => {
  it('flows: the first bytes are there before the last are sent, and no more is held than is read', async () => {
    let sent = 0;
    const vendor = await vendorThat((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' });
      const source = Readable.from(
        (function* () {
          for (; sent < 400; sent += 1) yield Buffer.alloc(100_000);
        })(),
      );
      source.pipe(response);
      return undefined;
    });
    const { stream, mediaType } = await httpOf(vendor).download('/file');
    expect(mediaType).toBe('application/pdf');
    await new Promise((resolve) => stream.once('readable', resolve));
    await sleep(100);
    expect(sent).toBeLessThan(200);
    let bytes = 0;
    for await (const chunk of stream) bytes += (chunk as Buffer).length;
    expect(bytes).toBe(40_000_000);
  });

  it('follows to where a store keeps the bytes, and takes nothing there that authorizes', async () => {
    const store = await vendorThat(() => ({ text: 'the file', headers: { 'content-type': 'text/csv' } }));
    const vendor = await vendorThat(() => ({ status: 302, headers: { location: `${store.origin}/signed?key=abc` } }));
    const egress = createEgress({ allowedHosts: [vendor, store].map(({ origin }) => new URL(origin).host) });
    const content = await httpOf(vendor, { egress }).download('/file');
    expect((await bytesOf(content)).toString()).toBe('the file');
    expect(vendor.requests[0]?.headers.authorization).toBe('Bearer secret-token');
    expect(store.requests[0]?.headers).not.toHaveProperty('authorization');
    await egress.close();
  });

  it('does not let a store lead back to what the authorization opens', async () => {
    const hosts: Vendor[] = [];
    const store = await vendorThat(() => ({ status: 302, headers: { location: `${hosts[0]?.origin}/private` } }));
    const vendor = await vendorThat(({ path, headers }) => {
      if (path === '/file') return { status: 302, headers: { location: `${store.origin}/signed` } };
      return headers.authorization === undefined ? { status: 401 } : { text: 'private' };
    });
    hosts.push(vendor);
    const egress = createEgress({ allowedHosts: [vendor, store].map(({ origin }) => new URL(origin).host) });
    await expect(httpOf(vendor, { egress }).download('/file')).rejects.toMatchObject({ status: 401 });
    await egress.close();
  });

  it('does not follow into the network, nor for ever', async () => {
    const store = await vendorThat(() => ({ text: 'inside' }));
    const vendor = await vendorThat(({ path }) => ({
      status: 302,
      headers: { location: path === '/inside' ? `${store.origin}/secret` : '/again' },
    }));
    await expect(httpOf(vendor).download('/inside')).rejects.toMatchObject({ code: 'egress-denied' });
    expect(store.requests).toHaveLength(0);
    await expect(httpOf(vendor).download('/again')).rejects.toMatchObject({ code: 'vendor-answer-invalid' });
    expect(vendor.requests.length).toBeLessThan(10);
  });

  it('tells what a fault says, in the words of errors, and repeats what may pass', async () => {
    let calls = 0;
    const vendor = await vendorThat(({ path }) => {
      calls += 1;
      if (path === '/gone') return { status: 404, json: { message: 'no such file' } };
      if (path === '/denied') return { status: 403, text: 'secret-token is not enough' };
      return calls < 3 ? { status: 503 } : { text: 'at last' };
    });
    const traces: HttpTrace[] = [];
    const http = httpOf(vendor, { onTrace: (trace) => traces.push(trace) });
    expect((await bytesOf(await http.download('/later'))).toString()).toBe('at last');
    expect(traces.map(({ status, attempt }) => [status, attempt])).toEqual([
      [503, 1],
      [503, 2],
      [200, 3],
    ]);
    await expect(http.download('/gone')).rejects.toMatchObject({ code: 'record-not-found', status: 404 });
    await expect(http.download('/denied')).rejects.toMatchObject({ code: 'vendor-forbidden' });
  });

  it('stops at its limit, and when nothing comes', async () => {
    const vendor = await vendorThat(({ path }, response) => {
      if (path === '/silent') return undefined;
      response.writeHead(200).end(Buffer.alloc(10_000));
      return undefined;
    });
    const large = await httpOf(vendor, { maxContentBytes: 9_999 }).download('/file');
    await expect(bytesOf(large)).rejects.toMatchObject({ code: 'response-too-large' });
    await expect(httpOf(vendor, { timeoutMs: 200, maxAttempts: 1 }).download('/silent')).rejects.toMatchObject({
      code: 'vendor-timeout',
    });
  });

  it('breaks off when the system does', async () => {
    const vendor = await vendorThat((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half');
      setTimeout(() => response.destroy(), 50);
      return undefined;
    });
    const content = await httpOf(vendor).download('/file');
    await expect(bytesOf(content)).rejects.toThrow();
  });
});

describe('an upload', () => {
  it('arrives byte for byte, with its length and its media type', async () => {
    const file = randomBytes(3_000_000);
    const vendor = await vendorThat(async (request) => ({ json: { ok: request.headers['content-length'] } }));
    const content = { stream: Readable.from([file]), mediaType: 'text/plain', sizeBytes: file.length };
    const { data } = await httpOf(vendor).put('/files/{name}', { path: { name: 'a b' }, content });
    expect(data).toEqual({ ok: '3000000' });
    expect(vendor.requests[0]?.path).toBe('/files/a%20b');
  });

  it('is never repeated, whatever is answered', async () => {
    let calls = 0;
    const vendor = await vendorThat(() => {
      calls += 1;
      return { status: 503, headers: { 'retry-after': '0' } };
    });
    const idempotency = { header: 'idempotency-key', key: 'one' };
    const sending = httpOf(vendor, { idempotency }).post('/files', { content: textContent('hello') });
    await expect(sending).rejects.toMatchObject({ code: 'vendor-unavailable' });
    expect(calls).toBe(1);
  });

  it('cannot smuggle a header in its media type', async () => {
    const vendor = await vendorThat(() => ({}));
    const content = { stream: Readable.from(['x']), mediaType: 'text/plain\r\nx-evil: 1' };
    await expect(httpOf(vendor).post('/files', { content })).rejects.toMatchObject({ code: 'input-invalid' });
    expect(vendor.requests).toHaveLength(0);
  });
});
