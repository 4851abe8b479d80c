import { Box, Center, Group, Paper, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Wordmark } from '../shell/wordmark.tsx';

interface EntranceProps {
  readonly title: string;
  readonly description: ReactNode;
  readonly children: ReactNode;
}

/** The frame of pages before the console: one card in the middle. */
export function Entrance({ title, description, children }: EntranceProps) {
  useDocumentTitle(`${title} · Attaché`);
  return (
    <Center mih="100dvh" p="md" component="main">
      <Box w="100%" maw="24rem">
        <Group justify="center" mb="lg">
          <Wordmark />
        </Group>
        <Paper withBorder p="xl" shadow="sm">
          <Title order={1} mb={4}>
            {title}
          </Title>
          <Text c="dimmed" size="sm" mb="lg" component="div">
            {description}
          </Text>
          {children}
        </Paper>
      </Box>
    </Center>
  );
}
