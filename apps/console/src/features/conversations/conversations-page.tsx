import { Anchor, Button, Drawer, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessages, IconMessagePlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Schema } from '../../api/client.ts';
import { personName } from '../../api/end-users.ts';
import { useMay } from '../../api/session.ts';
import { TalkPanel } from '../../talk/talk-panel.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../ui/record-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { conversationsQuery } from './conversations.queries.ts';

const route = getRouteApi('/signed-in/bots/$botId/conversations');

type Conversation = Schema<'ConversationView'>;

/** Who talked to the bot, and the way to talk to it oneself. */
export function ConversationsPage() {
  const { botId } = route.useParams();
  const conversations = useInfiniteQuery(conversationsQuery(botId));
  const [isTalking, talking] = useDisclosure(false);
  const mayTalk = useMay('conversations:hold');
  const talk = mayTalk && (
    <Button leftSection={<IconMessagePlus size={16} />} onClick={talking.open}>
      Talk to the bot
    </Button>
  );
  const close = () => {
    talking.close();
    void conversations.refetch();
  };
  return (
    <Page
      title="Conversations"
      description="What end users and the bot said, youngest first. Sensitive values are left out."
      actions={conversations.data?.length ? talk : undefined}
    >
      {conversations.isPending && <LoadingRows />}
      {conversations.isError && (
        <ProblemAlert error={conversations.error} onRetry={() => void conversations.refetch()} />
      )}
      {conversations.data?.length === 0 && (
        <EmptyState icon={IconMessages} title="Nobody has talked to the bot yet" action={talk}>
          Try it yourself: every step the bot takes is shown beside what it says. Conversations of your channels appear
          here too.
        </EmptyState>
      )}
      {!!conversations.data?.length && (
        <RecordList
          label="Conversations"
          items={conversations.data}
          columns={columnsFor(botId)}
          idOf={({ id }) => id}
        />
      )}
      <LoadMore query={conversations} />
      <Drawer.Root opened={isTalking} onClose={close} position="right" size="md">
        <Drawer.Overlay backgroundOpacity={0.45} />
        <Drawer.Content aria-label="Talk to the bot">
          <Drawer.Body p={0} h="100%">
            <TalkPanel botId={botId} onClose={close} />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </Page>
  );
}

const columnsFor = (botId: string): readonly Column<Conversation>[] => [
  {
    key: 'person',
    title: 'End user',
    render: ({ id, endUser }) => (
      <Anchor component={Link} to={`/bots/${botId}/conversations/${id}`} size="sm" fw={560}>
        {personName(endUser)}
      </Anchor>
    ),
  },
  {
    key: 'last',
    title: 'Last message',
    render: ({ lastMessage }) => (
      <Text size="sm" c="dimmed" lineClamp={1} maw="22rem" style={{ unicodeBidi: 'plaintext' }}>
        {lastMessage?.text}
      </Text>
    ),
  },
  { key: 'channel', title: 'Channel', render: ({ endUser }) => <Text size="sm">{endUser.channel}</Text> },
  { key: 'messages', title: 'Messages', render: ({ messageCount }) => <Text size="sm">{messageCount}</Text> },
  { key: 'updated', title: 'When', render: ({ updatedAt }) => <RelativeTime time={updatedAt} /> },
];
