import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../api/client.ts';
import { allOf } from '../../../api/pages.ts';
import type { Connector } from '../actions.queries.ts';

export type AuthProfile = Schema<'AuthProfileView'>;

/** The auth profiles that an action of a system can use: the operator's, the best first, and the workspace's own. */
export const usableProfilesQuery = ({ id: connectorId, grantTypes }: Pick<Connector, 'id' | 'grantTypes'>) =>
  queryOptions({
    queryKey: ['auth-profiles', 'usable-by', connectorId],
    queryFn: async () => {
      const profiles = await allOf((cursor) =>
        bodyOf(api.GET('/v1/auth-profiles', { params: { query: { cursor, limit: 100 } } })),
      );
      const rank = ({ kind, grantType }: AuthProfile) => (kind === 'system' ? grantTypes.indexOf(grantType) : 0);
      return profiles
        .filter((profile) => profile.connectorId === connectorId || profile.connectorId === null)
        .sort((one, other) => rank(one) - rank(other));
    },
  });
