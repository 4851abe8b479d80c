import { Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useProfileForm } from '../form/form-context.ts';

/** A field, and below it what works and will disappoint. */
export function Warned({ pointer, children }: { readonly pointer: string; readonly children: ReactNode }) {
  const { warningsOf } = useProfileForm();
  return (
    <Stack gap={6}>
      {children}
      <div role="status">
        {warningsOf(pointer).map((message) => (
          <Group key={message} gap={6} wrap="nowrap" align="flex-start" c="var(--mantine-color-orange-light-color)">
            <IconAlertTriangle size={16} aria-hidden />
            <Text size="xs" flex={1}>
              {message}
            </Text>
          </Group>
        ))}
      </div>
    </Stack>
  );
}
