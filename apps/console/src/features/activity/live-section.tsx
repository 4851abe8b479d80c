import { Button, Group, Stack } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ActivitySearch } from '../../app/router.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ActivityFilters } from './activity-filters.tsx';
import { LiveBar } from './live/live-bar.tsx';
import type { LiveList } from './live/use-live-list.ts';

/** What a list of activity is told by its page. */
export interface ActivityListProps {
  readonly botId: string;
  readonly filters: ActivitySearch;
  readonly onChange: (changes: Partial<ActivitySearch>) => void;
  readonly onClear: () => void;
}

interface LiveSectionProps extends ActivityListProps {
  readonly live: LiveList;
  readonly query: {
    readonly isPending: boolean;
    readonly error: unknown;
    readonly data: readonly unknown[] | undefined;
    readonly refetch: () => unknown;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
  /** What to do where there is nothing at all. */
  readonly nothing: ReactNode;
  readonly children: ReactNode;
}

/** A list of activity with what stands around it: filters, whether it is live, and what is there instead of rows. */
export function LiveSection({ filters, onChange, onClear, live, query, nothing, children }: LiveSectionProps) {
  const { status, connectorId, source, endUserId, since } = filters;
  const isFiltered = [status, connectorId, source, endUserId, since].some((value) => value !== undefined);
  return (
    <Stack gap="lg">
      <ActivityFilters filters={filters} onChange={onChange} />
      <Group justify="flex-end">
        <LiveBar live={live} />
      </Group>
      {query.isPending && <LoadingRows />}
      {query.error !== null && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <EmptyState
          icon={IconActivity}
          title={isFiltered ? 'Nothing fits' : 'Nothing has happened yet'}
          action={
            isFiltered && (
              <Button variant="default" onClick={onClear}>
                Clear the filters
              </Button>
            )
          }
        >
          {isFiltered ? 'Take a filter away. What comes from now on appears by itself.' : nothing}
        </EmptyState>
      )}
      {query.data !== undefined && query.data.length > 0 && children}
      <LoadMore query={query} />
    </Stack>
  );
}
