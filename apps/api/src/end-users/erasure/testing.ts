import { expect } from 'vitest';
import type { TestServer } from '../../../../../test/support/server.js';
import type { EndUserErasureView } from './erasure.dto.js';

/** Waits for the end of an erasure, and answers its proof. */
export async function erased(
  server: TestServer,
  botId: string,
  erasureId: string,
): Promise<EndUserErasureView & { scan: { columns: number } }> {
  const path = `/v1/bots/${botId}/end-user-erasures/${erasureId}`;
  await expect
    .poll(async () => (await server.call('GET', path)).body.state, { timeout: 30_000, interval: 50 })
    .toBe('finished');
  return (await server.call('GET', path)).body as never;
}
