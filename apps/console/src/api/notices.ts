import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './client.ts';

export type NoticeSummary = Schema<'NoticeSummaryView'>;

/** How many notices are unread; the stream of notices keeps it true. */
export const noticeSummaryQuery = queryOptions({
  queryKey: ['notices', 'summary'],
  queryFn: () => bodyOf(api.GET('/v1/notices/summary')),
  staleTime: Infinity,
});
