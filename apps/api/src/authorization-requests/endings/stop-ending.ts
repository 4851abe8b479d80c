import type { EntityManager } from 'typeorm';
import { holdOffStop, wasStopped } from '../../auth-profiles/powers/profile-pauses.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import type { Ending } from './ending.js';
import type { LockedRequest } from './locked-request.js';

/** How a request ends whose auth profile was stopped. */
export const stopped: Ending = {
  reason: 'profile-stopped',
  message: 'The auth profile was stopped, and everything of it revoked.',
};

/** How a request ends because its auth profile was stopped after it had begun, resumed or not; undefined where it was not. */
export async function stopEnding(manager: EntityManager, row: AuthorizationRequest): Promise<Ending | undefined> {
  return row.completedAt === null && (await wasStopped(manager, row)) ? stopped : undefined;
}

/** The same for as long as the transaction goes on: a stop waits for its end, and finds what it stores. */
export async function lastingStopEnding({ manager, row }: LockedRequest): Promise<Ending | undefined> {
  await holdOffStop(manager, row);
  return stopEnding(manager, row);
}
