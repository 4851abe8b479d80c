import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LoadingRows } from '../../../ui/loading.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../../ui/record-list.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { GrantsWords } from '../grants/grants-words.tsx';
import { membersQuery, type Member, type MembersFilter } from '../members.queries.ts';

interface MemberListProps {
  readonly filter: MembersFilter;
  readonly onOpen: (memberId: string) => void;
}

/** The members of the workspace; a click opens one. */
export function MemberList({ filter, onOpen }: MemberListProps) {
  const members = useInfiniteQuery({ ...membersQuery(filter), placeholderData: keepPreviousData });
  return (
    <>
      {members.isPending && <LoadingRows />}
      {members.isError && <ProblemAlert error={members.error} onRetry={() => void members.refetch()} />}
      {members.data?.length === 0 && (
        <EmptyState icon={IconUsers} title="Nobody is found">
          Look for another part of the name or of the e-mail address.
        </EmptyState>
      )}
      {members.data !== undefined && members.data.length > 0 && (
        <RecordList label="Members" items={members.data} columns={columns(onOpen)} idOf={({ id }) => id} />
      )}
      <LoadMore query={members} />
    </>
  );
}

function columns(onOpen: (memberId: string) => void): readonly Column<Member>[] {
  return [
    {
      key: 'name',
      title: 'Name',
      render: ({ id, name, email }) => (
        <Stack gap={0} align="flex-start">
          <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={() => onOpen(id)}>
            {name}
          </Anchor>
          <Text size="xs" c="dimmed">
            {email}
          </Text>
        </Stack>
      ),
    },
    { key: 'roles', title: 'Roles', render: ({ grants }) => <GrantsWords grants={grants} /> },
    { key: 'state', title: 'State', render: ({ state }) => <MemberState state={state} /> },
    {
      key: 'seen',
      title: 'Last seen',
      render: ({ lastSeenAt }) =>
        lastSeenAt === null ? (
          <Text size="sm" c="dimmed">
            Not signed in
          </Text>
        ) : (
          <RelativeTime time={lastSeenAt} />
        ),
    },
    {
      key: 'open',
      title: '',
      isAction: true,
      render: ({ id, name, mayChange }) => (
        <Button
          size="xs"
          variant="default"
          aria-label={`${mayChange ? 'Change' : 'Look at'} ${name}`}
          onClick={() => onOpen(id)}
        >
          {mayChange ? 'Change' : 'Look'}
        </Button>
      ),
    },
  ];
}

/** Whether a member can sign in. */
export function MemberState({ state }: { readonly state: Member['state'] }) {
  return state === 'active' ? <StateBadge state="active" /> : <StateBadge state="disabled" label="Deactivated" />;
}
