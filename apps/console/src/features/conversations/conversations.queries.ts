import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';
import type { Message, Step } from '../../talk/messages.ts';

/** Whose conversations: the host's id of a person, and their channel. */
export interface ConversationsFilter {
  readonly endUserId?: string;
  readonly channel?: string;
}

/** The conversations of a bot or of one person, the youngest first. */
export const conversationsQuery = (botId: string, filter: ConversationsFilter = {}) =>
  pagedQuery(['bots', botId, 'conversations', filter], (cursor) =>
    bodyOf(
      api.GET('/v1/bots/{botId}/conversations', {
        params: { path: { botId }, query: { ...filter, cursor, limit: 30 } },
      }),
    ),
  );

/** One conversation. */
export const conversationQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['conversations', conversationId],
    queryFn: () => bodyOf(api.GET('/v1/conversations/{conversationId}', { params: { path: { conversationId } } })),
  });

/** The whole transcript; sensitive values are left out by the API. */
export const transcriptQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['conversations', conversationId, 'messages'],
    queryFn: () =>
      everything<Message>(async (after) => {
        const params = { path: { conversationId }, query: { after, limit: pageSize } };
        const { messages } = await bodyOf(api.GET('/v1/conversations/{conversationId}/messages', { params }));
        return messages as readonly Message[];
      }),
  });

/** Every step of a conversation that is watched; none of another. */
export const stepsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['conversations', conversationId, 'steps'],
    queryFn: () =>
      everything<Step>(async (after) => {
        const params = { path: { conversationId }, query: { after, limit: pageSize } };
        const { steps } = await bodyOf(api.GET('/v1/conversations/{conversationId}/steps', { params }));
        return steps as readonly Step[];
      }),
  });

/** Deletes a conversation with all that was said. */
export function useDeleteConversation(botId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (conversationId: string) =>
      api.DELETE('/v1/conversations/{conversationId}', { params: { path: { conversationId } } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['bots', botId, 'conversations'] }),
  });
}

const pageSize = 200;
const mostPages = 25;

async function everything<Item extends { readonly sequence: number }>(
  load: (after: number) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const loaded = await load(items.at(-1)?.sequence ?? 0);
    items.push(...loaded);
    if (loaded.length < pageSize) break;
  }
  return items;
}
