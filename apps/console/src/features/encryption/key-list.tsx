import { Badge, Code, Group, Stack, Text } from '@mantine/core';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { DataKey } from './encryption.queries.ts';

/** The data keys, the newest first. */
export function KeyList({ keys }: { readonly keys: readonly DataKey[] }) {
  return (
    <Stack gap="md" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {keys.map((key) => (
        <li key={key.id}>
          <Key {...key} />
        </li>
      ))}
    </Stack>
  );
}

function Key({ id, isCurrent, masterKeyId, sealedCount, createdAt, retiredAt }: DataKey) {
  const state = isCurrent ? 'In use' : sealedCount === 0 ? 'Replaced' : 'Being replaced';
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Code>{id}</Code>
        <Badge variant="light" color={isCurrent ? 'teal' : 'gray'}>
          {state}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        Made <RelativeTime time={createdAt} />, wrapped by master key {masterKeyId}; has sealed{' '}
        {sealedCount.toLocaleString()}
        {retiredAt === null ? '.' : '. Kept for backups.'}
      </Text>
    </Stack>
  );
}
