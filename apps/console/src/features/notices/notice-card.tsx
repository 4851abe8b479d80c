import { ActionIcon, Badge, Box, Button, Group, Paper, Text, ThemeIcon, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBell,
  IconClockExclamation,
  IconHandStop,
  IconLogin2,
  IconPlugConnectedX,
  IconShieldLock,
  IconTrash,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useDeleteNotice, useReadNotice, type Notice } from './notices.queries.ts';

interface Look {
  readonly icon: Icon;
  readonly color: string;
  /** What the link of a notice that is still so leads to. */
  readonly action: string;
}

const looks: Readonly<Record<string, Look>> = {
  'authorization-lost': { icon: IconPlugConnectedX, color: 'red', action: 'Reconnect' },
  'authorization-expiring': { icon: IconClockExclamation, color: 'orange', action: 'Reconnect' },
  'authorizations-revoked': { icon: IconHandStop, color: 'red', action: 'Open the auth profile' },
  'action-failed': { icon: IconAlertTriangle, color: 'red', action: 'Open the action' },
  'webhook-failing': { icon: IconWebhook, color: 'orange', action: 'Open webhooks' },
  'profile-invited': { icon: IconShieldLock, color: 'teal', action: 'Open the auth profile' },
  'new-sign-in': { icon: IconLogin2, color: 'blue', action: 'See your sessions' },
};
const otherLook: Look = { icon: IconBell, color: 'gray', action: 'Open' };

/** One notice: what happened, what to do, and whether it still is so. */
export function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { id, kind, title, body, createdAt, readAt, resolvedAt } = notice;
  const { icon: KindIcon, color, action } = looks[kind] ?? otherLook;
  const isResolved = resolvedAt !== null;
  const read = useReadNotice();
  const remove = useDeleteNotice();
  return (
    <Paper
      withBorder
      p="md"
      role="listitem"
      aria-label={title}
      bg={isResolved ? 'var(--mantine-color-default-hover)' : undefined}
    >
      <Group wrap="nowrap" align="flex-start" gap="md">
        <ThemeIcon size={36} radius="xl" variant="light" color={isResolved ? 'gray' : color} aria-hidden>
          <KindIcon size={20} stroke={1.7} />
        </ThemeIcon>
        <Box flex={1} style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Heading notice={notice} />
          <Text size="sm" c={isResolved ? 'dimmed' : undefined} mt={4}>
            {body}
          </Text>
          <Group gap="sm" mt="sm" justify="space-between">
            <RelativeTime time={createdAt} fz="xs" c="dimmed" />
            <Group gap="xs">
              {readAt === null && (
                <Button size="xs" variant="subtle" loading={read.isPending} onClick={() => read.mutate(id)}>
                  Mark as read
                </Button>
              )}
              <Way
                notice={notice}
                label={isResolved ? 'Open' : action}
                onFollow={() => readAt === null && read.mutate(id)}
              />
              <Tooltip label="Delete this notice">
                <ActionIcon
                  aria-label={`Delete the notice: ${title}`}
                  loading={remove.isPending}
                  onClick={() => remove.mutate(id)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Tooltip>
            </Group>
          </Group>
        </Box>
      </Group>
    </Paper>
  );
}

function Heading({ notice: { title, readAt, resolvedAt } }: { readonly notice: Notice }) {
  const isResolved = resolvedAt !== null;
  return (
    <Group gap="xs" wrap="wrap">
      <Text fw={readAt === null ? 660 : 450} c={isResolved ? 'dimmed' : undefined} component="h2" size="md">
        {title}
      </Text>
      {readAt === null && <Badge size="sm">Unread</Badge>}
      {isResolved && (
        <Badge size="sm" color="teal" variant="light">
          Settled
        </Badge>
      )}
    </Group>
  );
}

interface WayProps {
  readonly notice: Notice;
  readonly label: string;
  readonly onFollow: () => void;
}

/** The way to where something can be done about it. */
function Way({ notice: { link, title, resolvedAt }, label, onFollow }: WayProps) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    onFollow();
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(link);
  };
  return (
    <Button
      component="a"
      href={link}
      size="xs"
      variant={resolvedAt === null ? 'light' : 'default'}
      onClick={follow}
      aria-label={`${label}: ${title}`}
    >
      {label}
    </Button>
  );
}
