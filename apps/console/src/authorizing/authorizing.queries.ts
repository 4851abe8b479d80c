import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, bodyOf, type Schema } from '../api/client.ts';
import { toProblem } from '../api/problem.ts';

export type AuthorizationRequest = Schema<'AuthorizationRequestDetailsView'>;

/** What is authorized: an action for everybody, an auth profile for everybody, or the member for themselves. */
export type AuthorizedPlace =
  | { readonly botId: string; readonly connectorId: string }
  | {
      readonly authProfileId: string;
      readonly owner: 'everybody' | 'me';
      /** The system, where the profile serves any. */
      readonly connectorId?: string;
    };

/** The last page of an authorization says here that it is over. */
export const channelName = 'attache-authorization';

const awaited: readonly AuthorizationRequest['status'][] = [
  'pending',
  'redirected',
  'choice-required',
  'proof-required',
];
const askEveryMs = 2_000;

/** A request to authorize; asked again until it has ended. */
export const requestQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['authorization-requests', requestId],
    queryFn: () => bodyOf(api.GET('/v1/authorization-requests/{id}', { params: { path: { id: requestId } } })),
    refetchInterval: ({ state }) => (isWorthAsking(state) ? askEveryMs : false),
  });

/** Not where it has ended, or where the member may not look at requests: its last page tells them. */
function isWorthAsking({
  data,
  error,
}: {
  readonly data?: AuthorizationRequest;
  readonly error: Error | null;
}): boolean {
  if (data !== undefined) return isAwaited(data);
  return error === null || toProblem(error).status !== 403;
}

/** Whether a request has not ended yet. */
export function isAwaited({ status }: Pick<AuthorizationRequest, 'status'>): boolean {
  return awaited.includes(status);
}

/** Looks again when the last page of an authorization says that it is over, and reads anew what depends on it once it is. */
export function useFollowing(id: string | undefined, request: AuthorizationRequest | undefined): void {
  const queryClient = useQueryClient();
  const { status, botId, authProfileId } = request ?? {};
  useEffect(() => {
    if (id === undefined) return undefined;
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = () => {
      // What was authorized is read anew by members who may not look at requests, too.
      for (const queryKey of [requestQuery(id).queryKey, ['connections'], ['auth-profiles'], ['bots']]) {
        void queryClient.invalidateQueries({ queryKey });
      }
    };
    return () => channel.close();
  }, [id, queryClient]);
  useEffect(() => {
    if (status !== 'completed') return;
    const concerned = [['authorizations'], ['connections'], ['auth-profiles', authProfileId]];
    // What belongs to a profile may be used by any bot.
    for (const queryKey of [...concerned, botId ? ['bots', botId] : ['bots']]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  }, [id, status, botId, authProfileId, queryClient]);
}

/** Begins an authorization; one that there is keeps its id. The section shows what went wrong. */
export function useAuthorize(place: AuthorizedPlace) {
  return useMutation({
    mutationFn: (body: Schema<'AuthorizeActionDto'>) => begin(place, body),
    meta: { showsProblem: true },
  });
}

function begin(place: AuthorizedPlace, body: Schema<'AuthorizeActionDto'>) {
  if ('botId' in place) {
    return bodyOf(api.POST('/v1/bots/{botId}/actions/{connectorId}/authorize', { params: { path: place }, body }));
  }
  const { authProfileId, owner, connectorId } = place;
  const options = { params: { path: { authProfileId } }, body: { ...body, connectorId } };
  return owner === 'me'
    ? bodyOf(api.POST('/v1/connections/{authProfileId}/authorize', options))
    : bodyOf(api.POST('/v1/auth-profiles/{authProfileId}/authorize', options));
}

/** Withdraws a request. */
export function useCancelRequest() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      bodyOf(api.POST('/v1/authorization-requests/{id}/cancel', { params: { path: { id } } })),
    onSuccess: async ({ id, botId }) => {
      await queryClient.invalidateQueries({ queryKey: requestQuery(id).queryKey });
      if (botId) await queryClient.invalidateQueries({ queryKey: ['bots', botId] });
    },
  });
}
