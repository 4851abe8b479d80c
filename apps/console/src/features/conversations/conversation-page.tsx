import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { personName } from '../../api/end-users.ts';
import { useMay } from '../../api/session.ts';
import type { Message, Step } from '../../talk/messages.ts';
import { ConversationLog } from '../../talk/conversation-log.tsx';
import { ErasePerson } from '../../erasing/erase-person.tsx';
import { endUserIdOf } from '../../erasing/erasing.queries.ts';
import { askFirst } from '../../ui/confirm.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { showDone } from '../../ui/notices.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { conversationQuery, stepsQuery, transcriptQuery, useDeleteConversation } from './conversations.queries.ts';

const route = getRouteApi('/signed-in/bots/$botId/conversations/$conversationId');

const none: readonly Step[] = [];
const nothing: readonly Message[] = [];

/** One conversation, as it was said. */
export function ConversationPage() {
  const { botId, conversationId } = route.useParams();
  const navigate = useNavigate();
  const { data: conversation } = useSuspenseQuery(conversationQuery(conversationId));
  const transcript = useQuery({ ...transcriptQuery(conversationId), refetchInterval: 5_000 });
  const maySeeSteps = useMay('dialogs:view');
  const mayDelete = useMay('conversations:delete');
  const mayErase = useMay('end-users:delete');
  const remove = useDeleteConversation(botId);
  const { endUser, locale, createdAt, isDebug } = conversation;
  const steps = useQuery({ ...stepsQuery(conversationId), enabled: maySeeSteps && isDebug });
  const name = personName(endUser);
  const ask = () =>
    askFirst({
      title: 'Delete this conversation?',
      body: `All that ${name} and the bot said goes. What the bot did in other systems stays.`,
      confirm: 'Delete the conversation',
      onConfirm: () =>
        remove.mutate(conversationId, {
          onSuccess: () => {
            void navigate({ to: '/bots/$botId/conversations', params: { botId } });
            showDone('The conversation is deleted.');
          },
        }),
    });
  return (
    <Page
      title={name}
      crumbs={[{ label: 'Conversations', to: `/bots/${botId}/conversations` }]}
      description={
        <Group gap="xs">
          <Text size="sm">Channel {endUser.channel}</Text>·<Text size="sm">Language {locale}</Text>·
          <RelativeTime time={createdAt} />
        </Group>
      }
      actions={
        <Group gap="xs">
          {mayErase && (
            <ErasePerson
              {...{ botId, name }}
              find={() => endUserIdOf(botId, endUser)}
              label="Erase the person"
              onBegun={() => void navigate({ to: '/bots/$botId/conversations', params: { botId } })}
            />
          )}
          {mayDelete && (
            <Button variant="default" leftSection={<IconTrash size={16} />} onClick={ask} loading={remove.isPending}>
              Delete
            </Button>
          )}
        </Group>
      }
    >
      {transcript.isPending && <LoadingRows />}
      {transcript.isError && <ProblemAlert error={transcript.error} onRetry={() => void transcript.refetch()} />}
      {transcript.data && (
        <Paper withBorder p="md" maw="46rem">
          <Stack gap="xs">
            <ConversationLog messages={transcript.data ?? nothing} steps={steps.data ?? none} />
          </Stack>
        </Paper>
      )}
    </Page>
  );
}
