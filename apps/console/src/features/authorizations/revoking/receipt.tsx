import { Alert, List, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconReceipt } from '@tabler/icons-react';
import type { Authorization } from '../authorizations.queries.ts';

interface ReceiptProps {
  readonly systemName: string;
  readonly upstream: Authorization['upstreamRevocation'];
}

/** What came of a revocation: here, and at the system. */
export function Receipt({ systemName, upstream }: ReceiptProps) {
  const told = upstreamOf(systemName, upstream);
  return (
    <Alert color={told.color === 'teal' ? 'teal' : 'orange'} icon={<IconReceipt />} title="Revoked" role="status">
      <List size="sm" spacing={6} center p={0}>
        <List.Item icon={<Mark color={told.color} />}>{told.words}</List.Item>
        <List.Item icon={<Mark color={upstream === null ? 'gray' : 'teal'} />}>
          {upstream === null ? 'Our copy of the tokens is being erased.' : 'Our copy of the tokens is erased.'}
        </List.Item>
        <List.Item icon={<Mark color="teal" />}>Nobody can use it any more.</List.Item>
      </List>
      {told.advice !== undefined && (
        <Text size="sm" mt="xs">
          {told.advice}
        </Text>
      )}
    </Alert>
  );
}

function upstreamOf(systemName: string, upstream: Authorization['upstreamRevocation']) {
  const byHand = `To be sure, withdraw the app's access at ${systemName} too.`;
  if (upstream === 'revoked') return { color: 'teal', words: `${systemName} revoked the tokens.` };
  if (upstream === 'not-supported') {
    return { color: 'orange', words: `${systemName} was told nothing: it cannot be asked, or no token was left.` };
  }
  if (upstream === 'failed') {
    return { color: 'orange', words: `${systemName} did not confirm that it revoked them.`, advice: byHand };
  }
  return { color: 'gray', words: `${systemName} is being told.` };
}

function Mark({ color }: { readonly color: string }) {
  const Icon = color === 'teal' ? IconCheck : color === 'gray' ? IconClock : IconAlertTriangle;
  return (
    <ThemeIcon size={20} radius="xl" color={color} variant="light" aria-hidden>
      <Icon size={13} />
    </ThemeIcon>
  );
}
