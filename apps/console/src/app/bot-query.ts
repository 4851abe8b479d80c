import { queryOptions, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../api/client.ts';
import { pagedQuery } from '../api/pages.ts';

export type Bot = Schema<'BotView'>;

/** One bot. */
export const botQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bots', botId],
    queryFn: () => bodyOf(api.GET('/v1/bots/{botId}', { params: { path: { botId } } })),
    staleTime: 30_000,
  });

/** Every bot that the member may see. */
export const botsQuery = pagedQuery(['bots'], (cursor) =>
  bodyOf(api.GET('/v1/bots', { params: { query: { cursor, limit: 50 } } })),
);

/** The bots whose names hold a text; every one where there is none. */
export const foundBotsQuery = (search: string | undefined) =>
  search === undefined || search === ''
    ? botsQuery
    : pagedQuery(['bots', 'found', search], (cursor) =>
        bodyOf(api.GET('/v1/bots', { params: { query: { cursor, limit: 50, search } } })),
      );

/** Looks at every list of bots anew, and at nothing of a single bot. */
export async function refreshBotLists(queryClient: QueryClient): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: botsQuery.queryKey, exact: true }),
    queryClient.invalidateQueries({ queryKey: ['bots', 'found'] }),
  ]);
}

/** The bot of the address; it is read before the page is shown. */
export function useBot(botId: string): Bot {
  return useSuspenseQuery(botQuery(botId)).data;
}
