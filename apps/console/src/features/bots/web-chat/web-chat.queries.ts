import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../api/client.ts';

export type WebChat = Schema<'ChatSettingsView'>;

/** How end users may talk to a bot in a browser. */
export const webChatQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'chat'],
    queryFn: () => bodyOf(api.GET('/v1/bots/{botId}/chat', { params: { path: { botId } } })),
  });

/** Changes it; the form shows what went wrong. */
export function useSaveWebChat(botId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'PutChatSettingsDto'>) =>
      bodyOf(api.PUT('/v1/bots/{botId}/chat', { params: { path: { botId } }, body })),
    meta: { showsProblem: true },
    onSuccess: (settings) => queryClient.setQueryData(webChatQuery(botId).queryKey, settings),
  });
}

/** Makes a secret for signing users; it is in this answer and never again. */
export function useMakeSecret(botId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/bots/{botId}/chat/secret', { params: { path: { botId } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: webChatQuery(botId).queryKey }),
  });
}
