import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';

export type Action = Schema<'ActionView'>;
export type Checklist = Schema<'BotChecklistView'>;
export type Connector = Schema<'ConnectorDetailsView'>;

/** Which action of which bot. */
export type ActionPlace = { readonly botId: string; readonly connectorId: string };

/** Every action of a bot, the available ones included. */
export const actionsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'actions'],
    queryFn: async () => (await bodyOf(api.GET('/v1/bots/{botId}/actions', { params: { path: { botId } } }))).items,
  });

/** One action; available ones too. */
export const actionQuery = ({ botId, connectorId }: ActionPlace) =>
  queryOptions({
    queryKey: ['bots', botId, 'actions', connectorId],
    queryFn: () =>
      bodyOf(api.GET('/v1/bots/{botId}/actions/{connectorId}', { params: { path: { botId, connectorId } } })),
  });

/** A system with its operations, templates and README. */
export const connectorQuery = (connectorId: string) =>
  queryOptions({
    queryKey: ['connectors', connectorId],
    queryFn: () => bodyOf(api.GET('/v1/connectors/{connectorId}', { params: { path: { connectorId } } })),
    staleTime: 600_000,
  });

/** How far somebody has got with a bot. */
export const checklistQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'checklist'],
    queryFn: () => bodyOf(api.GET('/v1/bots/{botId}/checklist', { params: { path: { botId } } })),
  });

/** What was read of a bot's actions, templates and checklist is read anew. */
export function refreshActions(queryClient: QueryClient, botId: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['bots', botId] });
}

function useActionChange<Input = void>(place: ActionPlace, mutationFn: (input: Input) => Promise<Action>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    meta: { showsProblem: true },
    onSuccess: (action) => void queryClient.setQueryData(actionQuery(place).queryKey, action),
    // What was refused may have been refused because things are not as they were read.
    onSettled: () => refreshActions(queryClient, place.botId),
  });
}

/** Says who authorizes an action, and how; whoever calls shows what went wrong. */
export function useConfigureAction(place: ActionPlace) {
  return useActionChange(place, (body: Schema<'ConfigureActionDto'>) =>
    bodyOf(api.PUT('/v1/bots/{botId}/actions/{connectorId}', { params: { path: place }, body })),
  );
}

/** Enables an action; whoever calls shows what went wrong. */
export function useEnableAction(place: ActionPlace) {
  return useActionChange(place, () =>
    bodyOf(api.POST('/v1/bots/{botId}/actions/{connectorId}/enable', { params: { path: place } })),
  );
}

/** Disables an action; its configuration stays. */
export function useDisableAction(place: ActionPlace) {
  return useActionChange(place, () =>
    bodyOf(api.POST('/v1/bots/{botId}/actions/{connectorId}/disable', { params: { path: place } })),
  );
}

/** Ends the login of an action's own; whoever calls shows what went wrong. */
export function useEndOwnLogin({ botId }: ActionPlace) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (authorizationId: string) =>
      bodyOf(api.DELETE('/v1/authorizations/{authorizationId}', { params: { path: { authorizationId } } })),
    meta: { showsProblem: true },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['authorizations'] }),
        refreshActions(queryClient, botId),
      ]),
  });
}
