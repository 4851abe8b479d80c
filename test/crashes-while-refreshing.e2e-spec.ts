import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrashingServer } from './support/crashing-server.js';
import { eventually } from './support/eventually.js';
import { expectStatus } from './support/world.js';

let server: CrashingServer;

beforeAll(async () => {
  server = await CrashingServer.start();
  expectStatus(await server.createLead('Hopper'), 200);
});
afterAll(() => server.close());

describe('a server that is killed as it refreshes', () => {
  it('either goes on or asks for authorization, and never loops', async () => {
    const leadId = String(server.leads()[0]?.['Id']);
    const refreshes = () => server.sandbox.journal.salesforce.count('token refresh_token');
    for (const delayMs of [0, 60]) {
      server.sandbox.tokens.salesforce.expireAccessTokens();
      const before = refreshes();
      server.sandbox.faults.salesforce.set([{ kind: 'slow-after', on: 'token', ms: 1_000, times: 1 }]);
      const cut = server.run('get-lead', { id: leadId }).catch(() => undefined);
      await eventually(() => (refreshes() > before ? true : undefined), 'the refresh');
      await setTimeout(delayMs);
      await server.killAndRestart();
      await cut;
      const answers = [await server.run('get-lead', { id: leadId }), await server.run('get-lead', { id: leadId })];
      expect(refreshes() - before).toBeLessThanOrEqual(2);
      const [first, second] = answers.map(({ status, body }) => (status === 200 ? 'works' : body.code));
      expect(['works', 'authorization-required']).toContain(first);
      expect(second).toBe(first);
      if (first !== 'works') await server.authorize();
      expectStatus(await server.run('get-lead', { id: leadId }), 200);
    }
  });
});
