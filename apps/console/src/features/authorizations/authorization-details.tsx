import { Code, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { grantNames, isCredentialGrant } from '../../api/grant-types.ts';
import { useMay } from '../../api/session.ts';
import { BotName } from '../../ui/bot-name.tsx';
import { CopyIcon } from '../../ui/copy-field.tsx';
import { Details, type Detail } from '../../ui/details.tsx';
import { TextLink } from '../../ui/links.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Authorization } from './authorizations.queries.ts';
import { nameOf } from './columns.tsx';
import { Renewal } from './renewal.tsx';

interface AuthorizationDetailsProps {
  readonly authorization: Authorization;
  readonly systemName: string;
}

/** Everything that is known of an authorization; never its tokens. */
export function AuthorizationDetails({ authorization, systemName }: AuthorizationDetailsProps) {
  const { account, scopes, parameters, id } = authorization;
  const items: readonly Detail[] = [
    { label: 'For', value: nameOf(authorization) },
    { label: 'Known as', value: authorization.endUser && <Code>{authorization.endUser.id}</Code> },
    ...useOwners(authorization, systemName),
    { label: 'E-mail', value: account.email },
    { label: 'Account id', value: account.id },
    { label: 'Scopes', value: scopes.length === 0 ? 'None are named' : <Words words={scopes} /> },
    ...Object.entries(parameters).map(([label, value]) => ({ label, value })),
    ...times(authorization),
    {
      label: 'Id',
      value: (
        <Group gap={4} wrap="nowrap">
          <Code>{id}</Code>
          <CopyIcon value={id} what="id" />
        </Group>
      ),
    },
  ];
  return <Details items={items} />;
}

function useOwners(authorization: Authorization, systemName: string): readonly Detail[] {
  const { botId, client } = authorization;
  const maySeeProfiles = useMay('auth-profiles:view');
  return [
    { label: 'Bot', value: botId !== null && <BotName id={botId} /> },
    { label: 'Action', value: <ActionLink authorization={authorization} systemName={systemName} /> },
    {
      label: 'Auth profile',
      value: client === null ? 'Deleted' : maySeeProfiles ? <ProfileLink client={client} /> : client.name,
    },
    { label: 'Way to authorize', value: client && grantNames[client.grantType] },
    { label: 'Client ID', value: client?.clientId && <Code>{client.clientId}</Code> },
  ];
}

function ActionLink({
  authorization: { botId, connectorId, actionId, subject },
  systemName,
}: AuthorizationDetailsProps) {
  if (botId === null) return subject === 'member' ? 'Any, as themselves' : 'Every one that uses the profile';
  if (actionId === null) return 'Deleted';
  return (
    <TextLink
      to="/bots/$botId/actions/$connectorId"
      params={{ botId, connectorId }}
      search={{ tab: 'authorization' }}
      size="sm"
    >
      {systemName}
    </TextLink>
  );
}

function ProfileLink({ client: { authProfileId, name } }: { readonly client: NonNullable<Authorization['client']> }) {
  return (
    <TextLink to="/auth-profiles/$authProfileId" params={{ authProfileId }} size="sm">
      {name}
    </TextLink>
  );
}

function times(authorization: Authorization): readonly Detail[] {
  const { lastUsedAt, lastRefreshedAt, activatedAt, createdAt, state } = authorization;
  return [
    { label: 'Valid', value: <Renewal authorization={authorization} /> },
    ...(state === 'active' ? lifeOf(authorization) : []),
    { label: 'Last used', value: lastUsedAt === null ? 'Never' : moment(lastUsedAt) },
    { label: 'Last refreshed', value: lastRefreshedAt !== null && moment(lastRefreshedAt) },
    { label: 'Active since', value: activatedAt !== null && moment(activatedAt) },
    { label: 'First authorized', value: moment(createdAt) },
  ];
}

/** How long what was given lasts, and what happens then. */
function lifeOf({ client, expiresAt, isRefreshable }: Authorization): readonly Detail[] {
  if (client !== null && isCredentialGrant(client.grantType)) {
    return [
      { label: 'Ends', value: 'Not by itself: when it is changed or withdrawn at the system' },
      { label: 'Can be refreshed', value: 'No: it is entered again' },
    ];
  }
  return [
    { label: 'Access token ends', value: expiresAt === null ? 'The provider does not say' : moment(expiresAt) },
    { label: 'Can be refreshed', value: isRefreshable ? 'Yes' : 'No' },
  ];
}

function moment(time: string): ReactNode {
  return <RelativeTime time={time} />;
}

function Words({ words }: { readonly words: readonly string[] }) {
  return (
    <Group gap={6} component="span">
      {words.map((word) => (
        <Text key={word} component="span" size="sm">
          <Code>{word}</Code>
        </Text>
      ))}
    </Group>
  );
}
