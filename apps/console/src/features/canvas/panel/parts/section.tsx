import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the panel. */
export function Section({ title, hint, action, children }: SectionProps) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Group justify="space-between" wrap="nowrap" mih={26}>
        <Title order={3} fz="sm">
          {title}
        </Title>
        {action}
      </Group>
      {hint !== undefined && (
        <Text size="xs" c="dimmed" mt={-6}>
          {hint}
        </Text>
      )}
      {children}
    </Stack>
  );
}
