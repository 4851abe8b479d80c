import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';

export type EndUser = Schema<'EndUserView'>;

/** The people who talk to a bot: all, or those whose name or id has a text in it. */
export const endUsersQuery = (botId: string, search: string | undefined) =>
  pagedQuery<EndUser>(['bots', botId, 'end-users', search ?? ''], (cursor) =>
    bodyOf(
      api.GET('/v1/bots/{botId}/end-users', { params: { path: { botId }, query: { cursor, limit: 30, search } } }),
    ),
  );
