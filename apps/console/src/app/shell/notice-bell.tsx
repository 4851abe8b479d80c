import { ActionIcon, Indicator, VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { noticeSummaryQuery, type NoticeSummary } from '../../api/notices.ts';
import { useLiveEvents } from '../../api/use-live-events.ts';

/** Listens to what the member is told, for as long as the console is open; says to screen readers when something is new. */
export function NoticeWatch() {
  const queryClient = useQueryClient();
  const { data } = useQuery(noticeSummaryQuery);
  useLiveEvents('/v1/notices/events', {
    summary: (summary) => {
      queryClient.setQueryData(noticeSummaryQuery.queryKey, summary as NoticeSummary);
      void queryClient.invalidateQueries({ queryKey: ['notices', 'list'] });
    },
  });
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {data !== undefined && data.unreadCount > 0 && unreadInWords(data.unreadCount)}
    </VisuallyHidden>
  );
}

/** The way to the inbox, with how much is unread in it. */
export function NoticeBell() {
  const { data } = useQuery(noticeSummaryQuery);
  const count = data?.unreadCount ?? 0;
  return (
    <Indicator
      label={count > 99 ? '99+' : count}
      size={18}
      offset={5}
      color="red.8"
      disabled={count === 0}
      styles={{ indicator: { pointerEvents: 'none' } }}
    >
      <ActionIcon
        component={Link}
        to="/inbox"
        size="lg"
        aria-label={count === 0 ? 'Inbox' : `Inbox: ${unreadInWords(count)}`}
      >
        <IconBell size={20} />
      </ActionIcon>
    </Indicator>
  );
}

function unreadInWords(count: number): string {
  return count === 1 ? '1 unread notice' : `${count} unread notices`;
}
