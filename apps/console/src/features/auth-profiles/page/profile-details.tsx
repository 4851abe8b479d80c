import { Code, Group, Stack } from '@mantine/core';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Details } from '../../../ui/details.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import { SecretState } from '../columns.tsx';
import { authenticationNames, grantNames } from '../words.ts';

/** All that may be shown of a profile. */
export function ProfileDetails({ profile }: { readonly profile: AuthProfile }) {
  const { scopes, scopeSeparator, additionalFields, authorizationFields, updatedAt, parameters } = profile;
  return (
    <Stack gap="md">
      <CopyField
        label="Callback URL"
        value={profile.callbackUrl}
        description="Must be registered at the provider as redirect URI, exactly as it stands here."
      />
      <Details
        items={[
          { label: 'Identity provider', value: profile.identityProviderName },
          { label: 'Grant type', value: grantNames[profile.grantType] },
          { label: 'Client ID', value: <Code>{profile.clientId}</Code> },
          { label: 'Client secret', value: <SecretState profile={profile} /> },
          { label: 'Client authentication', value: authenticationNames[profile.clientAuthentication] },
          { label: 'Authorization URL', value: profile.authorizationUrl },
          { label: 'Token request URL', value: profile.tokenUrl },
          { label: 'Refresh token URL', value: profile.refreshUrl ?? 'The token request URL' },
          { label: 'Revocation URL', value: profile.revocationUrl ?? 'None' },
          { label: 'Issuer', value: profile.issuer },
          { label: 'Scopes', value: scopes.length === 0 ? 'None' : <Words words={scopes} /> },
          { label: 'Separator of scopes', value: scopeSeparator === ',' && 'Comma' },
          { label: 'Asked when configured', value: parameters.map(({ title }) => title).join(', ') },
          {
            label: 'Additional fields',
            value: listOf(Object.entries(additionalFields).map(([key, value]) => `${key}=${value}`)),
          },
          {
            label: 'Authorization fields',
            value: listOf(authorizationFields.map(({ placement, key, value }) => `${placement} ${key}: ${value}`)),
          },
          { label: 'Changed', value: updatedAt !== null && <RelativeTime time={updatedAt} /> },
        ]}
      />
    </Stack>
  );
}

function listOf(words: readonly string[]) {
  return words.length > 0 && <Words words={words} />;
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
