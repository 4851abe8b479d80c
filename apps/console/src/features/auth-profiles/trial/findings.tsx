import { Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { Trial } from '../auth-profiles.queries.ts';

const marks = {
  good: { icon: IconCheck, word: 'Good' },
  notice: { icon: IconAlertTriangle, word: 'Take note' },
  bad: { icon: IconX, word: 'Wrong' },
} as const;

/** What a test has shown, one thing a line. */
export function Findings({ findings }: { readonly findings: Trial['findings'] }) {
  return (
    <Stack gap={6} component="ul" p={0} m={0}>
      {findings.map(({ code, level, message }) => {
        const { icon: Icon, word } = marks[level];
        return (
          <Group key={`${code} ${message}`} component="li" gap={8} wrap="nowrap" align="flex-start">
            <Icon size={16} aria-hidden style={{ flexShrink: 0, marginBlockStart: 3 }} />
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              <VisuallyHidden>{word}: </VisuallyHidden>
              {message}
            </Text>
          </Group>
        );
      })}
    </Stack>
  );
}
