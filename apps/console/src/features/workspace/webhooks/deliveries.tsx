import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askFirst } from '../../../ui/confirm.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';
import { LoadingRows } from '../../../ui/loading.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../../ui/record-list.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { DeliveryDetails } from './delivery-details.tsx';
import { useEventWords } from './event-picker.tsx';
import { faultOf } from './faults.ts';
import {
  deliveriesQuery,
  useReplay,
  useReplayDead,
  type Delivery,
  type DeliveryStatus,
  type Webhook,
} from './webhooks.queries.ts';

const filters: readonly { readonly value: DeliveryStatus | 'all'; readonly label: string }[] = [
  { value: 'all', label: 'Everything' },
  { value: 'pending', label: 'What waits' },
  { value: 'delivered', label: 'What was taken' },
  { value: 'dead', label: 'What was given up' },
  { value: 'failed', label: 'Tests that failed' },
];

/** What was sent to a webhook, what came of it, and sending it again. */
export function Deliveries({ webhook }: { readonly webhook: Webhook }) {
  const [filter, setFilter] = useState<DeliveryStatus | 'all'>('all');
  return (
    <Stack gap="sm" pt="xs">
      <Group justify="space-between" align="flex-end" gap="sm">
        <Select
          label="Show"
          size="xs"
          w="12rem"
          allowDeselect={false}
          data={filters.map(({ value, label }) => ({ value, label }))}
          value={filter}
          onChange={(value) => setFilter((value ?? 'all') as DeliveryStatus | 'all')}
        />
        {webhook.deadCount > 0 && <ReplayAllButton webhook={webhook} />}
      </Group>
      <List webhookId={webhook.id} status={filter === 'all' ? undefined : filter} />
    </Stack>
  );
}

interface ListProps {
  readonly webhookId: string;
  readonly status: DeliveryStatus | undefined;
}

function List({ webhookId, status }: ListProps) {
  const deliveries = useInfiniteQuery(deliveriesQuery(webhookId, status));
  const [opened, setOpened] = useState<string>();
  const words = useEventWords();
  if (deliveries.isPending) return <LoadingRows count={2} />;
  if (deliveries.isError) return <ProblemAlert error={deliveries.error} onRetry={() => void deliveries.refetch()} />;
  if (deliveries.data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {status === undefined
          ? 'Nothing was sent yet. Send a test to see whether your program takes it.'
          : 'There is nothing of this kind.'}
      </Text>
    );
  }
  const columns = columnsOf(webhookId, words, setOpened);
  return (
    <>
      <RecordList label="What was sent" items={deliveries.data} columns={columns} idOf={({ id }) => id} />
      <LoadMore query={deliveries} />
      <DeliveryDetails webhookId={webhookId} deliveryId={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}

function columnsOf(
  webhookId: string,
  words: (type: string) => string,
  open: (deliveryId: string) => void,
): readonly Column<Delivery>[] {
  return [
    {
      key: 'event',
      title: 'Event',
      render: ({ eventType }) => (
        <Stack gap={0}>
          <Text size="sm">{words(eventType)}</Text>
          <Text size="xs" c="dimmed" ff="monospace">
            {eventType}
          </Text>
        </Stack>
      ),
    },
    { key: 'status', title: 'Status', render: ({ status }) => <StateBadge state={status} /> },
    { key: 'answer', title: 'Answer', render: (delivery) => <Text size="sm">{faultOf(delivery)}</Text> },
    { key: 'attempts', title: 'Attempts', render: (delivery) => <Attempts delivery={delivery} /> },
    { key: 'created', title: 'When', render: ({ createdAt }) => <RelativeTime time={createdAt} /> },
    {
      key: 'do',
      title: '',
      isAction: true,
      render: (delivery) => (
        <Group gap="xs" wrap="nowrap" justify="flex-end">
          <Button
            size="xs"
            variant="subtle"
            aria-label={`Details: ${words(delivery.eventType)}`}
            onClick={() => open(delivery.id)}
          >
            Details
          </Button>
          <ReplayButton webhookId={webhookId} delivery={delivery} words={words} />
        </Group>
      ),
    },
  ];
}

function Attempts({ delivery: { attempts, status, nextAttemptAt } }: { readonly delivery: Delivery }) {
  if (attempts === 0) return <Text size="sm">{status === 'pending' ? 'Awaits its turn' : 'None'}</Text>;
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
  readonly words: (type: string) => string;
}

function ReplayButton({ webhookId, delivery: { id, eventType }, words }: ReplayButtonProps) {
  const replay = useReplay(webhookId);
  const what = eventType === 'webhook.test' ? 'a test' : words(eventType);
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={`Send again: ${what}`}
      loading={replay.isPending}
      onClick={() => replay.mutate(id, { onSuccess: () => showDone('It is sent again.') })}
    >
      Send again
    </Button>
  );
}

function ReplayAllButton({ webhook: { id, url, deadCount } }: { readonly webhook: Webhook }) {
  const replay = useReplayDead(id);
  const ask = () =>
    askFirst({
      title: 'Send all of it again?',
      body: `${deadCount} that were given up are sent to ${url} again, what is about one resource in order. They are the very messages of then: newer ones may have been taken since.`,
      confirm: 'Send all again',
      cancel: 'Not now',
      onConfirm: () => replay.mutate(undefined, { onSuccess: ({ count }) => showDone(`${count} are sent again.`) }),
    });
  return (
    <Button size="xs" variant="default" loading={replay.isPending} onClick={ask}>
      Send again what was given up ({deadCount})
    </Button>
  );
}
