import { Box, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSystemName } from '../../../api/connectors.ts';
import { ConnectorMark } from '../../../ui/connector-mark.tsx';
import { TextLink } from '../../../ui/links.tsx';
import { RecordList, type Column } from '../../../ui/record-list.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { requestsQuery, type AuthorizationRequest } from '../activity.queries.ts';
import { LiveSection, type ActivityListProps } from '../live-section.tsx';
import { useLiveList } from '../live/use-live-list.ts';
import { personOf } from '../words.ts';

const none: readonly AuthorizationRequest[] = [];

/** Everybody whom a bot asked to authorize. */
export function RequestList(props: ActivityListProps) {
  const { botId, filters } = props;
  const requests = useInfiniteQuery(requestsQuery(botId, filters));
  const items = requests.data ?? none;
  const live = useLiveList({ botId, event: 'authorization-request', items, refresh: requests.refetch });
  return (
    <LiveSection
      {...props}
      live={live}
      query={requests}
      nothing="When the bot needs an authorization, or somebody makes a link, each request appears here by itself."
    >
      <RecordList label="Authorization requests" items={items} columns={useColumns(botId)} idOf={({ id }) => id} />
    </LiveSection>
  );
}

function useColumns(botId: string): readonly Column<AuthorizationRequest>[] {
  const systemName = useSystemName();
  return [
    {
      key: 'person',
      title: 'Who was asked',
      render: ({ id, endUser, connectorId }) => (
        <Group gap="sm" wrap="nowrap">
          <ConnectorMark connectorId={connectorId} name={systemName(connectorId)} size={34} />
          <Box miw={0}>
            <TextLink
              to="/bots/$botId/activity/requests/$requestId"
              params={{ botId, requestId: id }}
              size="sm"
              fw={600}
            >
              {endUser === null ? 'A designer, for everybody' : personOf(endUser)}
            </TextLink>
            <Text size="xs" c="dimmed">
              {systemName(connectorId)}
            </Text>
          </Box>
        </Group>
      ),
    },
    { key: 'status', title: 'Status', render: ({ status }) => <StateBadge state={status} /> },
    {
      key: 'outcome',
      title: 'What came of it',
      render: ({ accountName, message, status }) => (
        <Text size="sm" lineClamp={2}>
          {status === 'completed' ? `Signed in as ${accountName ?? 'somebody'}` : (message ?? 'Nothing yet')}
        </Text>
      ),
    },
    { key: 'created', title: 'Asked', render: ({ createdAt }) => <RelativeTime time={createdAt} /> },
  ];
}
