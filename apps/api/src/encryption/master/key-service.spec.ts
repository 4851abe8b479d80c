import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../../../test/support/server.js';
import { startTestServer, type TestServer } from '../../../../../test/support/server.js';
import { EncryptionService } from '../encryption.service.js';
import { RotationService } from '../rotation/rotation.service.js';
import { openKeyService } from './open-key-service.js';
import { remoteKeys } from './remote-keys.js';

const token = 'token-of-a-key-service';
let service: Server;
let url: string;
let asked: string[];
/** What the service answers in place of doing its work. */
let refusal:
  ((path: string) => { readonly status: number; readonly body?: string; readonly location?: string }) | undefined;

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** Wraps by remembering: what it hands out says nothing of the key. */
function answer(path: string, body: Record<string, string>, kept: Map<string, string>) {
  if (path === '/keys/wrap') {
    const wrapped = randomBytes(8).toString('hex');
    kept.set(`${wrapped} ${body['context']}`, body['key'] ?? '');
    return { keyId: 'hsm-1', wrapped };
  }
  const key = kept.get(`${body['wrapped']} ${body['context']}`);
  return key === undefined ? undefined : { key };
}

beforeEach(async () => {
  asked = [];
  refusal = undefined;
  const kept = new Map<string, string>();
  service = createServer((request, response) => {
    void textOf(request).then((text) => {
      const path = request.url ?? '';
      asked.push(path);
      const { status, body, location } = refusal?.(path) ?? { status: 0 };
      if (status > 0) return response.writeHead(status, location === undefined ? {} : { location }).end(body);
      if (request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end();
      const done = answer(path, JSON.parse(text) as Record<string, string>, kept);
      return response.writeHead(done === undefined ? 400 : 200).end(JSON.stringify(done));
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/keys`;
});
afterEach(async () => {
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});

const keys = () => remoteKeys({ url, token, pausesMs: [1, 1], timeoutMs: 300 });
const key = Buffer.alloc(32, 3);

describe('a remote key service', () => {
  it('wraps a data key and unwraps it under its own id only', async () => {
    const wrapped = await keys().wrap('dky_1', key);
    expect(wrapped).toMatch(/^service:hsm-1:/);
    expect(keys().masterKeyOf(wrapped)).toBe('hsm-1');
    expect(Buffer.from(await keys().unwrap('dky_1', wrapped))).toEqual(key);
    await expect(keys().unwrap('dky_2', wrapped)).rejects.toMatchObject({ code: 'key-service-unavailable' });
  });

  it('is asked again when it stumbles, and not when it refuses', async () => {
    refusal = () => (asked.length < 3 ? { status: 503 } : { status: 0 });
    expect(await keys().wrap('dky_1', key)).toMatch(/^service:/);
    expect(asked).toHaveLength(3);
    asked = [];
    refusal = () => ({ status: 403, body: 'canary-of-the-service' });
    const error = (await keys()
      .wrap('dky_1', key)
      .catch((caught: unknown) => caught)) as Error;
    expect(error).toMatchObject({ code: 'key-service-unavailable' });
    expect(error.message).toContain('answers 403');
    expect(`${error.message} ${String(error.cause)}`).not.toContain('canary');
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['a redirect', { status: 307, location: 'http://127.0.0.1:1/' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['JSON of another shape', { status: 200, body: '[]' }],
    ['a key that is none', { status: 200, body: '{"key":"short","keyId":"a b","wrapped":"x"}' }],
  ])('is not believed with %s', async (_title, given) => {
    refusal = () => given;
    await expect(keys().wrap('dky_1', key)).rejects.toMatchObject({ code: 'key-service-unavailable' });
    await expect(keys().unwrap('dky_1', 'service:hsm-1:x')).rejects.toMatchObject({ code: 'key-service-unavailable' });
  });

  it('may hang without hanging the server', async () => {
    refusal = () => ({ status: 0 });
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const hanging = remoteKeys({ url: address, timeoutMs: 50, pausesMs: [] });
    await expect(hanging.wrap('dky_1', key)).rejects.toThrow('does not answer');
    silent.closeAllConnections();
    silent.close();
  });
});

describe('the key service of the environment', () => {
  const master = `m1:${Buffer.alloc(32, 7).toString('base64')}`;

  it('goes on unwrapping what master keys have wrapped, and the other way round says what is missing', async () => {
    const local = await openKeyService({ masterKeys: [master], dataFolder: '' });
    const wrapped = await local.wrap('dky_1', key);
    const both = await openKeyService({
      masterKeys: [master],
      dataFolder: '',
      keyServiceUrl: url,
      keyServiceToken: token,
    });
    expect(Buffer.from(await both.unwrap('dky_1', wrapped))).toEqual(key);
    const anew = await both.wrap('dky_1', key);
    expect(both.masterKeyOf(anew)).toBe('hsm-1');
    await expect(local.unwrap('dky_1', anew)).rejects.toThrow('ATTACHE_KEY_SERVICE_URL');
    const alone = await openKeyService({ masterKeys: [], dataFolder: '', keyServiceUrl: url, keyServiceToken: token });
    await expect(alone.unwrap('dky_1', wrapped)).rejects.toThrow('ATTACHE_MASTER_KEYS');
  });

  it(
    'serves a server, which moves to it by a rotation and goes on while it is down',
    { timeout: 120_000 },
    async () => {
      const databaseUrl = await createDatabase();
      const before = await startTestServer({ databaseUrl });
      const place = { table: 'webhooks', column: 'secret_sealed', id: 'whk_1' } as const;
      const sealed = await before.app.get(EncryptionService).seal('a secret', place);
      await before.close();
      const variables = { ATTACHE_KEY_SERVICE_URL: url, ATTACHE_KEY_SERVICE_TOKEN: token };
      const moving = await startTestServer({ databaseUrl, variables });
      await moving.app.get(RotationService).rotate(() => undefined);
      await moving.close();
      const after: TestServer = await startTestServer({
        databaseUrl,
        variables: { ...variables, ATTACHE_MASTER_KEYS: '' },
      });
      const encryption = after.app.get(EncryptionService);
      expect(await encryption.open(sealed, place)).toBe('a secret');
      refusal = () => ({ status: 500 });
      expect(await encryption.open(await encryption.seal('another', place), place)).toBe('another');
      await expect(encryption.addDataKey({ onlyWhenNone: false })).rejects.toMatchObject({
        code: 'key-service-unavailable',
      });
      await after.close();
    },
  );

  it(
    'that is away ends a start with its name, and refuses a rotation without losing anything',
    { timeout: 120_000 },
    async () => {
      const databaseUrl = await createDatabase();
      const variables = { ATTACHE_KEY_SERVICE_URL: url, ATTACHE_KEY_SERVICE_TOKEN: token, ATTACHE_MASTER_KEYS: '' };
      refusal = () => ({ status: 503 });
      await expect(startTestServer({ databaseUrl, variables })).rejects.toMatchObject({
        code: 'key-service-unavailable',
        message: expect.stringContaining('ATTACHE_KEY_SERVICE_URL'),
      });
      refusal = undefined;
      const server = await startTestServer({ databaseUrl, variables });
      const rotate = () => server.call('POST', '/v1/encryption/rotation');
      const encryption = server.app.get(EncryptionService);
      const place = { table: 'webhooks', column: 'secret_sealed', id: 'whk_1' } as const;
      const sealed = await encryption.seal('a secret', place);
      await encryption.addDataKey({ onlyWhenNone: false });
      // It dies after the first key was wrapped anew, or before anything was.
      for (const served of [3, 0]) {
        asked = [];
        refusal = () => ({ status: asked.length > served ? 503 : 0 });
        expect(await rotate()).toMatchObject({ status: 503, body: { code: 'key-service-unavailable' } });
        expect((await server.call('GET', '/v1/encryption')).body.rotation).toBeNull();
        expect(await encryption.open(sealed, place)).toBe('a secret');
      }
      refusal = undefined;
      const again = await startTestServer({ databaseUrl, variables });
      expect(await again.app.get(EncryptionService).open(sealed, place)).toBe('a secret');
      const { status, body } = await rotate();
      expect(status).toBe(202);
      await expect
        .poll(async () => (await again.call('GET', '/v1/encryption')).body.rotation, { timeout: 30_000 })
        .toMatchObject({ id: body.id, step: 'finished', unreadable: 0 });
      await Promise.all([again.close(), server.close()]);
    },
  );
});
