import { Alert, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconShieldLock } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RecordList } from '../../ui/record-list.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { authProfilesQuery, type AuthProfile } from './auth-profiles.queries.ts';
import { columns } from './columns.tsx';

const route = getRouteApi('/signed-in/auth-profiles');
const searchFrom = 8;

/** Every auth profile: the operator's, and the workspace's own. */
export function AuthProfilesPage() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const profiles = useInfiniteQuery(authProfilesQuery);
  const mayManage = useMay('auth-profiles:manage');
  const all = profiles.data ?? [];
  const found = all.filter((profile) => fits(profile, q));
  const create = mayManage && (
    <ButtonLink to="/auth-profiles/new" leftSection={<IconPlus size={16} />}>
      New auth profile
    </ButtonLink>
  );
  return (
    <Page
      title="Auth profiles"
      description="How your bots authorize with other systems: through an app of the operator of this server, or through one of your own."
      actions={create}
    >
      {all.length >= searchFrom && (
        <SearchField
          label="Search auth profiles"
          placeholder="Name, provider or client ID"
          maw="22rem"
          value={q}
          onSearch={(text) => void navigate({ search: { q: text }, replace: true, resetScroll: false })}
        />
      )}
      {profiles.isPending && <LoadingRows />}
      {profiles.isError && <ProblemAlert error={profiles.error} onRetry={() => void profiles.refetch()} />}
      {profiles.isSuccess && (
        <Stack gap="xl">
          <Section title="Yours" profiles={found.filter(({ kind }) => kind === 'custom')}>
            {q === undefined ? (
              <EmptyState icon={IconShieldLock} title="No auth profile of your own yet" action={create}>
                Register an app at the system, and enter it here: your people then see your name when they authorize,
                and you decide what may be done.
              </EmptyState>
            ) : (
              <Text size="sm">None has this in its name.</Text>
            )}
          </Section>
          <Section title="Of this server" profiles={found.filter(({ kind }) => kind === 'system')}>
            <Alert variant="default">
              The operator of this server has registered no app at any system. Make a profile of your own.
            </Alert>
          </Section>
        </Stack>
      )}
      <LoadMore query={profiles} />
    </Page>
  );
}

interface SectionProps {
  readonly title: string;
  readonly profiles: readonly AuthProfile[];
  /** What stands there when there are none. */
  readonly children: React.ReactNode;
}

function Section({ title, profiles, children }: SectionProps) {
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={2}>{title}</Title>
      {profiles.length === 0 ? (
        children
      ) : (
        <RecordList label={title} items={profiles} columns={columns} idOf={({ id }) => id} />
      )}
    </Stack>
  );
}

function fits({ name, identityProviderName, clientId }: AuthProfile, text: string | undefined): boolean {
  const wanted = text?.toLowerCase() ?? '';
  return [name, identityProviderName, clientId].some((word) => word?.toLowerCase().includes(wanted));
}
