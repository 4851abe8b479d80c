import { Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { LoadMore } from '../../../ui/load-more.tsx';
import { LoadingRows } from '../../../ui/loading.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../../ui/record-list.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { deliveriesQuery, useReplay, type Delivery, type EventType } from '../workspace.queries.ts';
import { eventWords } from './event-types.ts';

const faults: Readonly<Record<string, string>> = {
  refused: 'It answered with an error',
  redirected: 'It answered with a redirect: enter the address that it leads to',
  timeout: 'It did not answer in time',
  unreachable: 'It could not be reached',
  'egress-denied': 'The operator of this server does not allow the address',
};

/** What was sent to a webhook, and what came of it. */
export function Deliveries({ webhookId }: { readonly webhookId: string }) {
  const deliveries = useInfiniteQuery(deliveriesQuery(webhookId));
  const columns = columnsOf(webhookId);
  if (deliveries.isPending) return <LoadingRows count={2} />;
  if (deliveries.isError) return <ProblemAlert error={deliveries.error} onRetry={() => void deliveries.refetch()} />;
  if (deliveries.data.length === 0) {
    return (
      <Text size="sm" c="dimmed" pt="xs">
        Nothing was sent yet. Send a test to see whether your program takes it.
      </Text>
    );
  }
  return (
    <Stack gap="sm" pt="xs">
      <RecordList label="What was sent" items={deliveries.data} columns={columns} idOf={({ id }) => id} />
      <LoadMore query={deliveries} />
    </Stack>
  );
}

function columnsOf(webhookId: string): readonly Column<Delivery>[] {
  return [
    {
      key: 'event',
      title: 'Event',
      render: ({ eventType }) => (
        <Stack gap={0}>
          <Text size="sm">{eventWords[eventType as EventType] ?? 'A test'}</Text>
          <Text size="xs" c="dimmed" ff="monospace">
            {eventType}
          </Text>
        </Stack>
      ),
    },
    { key: 'status', title: 'Status', render: ({ status }) => <StateBadge state={status} /> },
    { key: 'answer', title: 'Answer', render: (delivery) => <Text size="sm">{answerOf(delivery)}</Text> },
    { key: 'attempts', title: 'Attempts', render: (delivery) => <Attempts delivery={delivery} /> },
    { key: 'created', title: 'When', render: ({ createdAt }) => <RelativeTime time={createdAt} /> },
    {
      key: 'replay',
      title: '',
      isAction: true,
      render: (delivery) => <ReplayButton webhookId={webhookId} delivery={delivery} />,
    },
  ];
}

function answerOf({ lastStatus, lastErrorCode }: Delivery): string {
  const fault = lastErrorCode === null ? undefined : faults[lastErrorCode];
  if (fault === undefined) return lastStatus === null ? 'None yet' : String(lastStatus);
  return lastStatus === null ? fault : `${fault} (${lastStatus})`;
}

function Attempts({ delivery: { attempts, nextAttemptAt } }: { readonly delivery: Delivery }) {
  return (
    <Text size="sm">
      {attempts}
      {nextAttemptAt !== null && (
        <>
          , next <RelativeTime time={nextAttemptAt} span />
        </>
      )}
    </Text>
  );
}

interface ReplayButtonProps {
  readonly webhookId: string;
  readonly delivery: Delivery;
}

function ReplayButton({ webhookId, delivery: { id, eventType } }: ReplayButtonProps) {
  const replay = useReplay(webhookId);
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={`Send again: ${eventWords[eventType as EventType] ?? 'a test'}`}
      loading={replay.isPending}
      onClick={() => replay.mutate(id, { onSuccess: () => showDone('It is sent again.') })}
    >
      Send again
    </Button>
  );
}
