import { List, Paper, Text } from '@mantine/core';
import type { Schema } from '../../../api/client.ts';
import { Details } from '../../../ui/details.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import type { Connector } from '../actions.queries.ts';

interface SharedAuthorizationProps {
  readonly authorization: Schema<'SharedAuthorizationView'>;
  readonly connector: Connector;
}

/** Whose account everybody works with, what it may do, and how long. */
export function SharedAuthorization({ authorization, connector }: SharedAuthorizationProps) {
  const { state, accountName, accountEmail, organisation, edition, scopes, lastUsedAt } = authorization;
  return (
    <Paper withBorder p="md" component="section" aria-label="Shared authorization">
      <Details
        items={[
          { label: 'State', value: <StateBadge state={state} /> },
          { label: 'Account', value: accountEmail ? `${accountName} (${accountEmail})` : accountName },
          { label: 'Organisation', value: organisation },
          { label: 'Edition', value: edition },
          { label: 'May', value: <Scopes scopes={scopes} connector={connector} /> },
          { label: 'Access token', value: <Expiry authorization={authorization} /> },
          { label: 'Renewal', value: <Renewal authorization={authorization} /> },
          { label: 'Last used', value: lastUsedAt === null ? 'Not yet' : <RelativeTime time={lastUsedAt} /> },
        ]}
      />
    </Paper>
  );
}

function Scopes({ scopes, connector }: { readonly scopes: readonly string[]; readonly connector: Connector }) {
  if (scopes.length === 0) return 'What the account may do there';
  const known = connector.authorization?.scopes ?? [];
  return (
    <List size="sm" spacing={2}>
      {scopes.map((scope) => (
        <List.Item key={scope}>
          {known.find(({ id }) => id === scope)?.description ?? scope}{' '}
          <Text span size="xs" c="dimmed">
            {scope}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

function Expiry({ authorization: { expiresAt } }: Pick<SharedAuthorizationProps, 'authorization'>) {
  if (expiresAt === null) return 'The system does not say how long it lasts';
  return (
    <>
      Ends <RelativeTime time={expiresAt} span />
    </>
  );
}

function Renewal({ authorization }: Pick<SharedAuthorizationProps, 'authorization'>) {
  const { isRefreshable, nextRefreshAt, state } = authorization;
  if (state !== 'active') return 'Must be authorized again';
  if (!isRefreshable) return 'Not possible: there is no refresh token. It must be authorized again when it ends';
  if (nextRefreshAt === null) return 'By itself, when it is used';
  return (
    <>
      By itself, <RelativeTime time={nextRefreshAt} span />
    </>
  );
}
