import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './client.ts';
import { holds, useSession, type Permission } from './session.ts';

export type Division = Schema<'DivisionView'>;

/** The divisions that the member has a role in: `Home` first. */
export const divisionsQuery = queryOptions({
  queryKey: ['divisions'],
  queryFn: async () => (await bodyOf(api.GET('/v1/divisions'))).items,
  staleTime: 30_000,
});

/** The divisions in which the member holds a permission; none until they are read. */
export function useDivisionsWith(permission: Permission): readonly Division[] {
  const session = useSession();
  const { data = [] } = useQuery(divisionsQuery);
  return data.filter(({ id }) => holds(session, permission, id));
}

/** The name of a division where there are several to tell apart; undefined where there is one. */
export function useDivisionName(divisionId: string): string | undefined {
  const { data = [] } = useQuery(divisionsQuery);
  return data.length > 1 ? data.find(({ id }) => id === divisionId)?.name : undefined;
}
