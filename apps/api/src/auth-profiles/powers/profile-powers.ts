import type { Caller } from '../../http/caller.js';
import { reachOf } from '../../http/grants.js';
import type { Permission } from '../../http/permissions.js';

/** What decides who may do what with a profile. */
export interface OwnedProfile {
  readonly kind: 'system' | 'custom';
  /** Null for the operator's: they belong to nobody's division. */
  readonly divisionId: string | null;
  /** Null: everybody who sees it. */
  readonly invitedRoles: readonly string[] | null;
}

/** Whether a permission is held in the division of a profile, whatever part of it the route at hand was narrowed to. */
export function holds(caller: Caller, permission: Permission, divisionId: string | null): boolean {
  if (caller.grants === undefined) return caller.permissions.has(permission);
  const reach = reachOf(caller.grants, permission);
  return reach === undefined || (divisionId !== null && reach.has(divisionId));
}

/** Whether a profile is seen in pickers; the operator's are seen by all. */
export function maySee(caller: Caller, { kind, divisionId }: OwnedProfile): boolean {
  return kind === 'system' || holds(caller, 'auth-profiles:view', divisionId);
}

/** Whether a profile may be changed, its tokens saved and revoked; the operator's: for the workspace, by whoever manages all divisions. */
export function mayManage(caller: Caller, { divisionId }: OwnedProfile): boolean {
  return holds(caller, 'auth-profiles:manage', divisionId);
}

/** Whether a profile may be chosen for an action and authorized with: by who manages it, by invited roles, or by all who see it. */
export function mayUse(caller: Caller, profile: OwnedProfile): boolean {
  const { kind, divisionId, invitedRoles } = profile;
  if (!maySee(caller, profile)) return false;
  if (kind === 'system' || invitedRoles === null || mayManage(caller, profile)) return true;
  return (caller.grants ?? []).some(
    ({ role = '', ...grant }) =>
      (grant.divisionId === null || grant.divisionId === divisionId) && invitedRoles.includes(role),
  );
}
