import { List, Paper, Text } from '@mantine/core';
import type { Schema } from '../../../api/client.ts';
import { Details, type Detail } from '../../../ui/details.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import type { Connector } from '../actions.queries.ts';

interface SharedAuthorizationProps {
  readonly authorization: Schema<'SharedAuthorizationView'>;
  readonly connector: Connector;
  /** What was typed in is what calls are made with: there is no token. */
  readonly isTyped: boolean;
}

/** Whose account everybody works with, what it may do, and how long. */
export function SharedAuthorization({ authorization, connector, isTyped }: SharedAuthorizationProps) {
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
          ...(isTyped ? typedLife(state, connector) : tokenLife(authorization)),
          { label: 'Last used', value: lastUsedAt === null ? 'Not yet' : <RelativeTime time={lastUsedAt} /> },
        ]}
      />
    </Paper>
  );
}

function tokenLife(authorization: SharedAuthorizationProps['authorization']): readonly Detail[] {
  return [
    { label: 'Access token', value: <Expiry authorization={authorization} /> },
    { label: 'Renewal', value: <Renewal authorization={authorization} /> },
  ];
}

/** What was typed in ends only where it was made. */
function typedLife(state: SharedAuthorizationProps['authorization']['state'], { name }: Connector): readonly Detail[] {
  if (state !== 'active') return [{ label: 'Renewal', value: 'Must be authorized again' }];
  return [
    { label: 'Ends', value: `Not by itself: it is good until it is changed or withdrawn at ${name}` },
    { label: 'Renewal', value: 'Not possible: when it changes, authorize again' },
  ];
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
