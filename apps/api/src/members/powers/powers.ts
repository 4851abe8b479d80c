import type { Caller } from '../../http/caller.js';
import { reachOf, type Granted } from '../../http/grants.js';
import { isOfDivisions, type Permission } from '../../http/permissions.js';
import { ProblemError } from '../../http/problem.js';

/** A permission at a place; null: in every division. */
export interface HeldAt {
  readonly permission: Permission;
  readonly divisionId: string | null;
}

/** Who holds what counts for members, roles and invitations: the grants of a member, or what an API key may do everywhere. */
export function heldBy({ kind, grants, botIds, permissions }: Caller): readonly Granted[] {
  if (kind === 'member') return grants ?? [];
  if (botIds === undefined) return [{ divisionId: null, permissions }];
  throw new ProblemError(
    'permission-missing',
    'This API key serves certain bots only; members are none of its concern.',
  );
}

/** The first thing that some grants come to and that is not held at the same place; a permission counts only where it can be held. */
export function firstNotHeld(held: readonly Granted[], grants: readonly Granted[]): HeldAt | undefined {
  for (const { divisionId, permissions } of grants) {
    for (const permission of permissions) {
      if (divisionId !== null && !isOfDivisions(permission)) continue;
      const reach = reachOf(held, permission);
      if (reach !== undefined && (divisionId === null || !reach.has(divisionId))) return { permission, divisionId };
    }
  }
  return undefined;
}

/**
 * Refuses what would reach further than whoever does it.
 * @param what what is refused, such as 'give this role'
 * @throws {ProblemError} `permission-missing`, with what is missing and where
 */
export function requireHeld(held: readonly Granted[], grants: readonly Granted[], what: string): void {
  const missing = firstNotHeld(held, grants);
  if (missing === undefined) return;
  const place = missing.divisionId === null ? 'for every division' : 'in that division';
  throw new ProblemError(
    'permission-missing',
    `Only who holds '${missing.permission}' ${place} may ${what}; ask somebody who does.`,
    { ...missing },
  );
}
