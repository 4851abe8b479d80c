import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './client.ts';

export type NoticeSummary = Schema<'NoticeSummaryView'>;
export type NoticePreference = Schema<'NoticePreferenceView'>;

/** How many notices are unread; the stream of notices keeps it true. */
export const noticeSummaryQuery = queryOptions({
  queryKey: ['notices', 'summary'],
  queryFn: () => bodyOf(api.GET('/v1/notices/summary')),
  staleTime: Infinity,
});

/** How the member is told of each kind. */
export const noticePreferencesQuery = queryOptions({
  queryKey: ['notice-preferences'],
  queryFn: () => bodyOf(api.GET('/v1/notice-preferences')),
});

/** Changes how the member is told of a kind; it shows at once. */
export function useChangeNoticePreference() {
  const queryClient = useQueryClient();
  const { queryKey } = noticePreferencesQuery;
  return useMutation({
    mutationFn: ({ kind, isInInbox, isByEmail }: NoticePreference) =>
      bodyOf(
        api.PUT('/v1/notice-preferences', {
          body: { items: [{ kind: kind as Schema<'NoticePreferenceDto'>['kind'], isInInbox, isByEmail }] },
        }),
      ),
    onMutate: (changed) => {
      const before = queryClient.getQueryData(queryKey);
      const items = before?.items.map((item) => (item.kind === changed.kind ? changed : item));
      if (before !== undefined && items !== undefined) queryClient.setQueryData(queryKey, { ...before, items });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
