import type { SimulatedOutcome } from '../../apps/api/src/simulator/outcomes.js';
import type { Api } from './server.js';
import { expectStatus } from './world.js';

/** Chooses what the next sign-in of a bot comes to. */
export async function simulate(server: Api, botId: string, outcome: SimulatedOutcome): Promise<void> {
  expectStatus(await server.call('PUT', `/v1/bots/${botId}/simulator`, { body: { outcome } }), 200);
}
