import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import type { ActivitySearch } from '../../app/router.tsx';
import { Page } from '../../ui/page.tsx';
import { RequestList } from './requests/request-list.tsx';
import { RunList } from './runs/run-list.tsx';

const route = getRouteApi('/signed-in/bots/$botId/activity');

/** What a bot does, and whom it asks to authorize, while it happens. */
export function ActivityPage() {
  const { botId } = route.useParams();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const maySeeRequests = useMay('authorizations:view');
  const isOfRequests = maySeeRequests && filters.show === 'requests';
  const change = (changes: Partial<ActivitySearch>) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: false });
  const choose = (tab: string | null) => {
    const { connectorId, endUserId } = filters;
    void navigate({ search: { connectorId, endUserId, show: tab === 'requests' ? 'requests' : undefined } });
  };
  const list = { botId, filters, onChange: change, onClear: () => choose(isOfRequests ? 'requests' : 'runs') };
  return (
    <Page title="Activity" description="Every operation that the bot ran, and every authorization that it asked for.">
      <Tabs value={isOfRequests ? 'requests' : 'runs'} onChange={choose}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="runs">Runs</Tabs.Tab>
          {maySeeRequests && <Tabs.Tab value="requests">Authorization requests</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="runs">
          <RunList {...list} />
        </Tabs.Panel>
        <Tabs.Panel value="requests">
          <RequestList {...list} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
