import { Alert, List, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconReceipt } from '@tabler/icons-react';
import type { Authorization } from '../authorizations.queries.ts';

interface ReceiptProps {
  readonly systemName: string;
  readonly upstream: Authorization['upstreamRevocation'];
  /** What somebody had typed in: only they can make it worthless. */
  readonly isTyped: boolean;
}

/** What came of a revocation: here, and at the system. */
export function Receipt({ systemName, upstream, isTyped }: ReceiptProps) {
  const told = isTyped ? typedIn(systemName) : upstreamOf(systemName, upstream);
  const kept = isTyped ? 'what was entered' : 'the tokens';
  return (
    <Alert color={told.color === 'teal' ? 'teal' : 'orange'} icon={<IconReceipt />} title="Revoked" role="status">
      <List size="sm" spacing={6} center p={0}>
        <List.Item icon={<Mark color={told.color} />}>{told.words}</List.Item>
        <List.Item icon={<Mark color={upstream === null ? 'gray' : 'teal'} />}>
          {upstream === null ? `Our copy of ${kept} is being erased.` : `Our copy of ${kept} is erased.`}
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

function upstreamOf(systemName: string, upstream: Authorization['upstreamRevocation']): Told {
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

function typedIn(systemName: string): Told {
  return {
    color: 'orange',
    words: `At ${systemName} it is still good: only whoever made it can change or withdraw it there.`,
  };
}

interface Told {
  readonly color: string;
  readonly words: string;
  readonly advice?: string;
}

function Mark({ color }: { readonly color: string }) {
  const Icon = color === 'teal' ? IconCheck : color === 'gray' ? IconClock : IconAlertTriangle;
  return (
    <ThemeIcon size={20} radius="xl" color={color} variant="light" aria-hidden>
      <Icon size={13} />
    </ThemeIcon>
  );
}
