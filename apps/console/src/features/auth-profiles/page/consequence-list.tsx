import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Affected } from '../auth-profiles.queries.ts';
import { consequencesOf } from './consequences.ts';

interface ConsequencesProps {
  readonly affected: Affected | null;
}

/** What saving means for those who work with a profile. */
export function Consequences({ affected }: ConsequencesProps) {
  return (
    <Stack gap={4}>
      {consequencesOf(affected).map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </Stack>
  );
}

/** The same beside the form, while it is typed. */
export function Foreseen({ affected }: ConsequencesProps) {
  if (consequencesOf(affected).length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title="What saving this means" role="status">
      <Consequences affected={affected} />
    </Alert>
  );
}
