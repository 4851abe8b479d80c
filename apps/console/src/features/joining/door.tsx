import { Box, Center, Group, Paper, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Wordmark } from '../../app/shell/wordmark.tsx';

/** The frame of pages for people who are not signed in. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useDocumentTitle(`${title} · Attaché`);
  return (
    <Center mih="100dvh" p="md" component="main">
      <Box w="100%" maw="26rem">
        <Group justify="center" mb="lg">
          <Wordmark />
        </Group>
        <Paper withBorder p="xl" shadow="sm">
          <Title order={1} mb="sm">
            {title}
          </Title>
          {children}
        </Paper>
      </Box>
    </Center>
  );
}
