import { Modal, Stack, Text, Timeline, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { Details } from '../../../ui/details.tsx';
import { LoadingRows } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { faultOf } from './faults.ts';
import { deliveryQuery } from './webhooks.queries.ts';

interface DeliveryDetailsProps {
  readonly webhookId: string;
  /** Undefined: none is looked at. */
  readonly deliveryId: string | undefined;
  readonly onClose: () => void;
}

/** One delivery: what is sent, and each attempt. */
export function DeliveryDetails({ webhookId, deliveryId, onClose }: DeliveryDetailsProps) {
  return (
    <Modal opened={deliveryId !== undefined} onClose={onClose} title="What was sent" size="lg">
      {deliveryId !== undefined && <Known webhookId={webhookId} deliveryId={deliveryId} />}
    </Modal>
  );
}

function Known({ webhookId, deliveryId }: { readonly webhookId: string; readonly deliveryId: string }) {
  const delivery = useQuery(deliveryQuery(webhookId, deliveryId));
  if (delivery.isPending) return <LoadingRows count={3} />;
  if (delivery.isError) return <ProblemAlert error={delivery.error} onRetry={() => void delivery.refetch()} />;
  const { eventId, eventType, resource, status, payload, history } = delivery.data;
  return (
    <Stack gap="md">
      <Details
        items={[
          { label: 'Status', value: <StateBadge state={status} /> },
          { label: 'Event', value: `${eventType}, ${eventId}` },
          { label: 'About', value: resource },
        ]}
      />
      <CodeBlock what="The message" value={JSON.parse(payload) as unknown} maxHeight="16rem" />
      <Title order={3}>Attempts</Title>
      {history.length === 0 && (
        <Text size="sm" c="dimmed">
          None yet: an earlier message about the same is ahead of it.
        </Text>
      )}
      <Timeline bulletSize={12} lineWidth={2} active={history.length}>
        {history.map((attempt) => (
          <Timeline.Item key={attempt.at} color={attempt.errorCode === null ? 'teal' : 'red'}>
            <Text size="sm">
              {faultOf({ lastStatus: attempt.status, lastErrorCode: attempt.errorCode })}, {attempt.durationMs} ms
            </Text>
            <RelativeTime time={attempt.at} />
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  );
}
