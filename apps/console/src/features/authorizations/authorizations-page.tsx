import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import type { AuthorizationsSearch } from '../../app/workspace-routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { PagedRecords } from '../../ui/paged-records.tsx';
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
      <PagedRecords
        label="Authorizations"
        query={authorizations}
        columns={columns}
        idOf={({ id }) => id}
        nothing={isFiltered ? <NoneFits onClear={() => void navigate({ search: {} })} /> : <NothingYet />}
      />
      <AuthorizationDrawer id={openId} onClose={() => open(undefined)} />
    </Page>
  );
}

function NoneFits({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      icon={IconFingerprint}
      title="No authorization fits"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the filters
        </Button>
      }
    >
      Look for another name, or take a filter away.
    </EmptyState>
  );
}

function NothingYet() {
  const maySeeAll = useMay('authorizations:view');
  if (!maySeeAll) {
    return (
      <EmptyState icon={IconFingerprint} title="You have connected no account">
        You see your own here, and nobody else’s: those take the permission to see authorizations.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconFingerprint} title="Nobody has authorized anything yet">
      Open an action of a bot and authorize it, or let its end users do so: the bot sends them a link when it needs one.
      Each authorization then stands here.
    </EmptyState>
  );
}
