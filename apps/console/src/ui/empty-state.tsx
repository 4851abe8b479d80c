import { Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>;
  readonly title: string;
  /** What to do, and what one gets by it. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** What stands where there is nothing yet. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <Paper withBorder p="xl">
      <Stack align="center" gap="sm" py="lg" ta="center">
        <ThemeIcon size={52} radius="xl" variant="light" aria-hidden>
          <Icon size={26} stroke={1.6} />
        </ThemeIcon>
        <Title order={2}>{title}</Title>
        <Text c="dimmed" size="sm" maw="32rem" component="div">
          {children}
        </Text>
        {action}
      </Stack>
    </Paper>
  );
}
