import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from './client.ts';
import { holds, useSession } from './session.ts';

/** Every system of the catalogue. */
const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: async () => (await bodyOf(api.GET('/v1/connectors'))).items,
  staleTime: 600_000,
});

/** Every system of the catalogue; none, and nothing is asked, for whoever may not see them. */
export function useConnectors() {
  const maySee = holds(useSession(), 'actions:view', null);
  return useQuery({ ...connectorsQuery, enabled: maySee });
}

/** Names a system by its id, and by its id alone until the catalogue is read. */
export function useSystemName(): (connectorId: string) => string {
  const { data } = useConnectors();
  return (connectorId) => data?.find(({ id }) => id === connectorId)?.name ?? connectorId;
}
