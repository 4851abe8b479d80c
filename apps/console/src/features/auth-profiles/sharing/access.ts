import type { AuthProfile } from '../auth-profiles.queries.ts';

/** Whom a profile is for: everybody who sees it, those who manage it, or the roles that are invited too. */
export type Audience = 'everybody' | 'managers' | 'roles';

/** To which division a profile belongs, and who may use it there. */
export interface Access {
  readonly divisionId: string | null;
  readonly audience: Audience;
  /** Ids of roles; they count where the audience is `roles`. */
  readonly roles: readonly string[];
}

/** How a stored profile is shared. */
export function accessOf({ divisionId, invitedRoles }: Pick<AuthProfile, 'divisionId' | 'invitedRoles'>): Access {
  const audience = invitedRoles === null ? 'everybody' : invitedRoles.length === 0 ? 'managers' : 'roles';
  return { divisionId, audience, roles: invitedRoles ?? [] };
}

/** What is sent to share a profile so; the division only where it changes. */
export function bodyOfAccess({ divisionId, audience, roles }: Access, stored: Pick<AuthProfile, 'divisionId'>) {
  return {
    invitedRoles: audience === 'everybody' ? null : audience === 'managers' ? [] : [...roles],
    ...(divisionId !== null && divisionId !== stored.divisionId && { divisionId }),
  };
}

/** Whether something is still to be chosen. */
export function isUndecided({ audience, roles }: Access): boolean {
  return audience === 'roles' && roles.length === 0;
}
