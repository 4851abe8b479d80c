import { Button, Collapse, Group, Paper, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { askFirst } from '../../../ui/confirm.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { Deliveries } from './deliveries.tsx';
import { useEventWords } from './event-picker.tsx';
import { TestResult } from './test-result.tsx';
import { HealthBadge, WebhookNews } from './webhook-health.tsx';
import { WebhookMenu } from './webhook-menu.tsx';
import { useDeleteWebhook, useTestWebhook, type Webhook } from './webhooks.queries.ts';

/** One webhook: where it goes, what it is told of, and what was sent. */
export function WebhookCard({ webhook }: { readonly webhook: Webhook }) {
  const { id, url, eventTypes, description, createdAt, health, pendingCount, deadCount } = webhook;
  const [isOpen, { toggle, open }] = useDisclosure(false);
  const test = useTestWebhook(id);
  return (
    <Paper withBorder p="lg" component="section" aria-label={url}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="md">
          <Stack gap={4} miw={0} flex="1 1 18rem">
            <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
              {url}
            </Title>
            <Group gap={6} c="dimmed" fz="sm">
              <Text size="sm">{description === '' ? 'Made' : `${description} · made`}</Text>
              <RelativeTime time={createdAt} />
              <Text size="sm">·</Text>
              <Told eventTypes={eventTypes} />
            </Group>
            <Group gap="xs" mt={4}>
              <HealthBadge health={health} />
              {pendingCount > 0 && <Text size="sm">{pendingCount} waiting</Text>}
              {deadCount > 0 && <Text size="sm">{deadCount} given up</Text>}
            </Group>
          </Stack>
          <Group gap="xs">
            <DeleteButton webhook={webhook} />
            <Button
              size="xs"
              variant="default"
              loading={test.isPending}
              onClick={() => test.mutate(undefined, { onSuccess: open })}
            >
              Send a test
            </Button>
            <WebhookMenu webhook={webhook} />
          </Group>
        </Group>
        <WebhookNews webhook={webhook} />
        {test.data !== undefined && <TestResult test={test.data} />}
        <div>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={isOpen ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
            aria-expanded={isOpen}
            onClick={toggle}
          >
            What was sent
          </Button>
          <Collapse expanded={isOpen}>{isOpen && <Deliveries webhook={webhook} />}</Collapse>
        </div>
      </Stack>
    </Paper>
  );
}

function Told({ eventTypes }: Pick<Webhook, 'eventTypes'>) {
  const words = useEventWords();
  if (eventTypes === null) return <Text size="sm">told of everything</Text>;
  return (
    <Tooltip label={eventTypes.map(words).join('. ')} multiline maw="24rem">
      <Text size="sm" component="span" tabIndex={0}>
        told of {eventTypes.length === 1 ? '1 kind of event' : `${eventTypes.length} kinds of events`}
      </Text>
    </Tooltip>
  );
}

function DeleteButton({ webhook: { id, url } }: { readonly webhook: Webhook }) {
  const remove = useDeleteWebhook();
  const ask = () =>
    askFirst({
      title: 'Delete this webhook?',
      body: `${url} is told nothing any more, and the record of what was sent goes. What is on its way is not sent again.`,
      confirm: 'Delete the webhook',
      onConfirm: () => remove.mutate(id, { onSuccess: () => showDone('The webhook is deleted.') }),
    });
  return (
    <Button size="xs" variant="default" loading={remove.isPending} onClick={ask}>
      Delete
    </Button>
  );
}
