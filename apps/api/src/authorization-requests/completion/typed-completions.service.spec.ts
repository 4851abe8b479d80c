import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import type { GrantsService, ObtainedGrant } from './grants.service.js';
import type { SettlementsService } from './settlements.service.js';
import { TypedCompletionsService } from './typed-completions.service.js';

const finisher = { id: 'second', parameters: {}, isProven: true };

/** Completes while another try is running, as long as `claims` are undefined; the row is as somebody reads it in between. */
async function complete(claims: readonly unknown[], row: Partial<AuthorizationRequest>) {
  const left = [...claims];
  const tried: string[] = [];
  const settlements = {
    claim: () => Promise.resolve(left.shift()),
    settle: (id: string) => Promise.resolve(tried.push(id) && 'kept'),
  } as unknown as SettlementsService;
  const grants = { obtain: () => Promise.resolve({} as ObtainedGrant) } as unknown as GrantsService;
  const requests = { find: () => Promise.resolve(row as AuthorizationRequest) };
  const service = new TypedCompletionsService(requests as never, {} as never, grants, settlements);
  return { outcome: await service.complete('request', finisher, () => Promise.reject(new Error('not asked'))), tried };
}

describe('a second try', () => {
  it('has its turn when the first is refused before anybody looks', async () => {
    const row = { status: 'pending', finishingUntil: null } as const;
    expect(await complete([undefined, { id: 'request' }], row)).toEqual({ outcome: 'told', tried: ['request'] });
  });

  it('is not made when the first has brought the request on', async () => {
    const row = { status: 'proof-required', finishingUntil: null } as const;
    expect(await complete([undefined, { id: 'request' }], row)).toEqual({ outcome: 'told', tried: [] });
  });
});
