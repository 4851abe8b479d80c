import { Box, Stack, Text } from '@mantine/core';
import { IconUserSearch, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { isAnonymous, personName } from '../../api/end-users.ts';
import { useMay } from '../../api/session.ts';
import { ErasePerson } from '../../erasing/erase-person.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/links.tsx';
import { PagedRecords } from '../../ui/paged-records.tsx';
import type { Column } from '../../ui/record-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { endUsersQuery, type EndUser } from './end-users.queries.ts';

const route = getRouteApi('/signed-in/bots/$botId/end-users');

/** The people who talk to a bot, whoever was there last first. */
export function People({ botId }: { readonly botId: string }) {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const columns = useColumns(botId);
  const people = useInfiniteQuery({ ...endUsersQuery(botId, q), placeholderData: keepPreviousData });
  return (
    <Stack gap="md">
      {!(people.data?.length === 0 && q === undefined) && (
        <SearchField
          label="Search end users"
          placeholder="Name, or your id of them"
          maw="22rem"
          value={q}
          onSearch={(text) => void navigate({ search: { q: text }, replace: true })}
        />
      )}
      <PagedRecords
        label="End users"
        query={people}
        columns={columns}
        idOf={({ id }) => id}
        nothing={<Nobody search={q} />}
      />
    </Stack>
  );
}

function Nobody({ search }: { readonly search: string | undefined }) {
  return search === undefined ? (
    <EmptyState icon={IconUsers} title="Nobody yet">
      Whoever talks to the bot on one of your channels, or is sent a link to authorize, appears here by themselves.
    </EmptyState>
  ) : (
    <EmptyState icon={IconUserSearch} title="Nobody is found">
      No name and no id has “{search}” in it.
    </EmptyState>
  );
}

function useColumns(botId: string): readonly Column<EndUser>[] {
  const maySeeConversations = useMay('conversations:view');
  const maySeeAuthorizations = useMay('authorizations:view');
  const mayErase = useMay('end-users:delete');
  return [
    { key: 'person', title: 'Person', render: (endUser) => <Who endUser={endUser} /> },
    { key: 'channel', title: 'Channel', render: ({ channel }) => <Text size="sm">{channel}</Text> },
    { key: 'seen', title: 'Last seen', render: ({ lastSeenAt }) => <RelativeTime time={lastSeenAt} /> },
    {
      key: 'conversations',
      title: 'Conversations',
      render: ({ externalId: endUser, channel, conversationCount: count }) =>
        count === 0 || !maySeeConversations ? (
          <Text size="sm">{count}</Text>
        ) : (
          <TextLink to="/bots/$botId/conversations" params={{ botId }} search={{ endUser, channel }} size="sm">
            {count}
          </TextLink>
        ),
    },
    {
      key: 'authorizations',
      title: 'Authorizations',
      render: ({ externalId: endUserId, authorizationCount: count }) =>
        count === 0 || !maySeeAuthorizations ? (
          <Text size="sm">{count}</Text>
        ) : (
          <TextLink to="/authorizations" search={{ botId, endUserId }} size="sm">
            {count}
          </TextLink>
        ),
    },
    ...(mayErase ? [erasing(botId)] : []),
  ];
}

function erasing(botId: string): Column<EndUser> {
  return {
    key: 'erase',
    title: 'Erase',
    isAction: true,
    render: (endUser) => (
      <ErasePerson
        botId={botId}
        name={nameOf(endUser)}
        find={() => Promise.resolve(endUser.id)}
        label="Erase"
        size="compact-sm"
      />
    ),
  };
}

function Who({ endUser }: { readonly endUser: EndUser }) {
  const { externalId } = endUser;
  const name = nameOf(endUser);
  return (
    <Box miw={0}>
      <Text size="sm" fw={560} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
      {name !== externalId && !isAnonymous(externalId) && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {externalId}
        </Text>
      )}
    </Box>
  );
}

function nameOf({ externalId: id, displayName }: EndUser): string {
  return personName({ id, displayName });
}
