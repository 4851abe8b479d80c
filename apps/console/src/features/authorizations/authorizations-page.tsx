import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { AuthorizationsSearch } from '../../app/workspace-routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RecordList } from '../../ui/record-list.tsx';
import { AuthorizationDrawer } from './authorization-drawer.tsx';
import { AuthorizationFilters } from './authorization-filters.tsx';
import { authorizationsQuery } from './authorizations.queries.ts';
import { useColumns } from './columns.tsx';

const route = getRouteApi('/signed-in/authorizations');

/** Every authorization that the member may see: whose it is, whether it works, and its end. */
export function AuthorizationsPage() {
  const { id: openId, request: _request, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const authorizations = useInfiniteQuery(authorizationsQuery(filters));
  const open = (id: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, id, request: undefined }), resetScroll: false });
  const filter = (changes: AuthorizationsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: false });
  const columns = useColumns({ hasBot: filters.botId === undefined, onOpen: open });
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <Page
      title="Authorizations"
      description="Which accounts your bots may use at other systems: shared by everybody, or one for each person."
    >
      <AuthorizationFilters filters={filters} onChange={filter} />
      {authorizations.isPending && <LoadingRows />}
      {authorizations.isError && (
        <ProblemAlert error={authorizations.error} onRetry={() => void authorizations.refetch()} />
      )}
      {authorizations.data?.length === 0 &&
        (isFiltered ? (
          <EmptyState
            icon={IconFingerprint}
            title="No authorization fits"
            action={
              <Button variant="default" onClick={() => void navigate({ search: {} })}>
                Clear the filters
              </Button>
            }
          >
            Look for another name, or take a filter away.
          </EmptyState>
        ) : (
          <EmptyState icon={IconFingerprint} title="Nobody has authorized anything yet">
            Open an action of a bot and authorize it, or let its end users do so: the bot sends them a link when it
            needs one. Each authorization then stands here.
          </EmptyState>
        ))}
      {authorizations.data !== undefined && authorizations.data.length > 0 && (
        <RecordList label="Authorizations" items={authorizations.data} columns={columns} idOf={({ id }) => id} />
      )}
      <LoadMore query={authorizations} />
      <AuthorizationDrawer id={openId} onClose={() => open(undefined)} />
    </Page>
  );
}
