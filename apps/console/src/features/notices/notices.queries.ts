import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';

export type Notice = Schema<'NoticeView'>;
export type NoticeKind = Schema<'NoticePreferenceDto'>['kind'];

/** What the member was told, newest first. */
export const noticesQuery = (show: 'unread' | 'all') =>
  pagedQuery(['notices', 'list', show], (cursor) =>
    bodyOf(api.GET('/v1/notices', { params: { query: { cursor, show } } })),
  );

function useNoticeChange<Variables>(change: (variables: Variables) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['notices'] }),
  });
}

/** Marks one notice as read. */
export const useReadNotice = () =>
  useNoticeChange((noticeId: string) => api.POST('/v1/notices/{noticeId}/read', { params: { path: { noticeId } } }));

/** Marks everything as read. */
export const useReadAllNotices = () => useNoticeChange(() => api.POST('/v1/notices/read-all'));

/** Takes a notice out of the inbox. */
export const useDeleteNotice = () =>
  useNoticeChange((noticeId: string) => api.DELETE('/v1/notices/{noticeId}', { params: { path: { noticeId } } }));

/** The kinds that webhooks are told of. */
export const noticeEventsQuery = queryOptions({
  queryKey: ['notice-events'],
  queryFn: () => bodyOf(api.GET('/v1/notice-events')),
});

/** Chooses the kinds that webhooks are told of; it shows at once. */
export function useChooseNoticeEvents() {
  const queryClient = useQueryClient();
  const { queryKey } = noticeEventsQuery;
  return useMutation({
    mutationFn: (kinds: readonly string[]) =>
      bodyOf(api.PUT('/v1/notice-events', { body: { kinds: kinds as NoticeKind[] } })),
    onMutate: (kinds) => void queryClient.setQueryData(queryKey, { kinds: [...kinds] as NoticeKind[] }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
