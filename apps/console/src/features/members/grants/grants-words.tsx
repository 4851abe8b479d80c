import { Stack, Text } from '@mantine/core';
import type { GrantView } from '../members.queries.ts';

/** Roles in words, each with its division. */
export function GrantsWords({ grants }: { readonly grants: readonly GrantView[] }) {
  if (grants.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No role
      </Text>
    );
  }
  return (
    <Stack gap={2}>
      {grants.map(({ role, roleName, divisionId, divisionName }) => (
        <Text key={`${role} ${divisionId}`} size="sm">
          {roleName}
          {divisionName !== null && (
            <Text span c="dimmed" size="sm">
              {' '}
              in {divisionName}
            </Text>
          )}
        </Text>
      ))}
    </Stack>
  );
}
