import { Group, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useBot } from '../../app/bot-query.ts';
import { LoadingCards } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { actionsQuery } from './actions.queries.ts';
import { ActionCards } from './catalogue/action-cards.tsx';
import { CategoryChips } from './catalogue/category-chips.tsx';
import { FirstSteps } from './catalogue/first-steps.tsx';

const route = getRouteApi('/signed-in/bots/$botId/actions');

/** What a bot can do in other systems: the actions that are set up, and those that could be. */
export function ActionsPage() {
  const { botId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const bot = useBot(botId);
  const actions = useQuery(actionsQuery(botId));
  const all = actions.data ?? [];
  const available = all.filter(({ state }) => state === 'available');
  const configured = all.filter(({ state }) => state !== 'available');
  const isConfigured = search.show === undefined ? configured.length > 0 : search.show === 'configured';
  const shown = isConfigured ? configured : available;
  const change = (next: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <Page
      title="Actions"
      description={`What ${bot.name} can do in other systems. Enable one, say who authorizes it, and install its dialogs.`}
    >
      <FirstSteps botId={botId} />
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <SegmentedControl<'available' | 'configured'>
            aria-label="Which actions"
            value={isConfigured ? 'configured' : 'available'}
            onChange={(value) => change({ show: value, category: undefined })}
            data={[
              { value: 'available', label: counted('Available', actions.isSuccess ? available.length : undefined) },
              { value: 'configured', label: counted('Configured', actions.isSuccess ? configured.length : undefined) },
            ]}
          />
          <SearchField
            label="Search actions"
            placeholder="Search by name or purpose"
            w={{ base: '100%', xs: '18rem' }}
            value={search.q}
            onSearch={(q) => change({ q })}
          />
        </Group>
        <CategoryChips actions={shown} value={search.category} onChange={(category) => change({ category })} />
        {actions.isPending && <LoadingCards />}
        {actions.isError && <ProblemAlert error={actions.error} onRetry={() => void actions.refetch()} />}
        {actions.isSuccess && <ActionCards botId={botId} actions={all} filter={search} isConfigured={isConfigured} />}
      </Stack>
    </Page>
  );
}

function counted(label: string, count: number | undefined): string {
  return count === undefined ? label : `${label} (${count})`;
}
