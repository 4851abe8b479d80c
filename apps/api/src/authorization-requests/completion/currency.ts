import { holdOffStop } from '../../auth-profiles/powers/profile-pauses.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import type { LockedRequest } from '../endings/locked-request.js';

/**
 * Whether what the person was asked for still is so, and the profile leads where it led and was not stopped; the operator's changes
 * only by a start.
 */
export async function isCurrent({ manager, row }: LockedRequest, registrationVersion: number): Promise<boolean> {
  const { workspaceId, authProfileId } = row;
  await holdOffStop(manager, { workspaceId, authProfileId });
  const stopped: unknown[] = await manager.query(
    `SELECT id FROM auth_profile_revocations
      WHERE workspace_id = $1 AND auth_profile_id = $2 AND resumed_at IS NULL`,
    [workspaceId, authProfileId],
  );
  const others: unknown[] = await manager.query(
    'SELECT id FROM auth_profiles WHERE id = $1 AND registration_version <> $2::integer',
    [authProfileId, registrationVersion],
  );
  return stopped.length === 0 && others.length === 0 && (await hasOwner({ manager, row }));
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
