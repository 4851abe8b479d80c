import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';
import type { ActivitySearch } from '../../app/router.tsx';

export type Run = Schema<'RunView'>;
export type AuthorizationRequest = Schema<'AuthorizationRequestDetailsView'>;

export const runStatuses = ['running', 'succeeded', 'failed', 'authorization-required', 'outcome-unknown'] as const;
export const requestStatuses = [
  ...(['pending', 'redirected', 'choice-required', 'proof-required', 'completed'] as const),
  ...(['denied', 'expired', 'failed', 'cancelled'] as const),
] as const;

/** How far back `since` reaches. */
export const sinces = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/** Runs of a bot, newest first. */
export const runsQuery = (botId: string, { status, connectorId, source, endUserId, since }: ActivitySearch) =>
  pagedQuery(['bots', botId, 'runs', { status, connectorId, source, endUserId, since }], (cursor) => {
    const agoMs = sinces[since as keyof typeof sinces] as number | undefined;
    const query = {
      status: runStatuses.find((one) => one === status),
      startedFrom: agoMs === undefined ? undefined : new Date(Date.now() - agoMs).toISOString(),
      ...{ connectorId, source, endUserId, cursor },
    };
    return bodyOf(api.GET('/v1/bots/{botId}/runs', { params: { path: { botId }, query } }));
  });

/** Requests to authorize at a bot, newest first. */
export const requestsQuery = (botId: string, { status, connectorId, endUserId }: ActivitySearch) =>
  pagedQuery(['bots', botId, 'authorization-requests', { status, connectorId, endUserId }], (cursor) => {
    const query = {
      status: requestStatuses.find((one) => one === status),
      ...{ botId, connectorId, endUserId, cursor },
    };
    return bodyOf(api.GET('/v1/authorization-requests', { params: { query } }));
  });

/** One run with its trace; looked at again while it runs. */
export const runQuery = (botId: string, runId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'runs', runId],
    queryFn: () => bodyOf(api.GET('/v1/bots/{botId}/runs/{runId}', { params: { path: { botId, runId } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? 2_000 : false),
  });

/** One request to authorize with its timeline. */
export const requestQuery = (botId: string, id: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'authorization-requests', id],
    queryFn: () => bodyOf(api.GET('/v1/authorization-requests/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? 3_000 : false),
  });

/** Whether something may still happen to a request. */
export function isOpen({ status }: Pick<AuthorizationRequest, 'status'>): boolean {
  return ['pending', 'redirected', 'choice-required', 'proof-required'].includes(status);
}

/** Looks again for what a run with an unknown outcome made. */
export function useSettle(botId: string, runId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/bots/{botId}/runs/{runId}/settle', { params: { path: { botId, runId } } })),
    meta: { showsProblem: true },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['bots', botId, 'runs'] }),
  });
}

/** Withdraws a request to authorize: its link no longer works. */
export function useWithdraw(botId: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/authorization-requests/{id}/cancel', { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['bots', botId, 'authorization-requests'] }),
  });
}
