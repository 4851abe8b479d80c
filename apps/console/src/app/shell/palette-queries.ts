import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The systems that a bot can work with, by name. */
export const actionNamesQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'actions', 'names'],
    staleTime: 60_000,
    queryFn: async (): Promise<readonly Named[]> => {
      const { items } = await bodyOf(api.GET('/v1/bots/{botId}/actions', { params: { path: { botId } } }));
      return items.map(({ connectorId, name }) => ({ id: connectorId, name }));
    },
  });

/** The first dialogs of a bot whose names hold a text, by name. */
export const dialogNamesQuery = (botId: string, search: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'dialog-tasks', 'names', search],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: async (): Promise<readonly Named[]> => {
      const query = { limit: 30, ...(search !== '' && { search }) };
      const { items } = await bodyOf(api.GET('/v1/bots/{botId}/dialog-tasks', { params: { path: { botId }, query } }));
      return items.map(({ id, name }) => ({ id, name }));
    },
  });
