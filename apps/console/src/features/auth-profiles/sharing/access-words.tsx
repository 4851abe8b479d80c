import { useQuery } from '@tanstack/react-query';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import { accessOf } from './access.ts';
import { divisionsQuery, rolesQuery } from './sharing.queries.ts';

/** Who may use a profile, in words. */
export function AudienceWords({ profile }: { readonly profile: AuthProfile }) {
  const { audience, roles } = accessOf(profile);
  const { data: known = [] } = useQuery({ ...rolesQuery, enabled: profile.mayManage && audience === 'roles' });
  if (profile.kind === 'system' || audience === 'everybody') return 'Everybody who sees it';
  if (audience === 'managers') return 'Only who manages it';
  const names = roles.map((role) => known.find(({ id }) => id === role)?.name);
  if (names.includes(undefined)) return roles.length === 1 ? 'One invited role' : `${roles.length} invited roles`;
  return names.join(', ');
}

/** The division of a profile, where there are several. */
export function DivisionName({ profile }: { readonly profile: AuthProfile }) {
  const { data: divisions = [] } = useQuery(divisionsQuery);
  if (profile.divisionId === null) return 'Every division';
  return divisions.find(({ id }) => id === profile.divisionId)?.name ?? 'Its own';
}
