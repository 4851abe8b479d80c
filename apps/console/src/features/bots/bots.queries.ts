import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { botQuery, refreshBotLists } from '../../app/bot-query.ts';

/** Makes a bot; the form shows what went wrong. */
export function useCreateBot() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CreateBotDto'>) => bodyOf(api.POST('/v1/bots', { body })),
    meta: { showsProblem: true },
    onSuccess: () => refreshBotLists(queryClient),
  });
}

/** Changes a bot; the form shows what went wrong. */
export function useUpdateBot(botId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'UpdateBotDto'>) =>
      bodyOf(api.PATCH('/v1/bots/{botId}', { params: { path: { botId } }, body })),
    meta: { showsProblem: true },
    onSuccess: (bot) => {
      queryClient.setQueryData(botQuery(botId).queryKey, bot);
      return refreshBotLists(queryClient);
    },
  });
}

/** Deletes a bot and all that belongs to it. */
export function useDeleteBot(botId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE('/v1/bots/{botId}', { params: { path: { botId } } }),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: botQuery(botId).queryKey });
      return refreshBotLists(queryClient);
    },
  });
}
