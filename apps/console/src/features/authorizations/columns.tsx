import { Anchor, Box, Group, Text, Tooltip } from '@mantine/core';
import { accountName } from '../../api/accounts.ts';
import { useSystemName } from '../../api/connectors.ts';
import { personName } from '../../api/end-users.ts';
import { grantNames } from '../../api/grant-types.ts';
import { BotName } from '../../ui/bot-name.tsx';
import { ConnectorMark } from '../../ui/connector-mark.tsx';
import type { Column } from '../../ui/record-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import type { Authorization } from './authorizations.queries.ts';
import { Renewal } from './renewal.tsx';

interface ColumnsOptions {
  /** Whether the bot is told; not where all are of one. */
  readonly hasBot: boolean;
  readonly onOpen: (id: string) => void;
}

/** What the list tells of each authorization. */
export function useColumns({ hasBot, onOpen }: ColumnsOptions): readonly Column<Authorization>[] {
  const systemName = useSystemName();
  return [
    {
      key: 'account',
      title: 'Account',
      render: ({ id, connectorId, account }) => (
        <Group gap="sm" wrap="nowrap">
          <ConnectorMark connectorId={connectorId} name={systemName(connectorId)} size={34} />
          <Box miw={0} maw="14rem">
            <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={() => onOpen(id)}>
              {accountName(account)}
            </Anchor>
            <Text size="xs" c="dimmed" truncate>
              {[systemName(connectorId), account.email].filter(Boolean).join(' · ')}
            </Text>
          </Box>
        </Group>
      ),
    },
    {
      key: 'subject',
      title: 'For',
      render: (authorization) => (
        <>
          <Text size="sm">{nameOf(authorization)}</Text>
          {hasBot && (
            <Text size="xs" c="dimmed">
              <Where authorization={authorization} />
            </Text>
          )}
        </>
      ),
    },
    { key: 'state', title: 'State', render: ({ state }) => <StateBadge state={state} /> },
    {
      key: 'way',
      title: 'Way',
      render: ({ client, scopes }) => (
        <>
          <Text size="sm">{client === null ? 'Profile deleted' : grantNames[client.grantType]}</Text>
          <ScopeCount scopes={scopes} />
        </>
      ),
    },
    {
      key: 'used',
      title: 'Last used',
      render: ({ lastUsedAt }) =>
        lastUsedAt === null ? <Never /> : <RelativeTime time={lastUsedAt} style={{ whiteSpace: 'nowrap' }} />,
    },
    { key: 'renewal', title: 'Valid', render: (authorization) => <Renewal authorization={authorization} /> },
  ];
}

/** The bot that it is for; none, where it belongs to a profile. */
function Where({ authorization: { botId, subject } }: { readonly authorization: Authorization }) {
  if (botId !== null) return <BotName id={botId} />;
  return subject === 'member' ? 'As themselves' : 'Saved with the profile';
}

/** Everybody, or the one person that an authorization is held for. */
export function nameOf({ subject, endUser, member }: Authorization): string {
  if (subject === 'shared') return 'Everybody';
  if (subject === 'member') return member === null ? 'A member who is gone' : member.name;
  return endUser === null ? 'A person who is gone' : personName(endUser);
}

function ScopeCount({ scopes }: { readonly scopes: readonly string[] }) {
  if (scopes.length === 0) return null;
  return (
    <Tooltip label={scopes.join(' ')} multiline maw="24rem">
      <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
        {scopes.length === 1 ? '1 scope' : `${scopes.length} scopes`}
      </Text>
    </Tooltip>
  );
}

function Never() {
  return (
    <Text size="sm" c="dimmed">
      Never
    </Text>
  );
}
