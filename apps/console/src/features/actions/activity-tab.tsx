import { Group, Stack, Text, Title } from '@mantine/core';
import { IconActivity, IconArrowRight } from '@tabler/icons-react';
import { useDebouncedCallback } from '@mantine/hooks';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { personName } from '../../api/end-users.ts';
import { useMay } from '../../api/session.ts';
import { useLiveEvents } from '../../api/use-live-events.ts';
import { ButtonLink, TextLink } from '../../ui/links.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../ui/record-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import type { TabProps } from './action-tabs.tsx';
import type { ActionPlace } from './actions.queries.ts';

type Run = Schema<'RunView'>;
type Request = Schema<'AuthorizationRequestDetailsView'>;

const limit = 10;
const gatherMs = 400;
/** For whoever may not listen to what happens. */
const lookAgainMs = 10_000;

const runsQuery = ({ botId, connectorId }: ActionPlace) =>
  queryOptions({
    queryKey: ['bots', botId, 'runs', 'latest', connectorId],
    queryFn: async () => {
      const query = { connectorId, limit };
      return (await bodyOf(api.GET('/v1/bots/{botId}/runs', { params: { path: { botId }, query } }))).items;
    },
  });

const requestsQuery = ({ botId, connectorId }: ActionPlace) =>
  queryOptions({
    queryKey: ['bots', botId, 'authorization-requests', 'latest', connectorId],
    queryFn: async () => {
      const query = { botId, connectorId, limit };
      return (await bodyOf(api.GET('/v1/authorization-requests', { params: { query } }))).items;
    },
  });

/** What an action did last, and whom it asked to authorize. */
export function ActivityTab({ place, action, connector }: TabProps) {
  const maySeeRuns = useMay('runs:view');
  const maySeeRequests = useMay('authorizations:view');
  const hears = useNews(place, maySeeRuns);
  return (
    <Stack gap="xl">
      {maySeeRuns && (
        <Stack gap="sm" component="section" aria-label="Latest runs">
          <Heading place={place} title="Latest runs">
            {action.runs.succeeded} succeeded and {action.runs.failed} failed in the last 24 hours.
          </Heading>
          <Runs place={place} titleOf={(id) => connector.operations.find((one) => one.id === id)?.title ?? id} />
        </Stack>
      )}
      {maySeeRequests && (
        <Stack gap="sm" component="section" aria-label="Latest authorization requests">
          <Heading place={place} title="Latest authorization requests" show="requests">
            Who was asked to authorize, and what came of it.
          </Heading>
          <Requests place={place} lookAgainMs={hears ? false : lookAgainMs} />
        </Stack>
      )}
    </Stack>
  );
}

/** Reads both lists anew when something happens at the action, and when it may have; answers whether it can hear of that. */
function useNews(place: ActionPlace, mayListen: boolean): boolean {
  const queryClient = useQueryClient();
  const refresh = useDebouncedCallback(() => {
    for (const { queryKey } of [runsQuery(place), requestsQuery(place)])
      void queryClient.invalidateQueries({ queryKey });
  }, gatherMs);
  const hear = (entry: unknown) => {
    if ((entry as { readonly connectorId?: string }).connectorId === place.connectorId) refresh();
  };
  useLiveEvents(mayListen ? `/v1/bots/${place.botId}/activity/events` : undefined, {
    ...{ run: hear, 'authorization-request': hear },
    ...{ open: refresh, more: refresh },
  });
  return mayListen;
}

interface HeadingProps {
  readonly place: ActionPlace;
  readonly title: string;
  readonly show?: 'requests';
  readonly children: ReactNode;
}

function Heading({ place: { botId, connectorId }, title, show, children }: HeadingProps) {
  return (
    <Group justify="space-between" gap="sm">
      <div>
        <Title order={2}>{title}</Title>
        <Text size="sm" c="dimmed">
          {children}
        </Text>
      </div>
      <ButtonLink
        variant="subtle"
        to="/bots/$botId/activity"
        params={{ botId }}
        search={{ connectorId, show }}
        rightSection={<IconArrowRight size={16} />}
        aria-label={`See all ${show ?? 'runs'}`}
      >
        See all
      </ButtonLink>
    </Group>
  );
}

interface RunsProps {
  readonly place: ActionPlace;
  readonly titleOf: (operationId: string) => string;
}

function Runs({ place, titleOf }: RunsProps) {
  const runs = useQuery(runsQuery(place));
  const columns: readonly Column<Run>[] = [
    {
      key: 'operation',
      title: 'Operation',
      render: ({ id, operation }) => (
        <TextLink to="/bots/$botId/activity/runs/$runId" params={{ botId: place.botId, runId: id }} size="sm" fw={560}>
          {titleOf(operation)}
        </TextLink>
      ),
    },
    { key: 'status', title: 'Status', render: ({ status }) => <StateBadge state={status} /> },
    { key: 'for', title: 'For', render: ({ endUser }) => <Text size="sm">{nameOf(endUser) ?? 'Everybody'}</Text> },
    {
      key: 'source',
      title: 'From',
      render: ({ source }) => <Text size="sm">{source === 'dialog' ? 'A conversation' : 'The API'}</Text>,
    },
    { key: 'time', title: 'When', render: ({ startedAt }) => <RelativeTime time={startedAt} /> },
  ];
  if (runs.isPending) return <LoadingRows count={3} />;
  if (runs.isError) return <ProblemAlert error={runs.error} onRetry={() => void runs.refetch()} />;
  if (runs.data.length === 0) return <Nothing>Nothing has run yet. Try an operation, or talk to the bot.</Nothing>;
  return <RecordList label="Latest runs" items={runs.data} columns={columns} idOf={({ id }) => id} />;
}

interface RequestsProps {
  readonly place: ActionPlace;
  readonly lookAgainMs: number | false;
}

function Requests({ place, lookAgainMs: refetchInterval }: RequestsProps) {
  const requests = useQuery({ ...requestsQuery(place), refetchInterval });
  const columns: readonly Column<Request>[] = [
    {
      key: 'for',
      title: 'For',
      render: ({ id, endUser }) => (
        <TextLink
          to="/bots/$botId/activity/requests/$requestId"
          params={{ botId: place.botId, requestId: id }}
          size="sm"
          fw={560}
        >
          {nameOf(endUser) ?? 'Everybody'}
        </TextLink>
      ),
    },
    { key: 'status', title: 'Status', render: ({ status }) => <StateBadge state={status} /> },
    {
      key: 'account',
      title: 'Account',
      render: ({ accountName, message }) => (
        <Text size="sm" lineClamp={2}>
          {accountName ?? message ?? 'Not known yet'}
        </Text>
      ),
    },
    { key: 'time', title: 'When', render: ({ createdAt }) => <RelativeTime time={createdAt} /> },
  ];
  if (requests.isPending) return <LoadingRows count={3} />;
  if (requests.isError) return <ProblemAlert error={requests.error} onRetry={() => void requests.refetch()} />;
  if (requests.data.length === 0) return <Nothing>Nobody was asked to authorize yet.</Nothing>;
  return <RecordList label="Latest requests" items={requests.data} columns={columns} idOf={({ id }) => id} />;
}

function Nothing({ children }: { readonly children: string }) {
  return (
    <Group gap="xs" c="dimmed">
      <IconActivity size={18} aria-hidden />
      <Text size="sm">{children}</Text>
    </Group>
  );
}

function nameOf(endUser: Run['endUser']): string | undefined {
  return endUser === null ? undefined : personName(endUser);
}
