import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, passive, type Schema } from '../api/client.ts';
import { pagedQuery } from '../api/pages.ts';

export type Erasure = Schema<'EndUserErasureView'>;

const askEveryMs = 1_000;

/** How the erasure of a person stands; asked again until nothing is left. */
export const erasureQuery = (botId: string, erasureId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'erasures', erasureId],
    queryFn: () =>
      bodyOf(
        api.GET('/v1/bots/{botId}/end-user-erasures/{erasureId}', {
          params: { path: { botId, erasureId } },
          headers: passive,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.state === 'finished' || state.error !== null ? false : askEveryMs),
  });

/** Who was erased from a bot, the latest first: pseudonyms, and what was erased. */
export const erasuresQuery = (botId: string) =>
  pagedQuery<Erasure>(['bots', botId, 'erasures', 'list'], (cursor) =>
    bodyOf(
      api.GET('/v1/bots/{botId}/end-user-erasures', { params: { path: { botId }, query: { cursor, limit: 30 } } }),
    ),
  );

/** Begins to erase a person; it goes on by itself. */
export function useErase(botId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (endUserId: string) =>
      bodyOf(api.DELETE('/v1/bots/{botId}/end-users/{endUserId}', { params: { path: { botId, endUserId } } })),
    onSuccess: async (erasure) => {
      queryClient.setQueryData(erasureQuery(botId, erasure.id).queryKey, erasure);
      await queryClient.invalidateQueries({ queryKey: ['bots', botId] });
    },
  });
}

/** Our own id of a person whom a conversation names by the host's. */
export async function endUserIdOf(botId: string, { id, channel }: HostPerson): Promise<string> {
  const { items } = await bodyOf(
    api.GET('/v1/bots/{botId}/end-users', { params: { path: { botId }, query: { search: id, limit: 100 } } }),
  );
  return items.find((each) => each.externalId === id && each.channel === channel)?.id ?? id;
}

interface HostPerson {
  readonly id: string;
  readonly channel: string;
}
