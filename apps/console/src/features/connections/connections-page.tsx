import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { connectionsQuery, type Connection } from '../../api/connections.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadingCards } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ConnectionCard } from './connection-card.tsx';

const route = getRouteApi('/signed-in/connections');
const searchFrom = 8;

/** The accounts that a member has connected for themselves, beside those that everybody shares. */
export function ConnectionsPage() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const connections = useQuery(connectionsQuery);
  const all = connections.data ?? [];
  const found = all.filter((connection) => fits(connection, q));
  return (
    <Page
      title="My connections"
      description="Your own accounts at other systems. What you run here as yourself acts with yours, and nobody else can use it. What runs unattended works with shared ones only."
    >
      {connections.isPending && <LoadingCards count={4} />}
      {connections.isError && <ProblemAlert error={connections.error} onRetry={() => void connections.refetch()} />}
      {connections.data?.length === 0 && (
        <EmptyState icon={IconPlugConnected} title="Nothing to connect yet">
          There is no auth profile that you may connect an account with. Ask somebody who manages auth profiles to
          invite a role of yours.
        </EmptyState>
      )}
      {all.length >= searchFrom && (
        <SearchField
          label="Search connections"
          placeholder="Profile or system"
          maw="22rem"
          value={q}
          onSearch={(text) => void navigate({ search: { q: text }, replace: true, resetScroll: false })}
        />
      )}
      <Cards title="Connected" connections={found.filter(({ own }) => own !== null)} />
      <Cards title="You can connect" connections={found.filter(({ own }) => own === null)} />
      {all.length > 0 && found.length === 0 && <Text size="sm">None has this in its name.</Text>}
    </Page>
  );
}

function Cards({ title, connections }: { readonly title: string; readonly connections: readonly Connection[] }) {
  const { profile, request } = route.useSearch();
  const navigate = route.useNavigate();
  if (connections.length === 0) return null;
  return (
    <Stack gap="sm">
      <Title order={2}>{title}</Title>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {connections.map((connection) => {
          const { id } = connection.authProfile;
          const remember = (requestId: string) =>
            void navigate({
              search: (before) => ({ ...before, profile: id, request: requestId }),
              replace: true,
              resetScroll: false,
            });
          const requestId = profile === id ? request : undefined;
          return <ConnectionCard key={id} connection={connection} requestId={requestId} onRequest={remember} />;
        })}
      </SimpleGrid>
    </Stack>
  );
}

function fits({ authProfile: { name, identityProviderName } }: Connection, text: string | undefined): boolean {
  const wanted = text?.toLowerCase() ?? '';
  return [name, identityProviderName].some((word) => word.toLowerCase().includes(wanted));
}
