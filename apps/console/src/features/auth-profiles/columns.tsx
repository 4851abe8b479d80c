import { Box, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isCredentialGrant } from '../../api/grant-types.ts';
import { ConnectorMark } from '../../ui/connector-mark.tsx';
import { TextLink } from '../../ui/links.tsx';
import type { Column } from '../../ui/record-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { usageQuery, type AuthProfile } from './auth-profiles.queries.ts';
import { AudienceWords } from './sharing/access-words.tsx';
import { useWayName } from './way-name.ts';

/** What the list tells of each profile. */
export const columns: readonly Column<AuthProfile>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ id, name, connectorId, identityProviderName }) => (
      <Group gap="sm" wrap="nowrap">
        <ConnectorMark connectorId={connectorId} name={identityProviderName} size={34} />
        <Box miw={0}>
          <TextLink to="/auth-profiles/$authProfileId" params={{ authProfileId: id }} size="sm" fw={600}>
            {name}
          </TextLink>
          <Text size="xs" c="dimmed">
            {identityProviderName}
          </Text>
        </Box>
      </Group>
    ),
  },
  { key: 'way', title: 'Way to authorize', render: (profile) => <WayName profile={profile} /> },
  { key: 'secret', title: 'Secret', render: (profile) => <SecretState profile={profile} /> },
  { key: 'access', title: 'May use it', render: (profile) => <Access profile={profile} /> },
  { key: 'usage', title: 'Used by', render: ({ id }) => <UsedBy id={id} /> },
  {
    key: 'changed',
    title: 'Changed',
    render: ({ updatedAt }) =>
      updatedAt === null ? (
        <Text size="sm" c="dimmed">
          By the operator
        </Text>
      ) : (
        <RelativeTime time={updatedAt} />
      ),
  },
];

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** Whether there is a secret, and since when; never the secret. */
export function SecretState({ profile }: { readonly profile: AuthProfile }) {
  const { clientAuthentication, clientSecret, grantType } = profile;
  const needsNone = isCredentialGrant(grantType) || (clientAuthentication === 'none' && grantType !== 'jwt-bearer');
  if (needsNone) return <Text size="sm">Needs none</Text>;
  if (!clientSecret.isSet) {
    return (
      <Text size="sm" c="red">
        Missing
      </Text>
    );
  }
  return (
    <Text size="sm">{clientSecret.setAt === null ? 'Set' : `Set on ${day.format(new Date(clientSecret.setAt))}`}</Text>
  );
}

function WayName({ profile }: { readonly profile: AuthProfile }) {
  const wayName = useWayName();
  return <Text size="sm">{wayName(profile)}</Text>;
}

function Access({ profile }: { readonly profile: AuthProfile }) {
  return (
    <>
      <Text size="sm">
        <AudienceWords profile={profile} />
      </Text>
      {(profile.isPaused || !profile.mayUse) && (
        <Text size="xs" c="dimmed">
          {profile.isPaused ? 'Stopped' : 'Not you'}
        </Text>
      )}
    </>
  );
}

function UsedBy({ id }: { readonly id: string }) {
  const { data } = useQuery(usageQuery(id));
  if (data === undefined) return <Text size="sm">…</Text>;
  const { botCount } = data;
  const people = data.endUserAuthorizationCount + data.memberAuthorizationCount;
  const words = [
    botCount === 0 ? 'No bot' : botCount === 1 ? '1 bot' : `${botCount} bots`,
    ...(people === 0 ? [] : [people === 1 ? '1 person' : `${people} people`]),
  ];
  return <Text size="sm">{words.join(', ')}</Text>;
}
