import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconBell, IconChecks } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { noticeSummaryQuery } from '../../api/notices.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { NoticeCard } from './notice-card.tsx';
import { noticesQuery, useReadAllNotices } from './notices.queries.ts';

interface NoticeListProps {
  readonly show: 'all' | 'unread';
  readonly onShow: (show: 'all' | 'unread') => void;
}

/** Notices, newest first. */
export function NoticeList({ show, onShow }: NoticeListProps) {
  const notices = useInfiniteQuery(noticesQuery(show));
  const { data: summary } = useQuery(noticeSummaryQuery);
  const readAll = useReadAllNotices();
  return (
    <Stack gap="md" maw="52rem">
      <Group justify="space-between">
        <SegmentedControl
          aria-label="Which notices"
          value={show}
          onChange={(next) => onShow(next as 'all' | 'unread')}
          data={[
            { value: 'all', label: 'All' },
            { value: 'unread', label: 'Unread' },
          ]}
        />
        {summary !== undefined && summary.unreadCount > 0 && (
          <Button
            variant="default"
            leftSection={<IconChecks size={16} />}
            loading={readAll.isPending}
            onClick={() => readAll.mutate(undefined)}
          >
            Mark all as read
          </Button>
        )}
      </Group>
      {notices.isPending && <LoadingRows />}
      {notices.isError && <ProblemAlert error={notices.error} onRetry={() => void notices.refetch()} />}
      {notices.data?.length === 0 && <Nothing show={show} />}
      {notices.data !== undefined && notices.data.length > 0 && (
        <Stack gap="sm" role="list" aria-label="Notices">
          {notices.data.map((notice) => (
            <NoticeCard key={notice.id} notice={notice} />
          ))}
        </Stack>
      )}
      <LoadMore query={notices} />
    </Stack>
  );
}

function Nothing({ show }: Pick<NoticeListProps, 'show'>) {
  return (
    <EmptyState icon={IconBell} title={show === 'unread' ? 'Nothing unread' : 'Nothing needs you'}>
      You are told here when a connection is lost, an action is in error, or your account is used from somewhere new.
      Choose what you are told of, and whether by e-mail too, under Preferences.
    </EmptyState>
  );
}
