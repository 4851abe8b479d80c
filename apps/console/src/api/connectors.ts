import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from './client.ts';

/** Every system of the catalogue. */
export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: async () => (await bodyOf(api.GET('/v1/connectors'))).items,
  staleTime: 600_000,
});

/** Names a system by its id, and by its id alone until the catalogue is read. */
export function useSystemName(): (connectorId: string) => string {
  const { data } = useQuery(connectorsQuery);
  return (connectorId) => data?.find(({ id }) => id === connectorId)?.name ?? connectorId;
}
