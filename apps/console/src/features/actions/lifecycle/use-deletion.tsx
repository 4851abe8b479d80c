import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../../api/client.ts';
import { askFirst } from '../../../ui/confirm.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { actionQuery, refreshActions, type Action, type ActionPlace } from '../actions.queries.ts';

/** Asks what is lost, and deletes an action. */
export function useDeletion(place: ActionPlace, action: Action) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => api.DELETE('/v1/bots/{botId}/actions/{connectorId}', { params: { path: place } }),
    onSuccess: () => {
      void navigate({ to: '/bots/$botId/actions', params: { botId: place.botId } });
      showDone(`${action.name} is deleted.`);
      queryClient.removeQueries({ queryKey: actionQuery(place).queryKey });
      return refreshActions(queryClient, place.botId);
    },
  });
  const ask = () =>
    askFirst({
      title: `Delete ${action.name}?`,
      body: 'Its configuration goes, and its authorizations are revoked.',
      confirm: 'Delete the action',
      onConfirm: () => remove.mutate(),
    });
  return { ask, isPending: remove.isPending };
}
