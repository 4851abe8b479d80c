import type { AuthorizationRequest } from '../authorization-request.entity.js';
import type { Ending } from '../endings/ending.js';
import { lastingStopEnding } from '../endings/stop-ending.js';
import type { LockedRequest } from '../endings/locked-request.js';

/** How a request ends for which the action, or where its profile leads, has changed. */
export const changedEnding: Ending = {
  reason: 'action-changed',
  message: 'The action was configured anew while somebody was authorizing.',
};

/**
 * How a request ends because what the person was asked for is no longer so, or the profile leads elsewhere or was stopped; undefined
 * while nothing of it has changed. The operator's profiles change only by a start. Call it before anything else is locked.
 */
export async function changeEnding(request: LockedRequest, registrationVersion: number): Promise<Ending | undefined> {
  const stopped = await lastingStopEnding(request);
  if (stopped !== undefined) return stopped;
  const others: unknown[] = await request.manager.query(
    'SELECT id FROM auth_profiles WHERE id = $1 AND registration_version <> $2::integer',
    [request.row.authProfileId, registrationVersion],
  );
  return others.length === 0 && (await hasOwner(request)) ? undefined : changedEnding;
}

/** Whether whoever the authorization is for is still there, and still wants it so. */
async function hasOwner({ manager, row }: Pick<LockedRequest, 'manager' | 'row'>): Promise<boolean> {
  const [sql, parameters] = row.actionId === null ? ofMember(row) : ofAction(row);
  const found: unknown[] = await manager.query(sql, [...parameters]);
  return found.length > 0;
}

function ofAction(row: AuthorizationRequest): readonly [string, readonly unknown[]] {
  const mode = row.subjectKind === 'end-user' ? 'end-user' : 'pre-authorized';
  const sql = `SELECT id FROM actions
    WHERE id = $1 AND auth_profile_id = $2 AND authorization_mode = $3 AND parameters = $4::jsonb FOR SHARE`;
  return [sql, [row.actionId, row.authProfileId, mode, JSON.stringify(row.parameters)]];
}

/** What is to belong to a profile has been asked for by somebody who manages it; a member may have gone meanwhile. */
function ofMember({ memberId, workspaceId }: AuthorizationRequest): readonly [string, readonly unknown[]] {
  if (memberId === null) return ['SELECT id FROM workspaces WHERE id = $1', [workspaceId]];
  return ['SELECT id FROM members WHERE id = $1 AND deactivated_at IS NULL FOR SHARE', [memberId]];
}
