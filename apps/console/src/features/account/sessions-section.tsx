import { Badge, Box, Button, Divider, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { askFirst } from '../../ui/confirm.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { showDone } from '../../ui/notices.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section } from '../../ui/section.tsx';
import { sessionsQuery, useEndSessions, type OwnSession } from './account.queries.ts';

/** Where the member is signed in, and the end of that. */
export function SessionsSection() {
  const sessions = useQuery(sessionsQuery);
  const end = useEndSessions();
  const endOthers = () =>
    askFirst({
      title: 'Sign out everywhere else?',
      body: 'Every other browser has to sign in again. This one stays.',
      confirm: 'Sign out everywhere else',
      cancel: 'Stay signed in',
      onConfirm: () => end.mutate(undefined, { onSuccess: () => showDone('You are signed out everywhere else.') }),
    });
  return (
    <Section title="Where you are signed in">
      <Stack gap="md">
        {sessions.isPending && <LoadingRows count={2} />}
        {sessions.isError && <ProblemAlert error={sessions.error} onRetry={() => void sessions.refetch()} />}
        {end.isError && <ProblemAlert error={end.error} />}
        <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
          {sessions.data?.map((session, at) => (
            <Box component="li" key={session.id}>
              {at > 0 && <Divider mb="sm" />}
              <SessionRow session={session} onEnd={() => end.mutate(session.id)} />
            </Box>
          ))}
        </Stack>
        {(sessions.data?.length ?? 0) > 1 && (
          <Group>
            <Button variant="default" onClick={endOthers} loading={end.isPending}>
              Sign out everywhere else
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}

function SessionRow({ session, onEnd }: { readonly session: OwnSession; readonly onEnd: () => void }) {
  const { program, address, method, createdAt, lastSeenAt, isCurrent } = session;
  return (
    <Group justify="space-between" gap="sm">
      <Box style={{ minWidth: 0 }}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {program}
          </Text>
          {isCurrent && <Badge variant="light">This one</Badge>}
          {method === 'sso' && (
            <Badge variant="light" color="gray">
              Single sign-on
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
          {address === '' ? '' : `From ${address}, `}signed in <RelativeTime time={createdAt} />, last seen{' '}
          <RelativeTime time={lastSeenAt} />
        </Text>
      </Box>
      {!isCurrent && (
        <Button variant="light" size="xs" color="red" onClick={onEnd} aria-label={`Sign out ${program} ${address}`}>
          Sign out
        </Button>
      )}
    </Group>
  );
}
