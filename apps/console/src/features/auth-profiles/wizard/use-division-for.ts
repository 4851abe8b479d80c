import { useSession, type Permission } from '../../../api/session.ts';

/** A division in which the member may make something; undefined where they may in every one, and the server chooses. */
export function useDivisionFor(permission: Permission): string | undefined {
  const { grants } = useSession();
  const holding = grants.filter(({ permissions }) => permissions.includes(permission));
  if (holding.some(({ divisionId }) => divisionId === null)) return undefined;
  return holding[0]?.divisionId ?? undefined;
}
