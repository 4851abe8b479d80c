import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../api/client.ts';
import { refreshActions, type ActionPlace } from '../actions.queries.ts';

export type Operation = Schema<'OperationView'>;
export type EndUser = Schema<'EndUserView'>;

/** What came of a run, and how long it took from here. */
export interface RunOutcome {
  readonly result: Schema<'RunResultView'>;
  readonly durationMs: number;
}

/** The people who talk to a bot, whose names or ids have a text. */
export const endUsersQuery = (botId: string, search: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'end-users', 'pick', search],
    queryFn: async () => {
      const query = { limit: 20, ...(search !== '' && { search }) };
      return (await bodyOf(api.GET('/v1/bots/{botId}/end-users', { params: { path: { botId }, query } }))).items;
    },
  });

/** Where an operation is run. */
export function runPath({ botId, connectorId }: ActionPlace, name: string): string {
  return `/v1/bots/${botId}/actions/${connectorId}/operations/${name}/runs`;
}

/** Runs an operation, and brings what was sent and answered; the panel shows what went wrong. */
export function useRunOperation(place: ActionPlace, name: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schema<'CreateRunDto'>): Promise<RunOutcome> => {
      const begun = performance.now();
      const params = { path: { ...place, name }, query: { trace: 'true' as const } };
      const result = await bodyOf(
        api.POST('/v1/bots/{botId}/actions/{connectorId}/operations/{name}/runs', { params, body }),
      );
      return { result, durationMs: performance.now() - begun };
    },
    meta: { showsProblem: true },
    onSettled: () => refreshActions(queryClient, place.botId),
  });
}
