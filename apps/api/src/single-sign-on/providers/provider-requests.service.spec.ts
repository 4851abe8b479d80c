import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.js';
import { ProviderRequestsService } from './provider-requests.service.js';
import { isUnreachable } from './reasons.js';

let provider: Server;
let url: string;
let requests: ProviderRequestsService;

beforeAll(async () => {
  provider = createServer((request, response) => {
    if (request.url === '/slow') return;
    if (request.url === '/stuck') return void response.writeHead(200).write('{');
    if (request.url === '/elsewhere') return void response.writeHead(302, { location: '/slow' }).end();
    if (request.url === '/huge') return void response.end('x'.repeat(1_000_001));
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const host = `localhost:${(provider.address() as AddressInfo).port}`;
  url = `http://${host}`;
  requests = new ProviderRequestsService(readEnvironment({ NODE_ENV: 'test', ATTACHE_ALLOWED_HOSTS: host }));
});
afterAll(async () => {
  await requests.onApplicationShutdown();
  provider.closeAllConnections();
  provider.close();
});

const ask = (path: string) =>
  requests.within(300, `${url}${path}`, { method: 'GET', headers: {}, body: null, redirect: 'manual' });

describe('a request to an identity provider', () => {
  it('is answered', async () => {
    expect(await (await ask('/')).json()).toEqual({});
  });

  it.each(['/slow', '/stuck'])('is given up after the deadline, which counts as no answer: %s', async (path) => {
    const error: unknown = await ask(path).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(isUnreachable(error)).toBe(true);
  });

  it('follows no redirect', async () => {
    expect((await ask('/elsewhere')).status).toBe(302);
  });

  it('takes no answer of more than a megabyte, which is an answer nonetheless', async () => {
    const error: unknown = await ask('/huge').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringMatching(/larger than a megabyte/) });
    expect(isUnreachable(error)).toBe(false);
  });
});
