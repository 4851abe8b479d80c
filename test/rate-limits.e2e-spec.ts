import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goThrough } from './support/connectors/way-through.js';
import { startTestServer, type TestServer } from './support/server.js';
import { Vendor } from './support/vendor.js';
import { expectStatus } from './support/world.js';

let vendor: Vendor;
let server: TestServer;

/** Answers as much of HubSpot as it takes, and that nothing remains for half a minute. */
function answer(response: ServerResponse, { url = '' }: IncomingMessage): void {
  const isRead = url.includes('/objects/contacts/');
  const limit = { 'x-hubspot-ratelimit-remaining': '0', 'x-hubspot-ratelimit-interval-milliseconds': '30000' };
  response.writeHead(200, { 'content-type': 'application/json', ...(isRead && limit) });
  response.end(JSON.stringify({ portalId: 7, id: '7', properties: { email: 'grace@example.com' } }));
}

beforeAll(async () => {
  vendor = await Vendor.start();
  vendor.tokenUrl('api', answer);
  const apiUrl = `http://${vendor.host}/api`;
  const profile = { connectorId: 'hubspot', grantType: 'api-key', credentialsId: 'private-app', apiUrl };
  server = await startTestServer({
    variables: { ATTACHE_ALLOWED_HOSTS: vendor.host, ATTACHE_SYSTEM_PROFILES: JSON.stringify([profile]) },
  });
});
afterAll(async () => {
  await server.close();
  await vendor.close();
});

it('a run is refused before the system has to, for its own authorization and no other', async () => {
  const bot = expectStatus(await server.call('POST', '/v1/bots', { body: { name: 'Limited' } }), 201);
  const path = `/v1/bots/${bot.body.id as string}/actions/hubspot`;
  const settings = { authorizationMode: 'end-user', authProfileId: 'system-hubspot-private-app' };
  expectStatus(await server.call('PUT', path, { body: settings }), 200);
  expectStatus(await server.call('POST', `${path}/enable`), 200);
  for (const id of ['u-1', 'u-2']) {
    const body = { endUser: { id } };
    const link = expectStatus(await server.call('POST', `${path}/authorization-links`, { body }), 201);
    const code = await goThrough(server.url, link.body.url as string, { key: 'pat-na1-00000000-0000-0000-0000' });
    const verify = `/v1/authorization-requests/${link.body.id as string}/verify`;
    expectStatus(await server.call('POST', verify, { body: { code } }), 200);
  }
  const run = (endUserId: string) =>
    server.call('POST', `${path}/operations/get-contact/runs`, { body: { endUserId, input: { id: '7' } } });
  const reads = () => vendor.seen.filter((one) => one.includes('/objects/contacts/')).length;

  expectStatus(await run('u-1'), 200);
  const refused = await run('u-1');
  expect(refused.body).toMatchObject({ type: expect.stringContaining('vendor-rate-limited') });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(20);
  expect(reads()).toBe(1);
  expectStatus(await run('u-2'), 200);
  expect(reads()).toBe(2);
});
