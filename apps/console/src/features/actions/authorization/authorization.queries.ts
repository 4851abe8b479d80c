import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../api/client.ts';
import { refreshActions, type ActionPlace } from '../actions.queries.ts';

export type AuthProfile = Schema<'AuthProfileView'>;
export type AuthorizationRequest = Schema<'AuthorizationRequestDetailsView'>;

const awaited: readonly AuthorizationRequest['status'][] = ['pending', 'redirected', 'proof-required'];
const askEveryMs = 2_000;

/** The auth profiles that an action of a system can use: the operator's, and the workspace's own. */
export const usableProfilesQuery = (connectorId: string) =>
  queryOptions({
    queryKey: ['auth-profiles', 'usable-by', connectorId],
    queryFn: async () => {
      const { items } = await bodyOf(api.GET('/v1/auth-profiles', { params: { query: { limit: 100 } } }));
      return items.filter((profile) => profile.connectorId === connectorId || profile.connectorId === null);
    },
  });

/** A request to authorize; asked again until it has ended. */
export const requestQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['authorization-requests', requestId],
    queryFn: () => bodyOf(api.GET('/v1/authorization-requests/{id}', { params: { path: { id: requestId } } })),
    refetchInterval: ({ state }) => (state.data === undefined || isAwaited(state.data) ? askEveryMs : false),
  });

/** Whether a request has not ended yet. */
export function isAwaited({ status }: Pick<AuthorizationRequest, 'status'>): boolean {
  return awaited.includes(status);
}

/** Begins the shared authorization; the panel shows what went wrong. */
export function useAuthorize(place: ActionPlace) {
  return useMutation({
    mutationFn: (body: Schema<'AuthorizeActionDto'>) =>
      bodyOf(api.POST('/v1/bots/{botId}/actions/{connectorId}/authorize', { params: { path: place }, body })),
    meta: { showsProblem: true },
  });
}

/** Withdraws a request. */
export function useCancelRequest({ botId }: ActionPlace) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      bodyOf(api.POST('/v1/authorization-requests/{id}/cancel', { params: { path: { id } } })),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: requestQuery(id).queryKey });
      await refreshActions(queryClient, botId);
    },
  });
}
