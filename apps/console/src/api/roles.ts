import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './client.ts';
import type { Session } from './session.ts';

export type Role = Schema<'RoleView'>;
export type PermissionInfo = Schema<'PermissionView'>;

/** Every role of the workspace: built-in ones first. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await bodyOf(api.GET('/v1/roles'))).items,
  staleTime: 30_000,
});

/** Every permission that there is, in words. */
export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: async () => (await bodyOf(api.GET('/v1/permissions'))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Permissions of one kind of thing. */
export interface PermissionsOfKind {
  readonly title: string;
  readonly permissions: readonly PermissionInfo[];
}

/** Permissions by what they are about. */
export function byKind(permissions: readonly PermissionInfo[]): readonly PermissionsOfKind[] {
  const kinds = [...new Set(permissions.map(({ id }) => kindOf(id)))];
  return kinds.map((kind) => ({
    title: titleOf(kind),
    permissions: permissions.filter(({ id }) => kindOf(id) === kind),
  }));
}

/** Whether a member may give a role in a division, or in all of them: nobody gives what they do not hold. */
export function mayGive(
  { grants }: Session,
  role: Role,
  divisionId: string | null,
  permissions: readonly PermissionInfo[],
): boolean {
  const counts = new Set(
    permissions.filter(({ isOfDivisions }) => divisionId === null || isOfDivisions).map(({ id }) => id),
  );
  return role.permissions.every(
    (permission) =>
      !counts.has(permission) ||
      grants.some(
        (granted) =>
          (granted.divisionId === null || granted.divisionId === divisionId) &&
          granted.permissions.includes(permission),
      ),
  );
}

function kindOf(permission: string): string {
  return permission.split(':')[0] ?? '';
}

function titleOf(kind: string): string {
  const words = kind.replaceAll('-', ' ').replace('api', 'API');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
