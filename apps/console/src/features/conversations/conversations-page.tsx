import { Anchor, Button, Drawer, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessages, IconMessagePlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Schema } from '../../api/client.ts';
import { personName } from '../../api/end-users.ts';
import { useMay } from '../../api/session.ts';
import { TalkPanel } from '../../talk/talk-panel.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { PagedRecords } from '../../ui/paged-records.tsx';
import type { Column } from '../../ui/record-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { conversationsQuery } from './conversations.queries.ts';

const route = getRouteApi('/signed-in/bots/$botId/conversations');

type Conversation = Schema<'ConversationView'>;

/** Who talked to the bot, and the way to talk to it oneself. */
export function ConversationsPage() {
  const { botId } = route.useParams();
  const { endUser: endUserId, channel } = route.useSearch();
  const conversations = useInfiniteQuery(conversationsQuery(botId, { endUserId, channel }));
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
      {endUserId !== undefined && <OnePerson botId={botId} conversation={conversations.data?.[0]} />}
      <PagedRecords
        label="Conversations"
        query={conversations}
        columns={columnsFor(botId)}
        idOf={({ id }) => id}
        nothing={
          endUserId === undefined && (
            <EmptyState icon={IconMessages} title="Nobody has talked to the bot yet" action={talk}>
              {mayTalk && 'Try it yourself: every step the bot takes is shown beside what it says. '}
              Conversations of your channels appear here by themselves.
            </EmptyState>
          )
        }
      />
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

interface OnePersonProps {
  readonly botId: string;
  readonly conversation: Conversation | undefined;
}

/** Says that only one person's are shown, and leads back to all. */
function OnePerson({ botId, conversation }: OnePersonProps) {
  return (
    <Group gap="sm">
      <Text size="sm">
        {conversation === undefined
          ? 'This person has no conversations here.'
          : `Only those with ${personName(conversation.endUser)}.`}
      </Text>
      <TextLink to="/bots/$botId/conversations" params={{ botId }} size="sm">
        Show all
      </TextLink>
    </Group>
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
