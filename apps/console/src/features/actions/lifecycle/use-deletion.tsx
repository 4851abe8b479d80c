import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, bodyOf } from '../../../api/client.ts';
import { askFirst } from '../../../ui/confirm.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { actionQuery, refreshActions, type Action, type ActionPlace } from '../actions.queries.ts';
import { Losses } from './losses.tsx';

/** Tells what goes with an action, asks, and deletes it. */
export function useDeletion(place: ActionPlace, action: Action) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => api.DELETE('/v1/bots/{botId}/actions/{connectorId}', { params: { path: place } }),
    onSuccess: async () => {
      await navigate({ to: '/bots/$botId/actions', params: { botId: place.botId }, search: { show: 'available' } });
      showDone(`${action.name} is deleted.`);
      queryClient.removeQueries({ queryKey: actionQuery(place).queryKey });
      await refreshActions(queryClient, place.botId);
    },
  });
  const preview = useMutation({
    mutationFn: () => bodyOf(api.GET('/v1/bots/{botId}/actions/{connectorId}/deletion', { params: { path: place } })),
    onSuccess: (deletion) =>
      askFirst({
        title: `Delete ${action.name}?`,
        body: <Losses deletion={deletion} />,
        confirm: 'Delete the action',
        typed: deletion.endUsers > 0 ? action.name : undefined,
        onConfirm: () => remove.mutate(),
      }),
  });
  return { ask: () => preview.mutate(), isPending: preview.isPending || remove.isPending };
}
