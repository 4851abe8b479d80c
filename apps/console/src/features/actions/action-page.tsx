import { Group, Stack } from '@mantine/core';
import { useSuspenseQueries } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { useBot } from '../../app/bot-query.ts';
import type { ActionTab } from '../../app/router.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SystemMark } from '../../ui/system-mark.tsx';
import { ActionTabs } from './action-tabs.tsx';
import { actionQuery, connectorQuery, type Action } from './actions.queries.ts';
import { ActionButtons } from './lifecycle/action-buttons.tsx';
import { EnabledDialog } from './lifecycle/enabled-dialog.tsx';
import { useEnabling } from './lifecycle/use-enabling.ts';

const route = getRouteApi('/signed-in/bots/$botId/actions/$connectorId');

/** One action of a bot: how to set it up, who authorizes it, and all that can be done with it. */
export function ActionPage() {
  const place = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const bot = useBot(place.botId);
  const [{ data: action }, { data: connector }] = useSuspenseQueries({
    queries: [actionQuery(place), connectorQuery(place.connectorId)],
  });
  const open = (tab: ActionTab) => void navigate({ search: { tab } });
  const enabling = useEnabling(place, { onRefused: () => open('authorization') });
  return (
    <Page
      title={action.name}
      description={action.description}
      crumbs={[{ label: `Actions of ${bot.name}`, to: `/bots/${bot.id}/actions` }]}
      mark={<SystemMark name={action.name} mark={action.mark} size={52} />}
      actions={
        <Group gap="sm">
          <StateBadge {...stateOf(action)} />
          <ActionButtons place={place} action={action} enabling={enabling} />
        </Group>
      }
    >
      <Stack gap="md">
        {enabling.error !== null && <ProblemAlert error={enabling.error} onRetry={enabling.enable} />}
        <ActionTabs
          place={place}
          action={action}
          connector={connector}
          enabling={enabling}
          search={{ ...search, tab: search.tab ?? firstTab(action) }}
          onOpen={open}
        />
      </Stack>
      <EnabledDialog
        opened={enabling.isFirst}
        action={action}
        onExplore={() => {
          enabling.acknowledge();
          open('templates');
        }}
        onSkip={enabling.acknowledge}
      />
      <Outlet />
    </Page>
  );
}

/** What there is to do next. */
function firstTab({ state }: Action): ActionTab {
  return state === 'configured' ? 'templates' : 'authorization';
}

function stateOf({ state, id }: Action) {
  return state === 'available' && id !== null ? { state: 'disabled', label: 'Not enabled yet' } : { state };
}
