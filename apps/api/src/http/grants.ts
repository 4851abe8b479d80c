import { allPermissions, isOfDivisions, type Permission } from './permissions.js';

/** What a role in a division comes to: permissions there, or everywhere where the division is null. */
export interface Granted {
  readonly divisionId: string | null;
  readonly permissions: ReadonlySet<Permission>;
  /** Name of a built-in role, or id of the workspace's own. */
  readonly role?: string;
}

/** What is held somewhere: for workspace-wide permissions that is everywhere. */
export function heldSomewhere(grants: readonly Granted[]): ReadonlySet<Permission> {
  return new Set(allPermissions.filter((permission) => reachOf(grants, permission)?.size !== 0));
}

/** The divisions in which a permission is held; undefined: in every one, those that do not exist yet too. */
export function reachOf(grants: readonly Granted[], permission: Permission): ReadonlySet<string> | undefined {
  const holding = grants.filter(({ permissions }) => permissions.has(permission));
  if (holding.some(({ divisionId }) => divisionId === null)) return undefined;
  return new Set(isOfDivisions(permission) ? holding.flatMap(({ divisionId }) => divisionId ?? []) : []);
}

/** What is held in every one of some divisions; undefined: in all there are. */
export function heldThroughout(
  grants: readonly Granted[],
  divisionIds: ReadonlySet<string> | undefined,
): ReadonlySet<Permission> {
  return new Set(allPermissions.filter((permission) => covers(reachOf(grants, permission), divisionIds)));
}

/** The divisions that grants name one by one. */
export function namedDivisions(grants: readonly Granted[]): ReadonlySet<string> {
  return new Set(grants.flatMap(({ divisionId }) => divisionId ?? []));
}

function covers(reach: ReadonlySet<string> | undefined, divisionIds: ReadonlySet<string> | undefined): boolean {
  if (reach === undefined) return true;
  return divisionIds !== undefined && divisionIds.size > 0 && [...divisionIds].every((id) => reach.has(id));
}
