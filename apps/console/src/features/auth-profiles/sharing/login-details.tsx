import { Code, Group } from '@mantine/core';
import { accountWords } from '../../../api/accounts.ts';
import { isCredentialGrant, type GrantType } from '../../../api/grant-types.ts';
import type { Schema } from '../../../api/client.ts';
import { Details, type Detail } from '../../../ui/details.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';

export type Login = Schema<'SavedAuthorizationView'>;

interface LoginDetailsProps {
  readonly login: Login;
  readonly grantType: GrantType;
}

/** Whose login it is, what it may do, and how long; never its token. */
export function LoginDetails({ login, grantType }: LoginDetailsProps) {
  const { state, organisation, scopes, lastUsedAt, activatedAt, parameters } = login;
  return (
    <Details
      items={[
        { label: 'State', value: <StateBadge state={state} /> },
        { label: 'Account', value: accountWords(login) },
        { label: 'Organisation', value: organisation },
        { label: 'Scopes', value: scopes.length === 0 ? 'None are named' : <Words words={scopes} /> },
        ...Object.entries(parameters).map(([label, value]) => ({ label, value })),
        ...lifeOf(login, grantType),
        { label: 'Saved', value: activatedAt !== null && <RelativeTime time={activatedAt} /> },
        { label: 'Last used', value: lastUsedAt === null ? 'Not yet' : <RelativeTime time={lastUsedAt} /> },
      ]}
    />
  );
}

function lifeOf({ expiresAt, isRefreshable }: Login, grantType: GrantType): readonly Detail[] {
  if (isCredentialGrant(grantType)) {
    return [{ label: 'Ends', value: 'Not by itself: it is good until it is changed or withdrawn at the system' }];
  }
  const renewal = isRefreshable ? 'Yes, by itself' : 'No: somebody signs in again when it ends';
  return [
    {
      label: 'Access token ends',
      value: expiresAt === null ? 'The provider does not say' : <RelativeTime time={expiresAt} />,
    },
    { label: 'Can be refreshed', value: renewal },
  ];
}

function Words({ words }: { readonly words: readonly string[] }) {
  return (
    <Group gap={6}>
      {words.map((word) => (
        <Code key={word}>{word}</Code>
      ))}
    </Group>
  );
}
