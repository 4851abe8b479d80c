import { Button, SimpleGrid, Stack, Tabs, Text } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RecordList } from '../../ui/record-list.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { auditQuery, exportAddress, type AuditFilters as Filters } from './audit.queries.ts';
import { columnsOf } from './columns.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import { Retention } from './retention.tsx';
import { TrailCheck } from './trail-check.tsx';

const route = getRouteApi('/signed-in/settings/audit');

/** Who did what to what, when, from where, and how it ended. */
export function AuditPage() {
  const { id: _id, tab, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (next: string | null) =>
    void navigate({ search: (before) => ({ ...before, tab: next === 'integrity' ? next : undefined }) });
  return (
    <Page
      title="Audit trail"
      description="Who did what, when, from where, and how it ended. It can only be added to, and holds no secrets."
      actions={
        <Button
          component="a"
          href={exportAddress(filters)}
          download
          variant="default"
          leftSection={<IconDownload size={16} />}
        >
          Export
        </Button>
      }
    >
      <Tabs value={tab ?? 'entries'} onChange={show} keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="entries">Entries</Tabs.Tab>
          <Tabs.Tab value="integrity">Integrity and retention</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="entries">
          <Trail filters={filters} />
        </Tabs.Panel>
        <Tabs.Panel value="integrity">
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <TrailCheck />
            <Retention />
          </SimpleGrid>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Trail({ filters }: { readonly filters: Filters }) {
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const entries = useInfiniteQuery(auditQuery(filters));
  const open = (entryId: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, id: entryId }), resetScroll: false });
  const filter = (changes: Filters) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: false });
  const clear = () => void navigate({ search: {} });
  return (
    <Stack gap="lg">
      <AuditFilters filters={filters} onChange={filter} />
      {filters.target !== undefined && (
        <Text size="sm" component="div">
          Only what was done to {filters.target}.{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => filter({ target: undefined })}>
            Show everything
          </Button>
        </Text>
      )}
      {entries.isPending && <LoadingRows />}
      {entries.isError && <ProblemAlert error={entries.error} onRetry={() => void entries.refetch()} />}
      {entries.data?.length === 0 && (
        <EmptyState
          icon={IconHistory}
          title="No entry fits"
          action={
            <Button variant="default" onClick={clear}>
              Clear the filters
            </Button>
          }
        >
          Look for another name or another day, or take a filter away.
        </EmptyState>
      )}
      {entries.data !== undefined && entries.data.length > 0 && (
        <RecordList label="Entries" items={entries.data} columns={columnsOf(open)} idOf={(entry) => entry.id} />
      )}
      <LoadMore query={entries} />
      <EntryDrawer
        id={id}
        onClose={() => open(undefined)}
        onTarget={(target) => void navigate({ search: { target }, resetScroll: false })}
      />
    </Stack>
  );
}
