import { Box, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSystemName } from '../../../api/connectors.ts';
import { ConnectorMark } from '../../../ui/connector-mark.tsx';
import { TextLink } from '../../../ui/links.tsx';
import { RecordList, type Column } from '../../../ui/record-list.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { runsQuery, type Run } from '../activity.queries.ts';
import { LiveSection, type ActivityListProps } from '../live-section.tsx';
import { useLiveList } from '../live/use-live-list.ts';
import { durationWords, operationWords, personOf } from '../words.ts';

const none: readonly Run[] = [];

/** Every operation that a bot ran. */
export function RunList(props: ActivityListProps) {
  const { botId, filters } = props;
  const runs = useInfiniteQuery(runsQuery(botId, filters));
  const live = useLiveList({ botId, event: 'run', items: runs.data ?? none, refresh: runs.refetch });
  return (
    <LiveSection
      {...props}
      live={live}
      query={runs}
      nothing="Talk to the bot, or run an operation on the page of an action: each run appears here by itself."
    >
      <RecordList label="Runs" items={runs.data ?? none} columns={useColumns(botId)} idOf={({ id }) => id} />
    </LiveSection>
  );
}

function useColumns(botId: string): readonly Column<Run>[] {
  const systemName = useSystemName();
  return [
    {
      key: 'operation',
      title: 'Operation',
      render: ({ id, operation, connectorId }) => (
        <Group gap="sm" wrap="nowrap">
          <ConnectorMark connectorId={connectorId} name={systemName(connectorId)} size={34} />
          <Box miw={0}>
            <TextLink to="/bots/$botId/activity/runs/$runId" params={{ botId, runId: id }} size="sm" fw={600}>
              {operationWords(operation)}
            </TextLink>
            <Text size="xs" c="dimmed">
              {systemName(connectorId)}
            </Text>
          </Box>
        </Group>
      ),
    },
    { key: 'person', title: 'For', render: ({ endUser }) => <Text size="sm">{personOf(endUser)}</Text> },
    {
      key: 'source',
      title: 'From',
      render: ({ source }) => <Text size="sm">{source === 'dialog' ? 'Dialog' : 'API'}</Text>,
    },
    { key: 'status', title: 'Status', render: ({ status }) => <StateBadge state={status} /> },
    { key: 'started', title: 'Started', render: ({ startedAt }) => <RelativeTime time={startedAt} /> },
    { key: 'took', title: 'Took', render: (run) => <Text size="sm">{durationWords(run)}</Text> },
  ];
}
