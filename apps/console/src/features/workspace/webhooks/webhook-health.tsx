import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconKey } from '@tabler/icons-react';
import { showDone } from '../../../ui/notices.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { useForgetPreviousSecret, useUpdateWebhook, type Webhook } from './webhooks.queries.ts';

const labels: Readonly<Record<Webhook['health'], { readonly state: string; readonly label: string }>> = {
  unused: { state: 'available', label: 'Nothing taken yet' },
  healthy: { state: 'active', label: 'Takes messages' },
  failing: { state: 'error', label: 'Takes no messages' },
  disabled: { state: 'disabled', label: 'Off' },
};

/** How a webhook fares, in one word. */
export function HealthBadge({ health }: Pick<Webhook, 'health'>) {
  return <StateBadge {...labels[health]} />;
}

const reasons = {
  member: 'A member disabled it. What happens meanwhile is not told later.',
  gone: 'Its receiver answered 410: it wants no more messages. Enable it when that has changed.',
  failing: 'It took nothing for five days. Enable it when its receiver works again, and send again what was given up.',
} as const;

/** What is wrong with a webhook or going on with its secret, and what cures it. */
export function WebhookNews({ webhook }: { readonly webhook: Webhook }) {
  const { health, failingSince, disabledReason, previousSecretUntil } = webhook;
  return (
    <>
      {health === 'failing' && failingSince !== null && (
        <Alert color="red" icon={<IconAlertTriangle />} title="It does not take what is sent">
          <Text size="sm">
            Since <RelativeTime time={failingSince} span />. Messages are sent again for a day, then given up; after
            five days the webhook is disabled. Send a test to see what it answers.
          </Text>
        </Alert>
      )}
      {health === 'disabled' && disabledReason !== null && (
        <Alert color="orange" icon={<IconAlertTriangle />} title="Nothing is sent">
          <Group justify="space-between" gap="sm">
            <Text size="sm" flex="1 1 16rem">
              {reasons[disabledReason]}
            </Text>
            <EnableButton webhook={webhook} />
          </Group>
        </Alert>
      )}
      {previousSecretUntil !== null && <Overlap webhook={webhook} until={previousSecretUntil} />}
    </>
  );
}

function EnableButton({ webhook: { id } }: { readonly webhook: Webhook }) {
  const update = useUpdateWebhook(id);
  return (
    <Button
      size="xs"
      variant="default"
      loading={update.isPending}
      onClick={() => update.mutate({ isEnabled: true }, { onSuccess: () => showDone('The webhook is enabled.') })}
    >
      Enable it again
    </Button>
  );
}

function Overlap({ webhook: { id }, until }: { readonly webhook: Webhook; readonly until: string }) {
  const forget = useForgetPreviousSecret(id);
  return (
    <Alert color="gray" icon={<IconKey />} title="Two secrets are in force">
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 16rem">
          The one before goes <RelativeTime time={until} span />.
        </Text>
        <Button
          size="xs"
          variant="default"
          loading={forget.isPending}
          onClick={() => forget.mutate(undefined, { onSuccess: () => showDone('The secret before is forgotten.') })}
        >
          Forget it now
        </Button>
      </Group>
    </Alert>
  );
}
