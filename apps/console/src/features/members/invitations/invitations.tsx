import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askFirst } from '../../../ui/confirm.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../../ui/record-list.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { GrantsWords } from '../grants/grants-words.tsx';
import { LinkOnce } from '../link-once.tsx';
import {
  invitationsQuery,
  useRenewInvitation,
  useWithdrawInvitation,
  type Invitation,
  type IssuedInvitation,
} from '../members.queries.ts';

/** Who is invited and has not accepted yet; nothing where there is nobody. */
export function Invitations({ mayManage }: { readonly mayManage: boolean }) {
  const invitations = useInfiniteQuery(invitationsQuery);
  const [renewed, setRenewed] = useState<IssuedInvitation>();
  const shown = mayManage ? [...columns, actionsColumn(setRenewed)] : columns;
  return (
    <>
      {invitations.isError && <ProblemAlert error={invitations.error} onRetry={() => void invitations.refetch()} />}
      {invitations.data !== undefined && invitations.data.length > 0 && (
        <Stack gap="sm" component="section" aria-label="Invited">
          <Title order={2}>Invited</Title>
          <RecordList label="Invitations" items={invitations.data} columns={shown} idOf={({ id }) => id} />
          <LoadMore query={invitations} />
          <Title order={2} mt="sm">
            Members
          </Title>
        </Stack>
      )}
      <LinkOnce
        title={`New link for ${renewed?.email ?? ''}`}
        lifetime="seven days"
        link={renewed}
        onClose={() => setRenewed(undefined)}
      />
    </>
  );
}

const columns: readonly Column<Invitation>[] = [
  {
    key: 'email',
    title: 'Invited',
    render: ({ email, name }) => (
      <Stack gap={0}>
        <Text size="sm" fw={600}>
          {name ?? email}
        </Text>
        {name !== null && (
          <Text size="xs" c="dimmed">
            {email}
          </Text>
        )}
      </Stack>
    ),
  },
  { key: 'roles', title: 'Roles', render: ({ grants }) => <GrantsWords grants={grants} /> },
  {
    key: 'state',
    title: 'State',
    render: ({ state }) =>
      state === 'open' ? <StateBadge state="pending" label="Link is out" /> : <StateBadge state="expired" />,
  },
  { key: 'expires', title: 'Link ends', render: ({ expiresAt }) => <RelativeTime time={expiresAt} /> },
  { key: 'by', title: 'Invited by', render: ({ invitedBy }) => <Text size="sm">{invitedBy ?? 'An API key'}</Text> },
];

function actionsColumn(onRenewed: (invitation: IssuedInvitation) => void): Column<Invitation> {
  return {
    key: 'actions',
    title: '',
    isAction: true,
    render: (invitation) => <InvitationActions invitation={invitation} onRenewed={onRenewed} />,
  };
}

interface InvitationActionsProps {
  readonly invitation: Invitation;
  readonly onRenewed: (invitation: IssuedInvitation) => void;
}

function InvitationActions({ invitation: { id, email }, onRenewed }: InvitationActionsProps) {
  const renew = useRenewInvitation();
  const withdraw = useWithdrawInvitation();
  const ask = () =>
    askFirst({
      title: `Take back the invitation of ${email}?`,
      body: 'Its link no longer works.',
      confirm: 'Take it back',
      onConfirm: () => withdraw.mutate(id, { onSuccess: () => showDone(`${email} is no longer invited.`) }),
    });
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <Button
        size="xs"
        variant="default"
        aria-label={`New link for ${email}`}
        loading={renew.isPending}
        onClick={() => renew.mutate(id, { onSuccess: onRenewed })}
      >
        New link
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={`Take back the invitation of ${email}`}
        loading={withdraw.isPending}
        onClick={ask}
      >
        Take back
      </Button>
    </Group>
  );
}
