import { Box, Text } from '@mantine/core';
import type { AuthProfile } from '../authorization/authorization.queries.ts';
import { obstacleOf } from './obstacles.ts';
import type { AuthorizationMode } from './use-draft.ts';

interface ProfileOptionProps {
  readonly label: string;
  readonly profile: AuthProfile | undefined;
  readonly mode: AuthorizationMode;
}

/** One profile to choose; where it cannot be chosen, with why and whom to ask. */
export function ProfileOption({ label, profile, mode }: ProfileOptionProps) {
  const why = profile && obstacleOf(profile, mode);
  return (
    <Box>
      <Text size="sm">{label}</Text>
      {why !== undefined && (
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      )}
    </Box>
  );
}
