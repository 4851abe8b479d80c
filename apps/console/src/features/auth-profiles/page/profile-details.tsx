import { Code, Group, Stack } from '@mantine/core';
import { CopyField } from '../../../ui/copy-field.tsx';
import { isAppGrant, isCodeGrant, isCredentialGrant } from '../../../api/grant-types.ts';
import { Details, type Detail } from '../../../ui/details.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import { SecretState } from '../columns.tsx';
import { useWayName } from '../way-name.ts';
import { authenticationNames, placementNames } from '../words.ts';

/** All that may be shown of a profile. */
export function ProfileDetails({ profile }: { readonly profile: AuthProfile }) {
  const { grantType, identityProviderName, apiUrl, updatedAt } = profile;
  const wayName = useWayName();
  return (
    <Stack gap="md">
      {isCodeGrant(grantType) && (
        <CopyField
          label="Callback URL"
          value={profile.callbackUrl}
          description="Must be registered at the provider as redirect URI, exactly as it stands here."
        />
      )}
      <Details
        items={[
          { label: 'Identity provider', value: identityProviderName },
          { label: 'Way to authorize', value: wayName(profile) },
          ...(isCredentialGrant(grantType) ? askedOf(profile) : clientOf(profile)),
          { label: 'API URL', value: apiUrl },
          { label: 'Asked when configured', value: profile.parameters.map(({ title }) => title).join(', ') },
          {
            label: 'Authorization fields',
            value: listOf(
              profile.authorizationFields.map(({ placement, key, value }) => `${placement} ${key}: ${value}`),
            ),
          },
          { label: 'Changed', value: updatedAt !== null && <RelativeTime time={updatedAt} /> },
        ]}
      />
    </Stack>
  );
}

/** What OAuth needs. */
function clientOf(profile: AuthProfile): readonly Detail[] {
  const { grantType, scopes, scopeSeparator, additionalFields } = profile;
  return [
    { label: 'Client ID', value: <Code>{profile.clientId}</Code> },
    ...(grantType === 'jwt-bearer' ? assertionOf(profile) : secretOf(profile)),
    { label: 'Authorization URL', value: profile.authorizationUrl },
    { label: 'Token request URL', value: profile.tokenUrl },
    { label: 'Refresh token URL', value: !isAppGrant(grantType) && (profile.refreshUrl ?? 'The token request URL') },
    { label: 'Revocation URL', value: profile.revocationUrl ?? 'None' },
    { label: 'Issuer', value: profile.issuer },
    { label: 'Scopes', value: scopes.length === 0 ? 'None' : <Words words={scopes} /> },
    { label: 'Separator of scopes', value: scopeSeparator === ',' && 'Comma' },
    {
      label: 'Additional fields',
      value: listOf(Object.entries(additionalFields).map(([key, value]) => `${key}=${value}`)),
    },
  ];
}

function secretOf(profile: AuthProfile): readonly Detail[] {
  return [
    { label: 'Client secret', value: <SecretState profile={profile} /> },
    { label: 'Client authentication', value: authenticationNames[profile.clientAuthentication] },
  ];
}

function assertionOf(profile: AuthProfile): readonly Detail[] {
  return [
    { label: 'Private key', value: <SecretState profile={profile} /> },
    { label: 'Key ID', value: profile.keyId },
    { label: 'Subject', value: profile.subject ?? 'The client itself' },
    { label: 'Audience', value: profile.audience ?? 'The token request URL' },
  ];
}

/** What people are asked for, where the profile says it itself. */
function askedOf({ credentials }: AuthProfile): readonly Detail[] {
  if (credentials === null) return [];
  const { placement, usernameTitle, passwordTitle, keyTitle, checkUrl } = credentials;
  const asked = [usernameTitle, passwordTitle, keyTitle].filter(Boolean).join(', ');
  return [
    { label: 'People are asked for', value: asked },
    { label: 'It goes to', value: [placementNames[placement.in], placement.name].filter(Boolean).join(': ') },
    { label: 'Check URL', value: checkUrl ?? 'None: what people enter is not checked' },
  ];
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
