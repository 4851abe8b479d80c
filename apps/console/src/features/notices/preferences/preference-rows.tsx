import { Group, Paper, Stack, Switch, Text } from '@mantine/core';
import type { NoticePreference } from '../../../api/notices.ts';

interface PreferenceRowsProps {
  /** Of the title of a kind. */
  readonly heading: 'h2' | 'h3';
  readonly items: readonly NoticePreference[];
  readonly onChange: (item: NoticePreference) => void;
  /** The kinds that webhooks are told of; undefined: the member does not choose that. */
  readonly webhookKinds: readonly string[] | undefined;
  readonly onWebhook: (kind: string, isTold: boolean) => void;
}

/** A row for each kind, with a switch for each way. */
export function PreferenceRows({ heading, items, onChange, webhookKinds, onWebhook }: PreferenceRowsProps) {
  return (
    <Stack gap="sm">
      {items.map((item) => (
        <Paper key={item.kind} withBorder p="md" component="section" aria-label={item.title}>
          <Group justify="space-between" gap="md">
            <Stack gap={2} flex="1 1 18rem">
              <Text fw={560} component={heading} size="sm">
                {item.title}
              </Text>
              <Text size="sm" c="dimmed">
                {item.description}
              </Text>
            </Stack>
            <Group gap="lg">
              <Switch
                label="Inbox"
                checked={item.isInInbox}
                onChange={({ currentTarget }) => onChange({ ...item, isInInbox: currentTarget.checked })}
              />
              <Switch
                label="E-mail"
                checked={item.isByEmail}
                onChange={({ currentTarget }) => onChange({ ...item, isByEmail: currentTarget.checked })}
              />
              {webhookKinds !== undefined && (
                <Switch
                  label="Webhooks"
                  checked={webhookKinds.includes(item.kind)}
                  onChange={({ currentTarget }) => onWebhook(item.kind, currentTarget.checked)}
                />
              )}
            </Group>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
