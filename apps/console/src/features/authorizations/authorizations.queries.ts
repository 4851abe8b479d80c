import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';
import type { AuthorizationsSearch } from '../../app/workspace-routes.ts';
import { requestQuery } from '../../authorizing/authorizing.queries.ts';

export type Authorization = Schema<'AuthorizationView'>;
type Filters = Omit<AuthorizationsSearch, 'id' | 'request'>;

const lookAgainMs = 15_000;

/** Authorizations, newest first; looked at again while somebody looks, for tokens are used and refreshed all the time. */
export const authorizationsQuery = ({ q: search, botId, state, subject, endUserId }: Filters) =>
  infiniteQueryOptions({
    ...pagedQuery(['authorizations', 'list', { search, botId, state, subject, endUserId }], (cursor) =>
      bodyOf(
        api.GET('/v1/authorizations', { params: { query: { search, botId, state, subject, endUserId, cursor } } }),
      ),
    ),
    refetchInterval: lookAgainMs,
  });

/** One authorization. */
export const authorizationQuery = (id: string) =>
  queryOptions({
    queryKey: ['authorizations', id],
    queryFn: () =>
      bodyOf(api.GET('/v1/authorizations/{authorizationId}', { params: { path: { authorizationId: id } } })),
    refetchInterval: lookAgainMs,
  });

/** Revokes an authorization; the one that is shown carries the receipt from then on. */
export function useRevoke(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      bodyOf(api.DELETE('/v1/authorizations/{authorizationId}', { params: { path: { authorizationId: id } } })),
    meta: { showsProblem: true },
    onSuccess: (receipt) => {
      const upstreamRevocation = receipt.upstream as Authorization['upstreamRevocation'];
      queryClient.setQueryData(
        authorizationQuery(id).queryKey,
        (before) => before && { ...before, state: 'revoked' as const, upstreamRevocation, nextRefreshAt: null },
      );
      return queryClient.invalidateQueries({ queryKey: ['authorizations'] });
    },
  });
}

interface LinkInput {
  readonly place: { readonly botId: string; readonly connectorId: string };
  readonly endUser: NonNullable<Authorization['endUser']>;
}

/** Makes a link under which an end user authorizes anew. */
export function useMakeLink() {
  return useMutation({
    mutationFn: ({ place, endUser: { id, channel, displayName } }: LinkInput) =>
      bodyOf(
        api.POST('/v1/bots/{botId}/actions/{connectorId}/authorization-links', {
          params: { path: place },
          body: { endUser: { id, channel, ...(displayName !== null && { displayName }) } },
        }),
      ),
    meta: { showsProblem: true },
  });
}

/** Types the code that the person read on their last page; whoever does vouches for the person. */
export function useVerify(requestId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (code: string) =>
      bodyOf(
        api.POST('/v1/authorization-requests/{id}/verify', { params: { path: { id: requestId } }, body: { code } }),
      ),
    meta: { showsProblem: true },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: requestQuery(requestId).queryKey }),
        queryClient.invalidateQueries({ queryKey: ['authorizations'] }),
      ]),
  });
}
