import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomProfile, SalesforceAction } from '../../../../test/support/actions.js';
import { Person } from '../../../../test/support/person.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { simulate } from '../../../../test/support/simulator.js';
import { expectStatus, startWorld, type World } from '../../../../test/support/world.js';
import { codeIn } from '../authorization-requests/testing/test-browser.js';
import type { SimulatedOutcome } from './outcomes.js';

let world: World;
let server: TestServer;
let action: SalesforceAction;

beforeAll(async () => {
  world = await startWorld();
  server = world.server;
  action = await SalesforceAction.forEndUsers(server);
});
afterAll(() => world.close());

const path = (botId = action.botId) => `/v1/bots/${botId}/simulator`;
const statusOf = async (id: string) => {
  const { body } = await server.call('GET', `/v1/authorization-requests/${id}`);
  return `${body.status} ${body.reason ?? ''}`.trim();
};

/** Somebody authorizes, as far as they get; how the request stands then. */
async function signIn(of = action, endUserId = 'u-42') {
  const link = await of.link(endUserId);
  const page = await new Person(server.url).authorize(link.url).catch(() => undefined);
  return { id: link.id, page, status: await statusOf(link.id) };
}

/** The same, proven by the code. */
async function signInAndProve(of: SalesforceAction, endUserId: string) {
  const { id, page } = await signIn(of, endUserId);
  const body = { code: codeIn(page?.html ?? '') };
  expectStatus(await server.call('POST', `/v1/authorization-requests/${id}/verify`, { body }), 200);
}

describe('the sign-in simulator', () => {
  it('offers its outcomes in words', async () => {
    const { body } = await server.call('GET', path());
    expect(body).toMatchObject({ isAvailable: true, outcome: 'allowed' });
    expect(body.outcomes).toHaveLength(8);
    for (const { title, description } of body.outcomes) expect(`${title}: ${description}`).toMatch(/^\w.+: .+\.$/);
  });

  it.each<[SimulatedOutcome, string]>([
    ['denied', 'denied access-denied'],
    ['wrong-person', 'failed another-person'],
    ['missing-scope', 'failed scope-insufficient'],
    ['expired-link', 'expired expired'],
    ['provider-down', 'failed provider-unavailable'],
  ])('makes the next sign-in %s, and the one after that as usual', async (outcome, ending) => {
    await simulate(server, action.botId, outcome);
    expect((await server.call('GET', path())).body.outcome).toBe(outcome);
    const { id, status } = await signIn();
    expect(status).toBe(ending);
    expect((await server.call('GET', path())).body.outcome).toBe('allowed');
    expect((await signIn()).status).toBe('proof-required');
    const { body } = await server.call('GET', `/v1/authorizations?botId=${action.botId}&state=active`);
    expect(body.items, 'nothing came of it').toEqual([]);
    expect(id).toBeTruthy();
  });

  it('is slow, and takes tokens back later', async () => {
    const [slow, later] = [await SalesforceAction.forEndUsers(server), await SalesforceAction.forEndUsers(server)];
    await simulate(server, slow.botId, 'slow');
    await simulate(server, later.botId, 'token-revoked-later');
    const began = performance.now();
    const tookMs = signIn(slow).then(({ status }) => {
      expect(status).toBe('proof-required');
      return performance.now() - began;
    });
    await signInAndProve(later, 'u-7');
    expect((await later.run('list-leads', {}, 'u-7')).status).toBe(200);
    expect(await tookMs).toBeGreaterThan(5_500);
    const code = async () => (await later.run('list-leads', {}, 'u-7')).body.code as unknown;
    await expect.poll(code, { timeout: 15_000, interval: 500 }).toBe('authorization-required');
  }, 30_000);

  it('changes one sign-in, however many begin at once, and none of another bot', async () => {
    const other = await SalesforceAction.forEndUsers(server);
    await simulate(server, action.botId, 'denied');
    const beside = await signIn(other);
    const all = await Promise.all(Array.from({ length: 5 }, (_, number) => signIn(action, `u-${number}`)));
    expect(beside.status).toBe('proof-required');
    expect(all.map(({ status }) => status).sort()).toEqual([
      'denied access-denied',
      ...Array.from({ length: 4 }, () => 'proof-required'),
    ]);
  });

  it('takes a choice back, and refuses what it does not know', async () => {
    await simulate(server, action.botId, 'denied');
    await simulate(server, action.botId, 'allowed');
    expect((await signIn()).status).toBe('proof-required');
    for (const body of [{}, { outcome: 'chaos' }, { outcome: 'denied', url: 'http://127.0.0.1:1/' }]) {
      expect((await server.call('PUT', path(), { body })).status).toBe(400);
    }
  });

  it('is closed to other bots and to keys that may not', async () => {
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'Another' } });
    const newKey = async (body: object) => (await server.call('POST', '/v1/api-keys', { body })).body.key as string;
    const elsewhere = await newKey({ name: 'a', permissions: ['actions:view', 'actions:manage'], botIds: [bot.id] });
    const blind = await newKey({ name: 'b', permissions: ['actions:view'] });
    const choose = (key: string) => server.call('PUT', path(), { key, body: { outcome: 'denied' } });
    expect((await choose(elsewhere)).status).toBe(404);
    expect((await choose(blind)).body.code).toBe('permission-missing');
    expect((await server.call('GET', path(), { key: elsewhere })).status).toBe(404);
    expect((await server.call('GET', path('bot_none'))).status).toBe(404);
    const empty = await server.call('PUT', path(bot.id), { body: { outcome: 'denied' } });
    expect(empty).toMatchObject({ status: 409, body: { code: 'simulator-unavailable' } });
  });

  it('touches no sign-in elsewhere, and calls nobody but the sandbox', async () => {
    const called: string[] = [];
    const stranger = createServer((request, response) => {
      called.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as { readonly port: number };
    const local = await startWorld({ allowedHosts: [`127.0.0.1:${port}`] });
    try {
      const origin = `http://127.0.0.1:${port}/${local.sandbox.url.replace('http://', '')}/salesforce`;
      const { id: authProfileId } = await createCustomProfile(local, {
        authorizationUrl: `${origin}/services/oauth2/authorize`,
        tokenUrl: `${origin}/services/oauth2/token`,
      });
      const elsewhere = await SalesforceAction.configure(local.server, {
        authorizationMode: 'end-user',
        authProfileId,
      });
      const shown = await local.server.call('GET', path(elsewhere.botId));
      expect(shown.body.isAvailable).toBe(false);
      const choose = { body: { outcome: 'denied' } };
      expect((await local.server.call('PUT', path(elsewhere.botId), choose)).body.code).toBe('simulator-unavailable');
      expect(called).toEqual([]);
    } finally {
      await local.close();
      stranger.close();
    }
  });

  it('leaves a sign-in as it is while the sandbox does not take orders, and keeps the choice', async () => {
    const local = await startWorld();
    try {
      const own = await SalesforceAction.forEndUsers(local.server);
      await simulate(local.server, own.botId, 'denied');
      const { url } = await own.link();
      await local.sandbox.close();
      const person = new Person(local.server.url);
      expect((await person.goOn(url)).pathname).toBe('/salesforce/services/oauth2/authorize');
      expect((await local.server.call('GET', path(own.botId))).body.outcome).toBe('denied');
      expect(local.server.logs()).toContain('a sign-in could not be simulated');
    } finally {
      await local.close().catch(() => undefined);
    }
  });
});

describe('without a sandbox', () => {
  it('there is no simulator', async () => {
    const plain = await startTestServer();
    try {
      const { body: bot } = await plain.call('POST', '/v1/bots', { body: { name: 'Plain' } });
      expect((await plain.call('GET', path(bot.id))).body).toMatchObject({ isAvailable: false, outcome: 'allowed' });
      const chosen = await plain.call('PUT', path(bot.id), { body: { outcome: 'denied' } });
      expect(chosen).toMatchObject({ status: 409, body: { code: 'simulator-unavailable' } });
      expect((await plain.call('GET', '/v1/session')).body).toMatchObject({ hasSimulator: false });
    } finally {
      await plain.close();
    }
  });
});
