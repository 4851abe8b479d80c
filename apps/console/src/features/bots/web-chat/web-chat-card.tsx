import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { LoadingRows } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { EmbedSnippet } from './embed-snippet.tsx';
import { SigningSecrets } from './signing-secrets.tsx';
import { WebChatForm } from './web-chat-form.tsx';
import { webChatQuery } from './web-chat.queries.ts';

interface WebChatCardProps {
  readonly botId: string;
  readonly isReadOnly: boolean;
}

/** The chat in a browser: whether there is one, who may use it, and how a page gets it. */
export function WebChatCard({ botId, isReadOnly }: WebChatCardProps) {
  const chat = useQuery(webChatQuery(botId));
  return (
    <Paper withBorder p="lg" maw="40rem">
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <div>
            <Title order={2}>Web chat</Title>
            <Text size="sm" c="dimmed">
              A page of its own, and one script tag for your own pages.
            </Text>
          </div>
          {chat.data?.isEnabled && (
            <Anchor href={chat.data.pageUrl} target="_blank" rel="noopener" size="sm">
              Open the chat <IconExternalLink size={14} aria-hidden />
            </Anchor>
          )}
        </Group>
        {chat.isPending && <LoadingRows count={4} />}
        {chat.isError && <ProblemAlert error={chat.error} onRetry={() => void chat.refetch()} />}
        {chat.data && <WebChatForm botId={botId} settings={chat.data} isReadOnly={isReadOnly} />}
        {chat.data?.isEnabled && (
          <>
            <EmbedSnippet botId={botId} scriptUrl={chat.data.scriptUrl} />
            {!isReadOnly && <SigningSecrets botId={botId} secrets={chat.data.secrets} />}
          </>
        )}
      </Stack>
    </Paper>
  );
}
