import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AuthorizeProfile } from '../../../authorizing/authorize-profile.tsx';
import { savedLoginQuery } from '../../../authorizing/saved-login.queries.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import { useAsked } from '../trial/asked.ts';
import { LoginDetails, type Login } from './login-details.tsx';
import { RemoveLogin } from './remove-login.tsx';

interface SavedLoginProps {
  readonly profile: AuthProfile;
  /** The request that the address, or the wizard, remembers. */
  readonly requestId: string | undefined;
  readonly onRequest: (requestId: string) => void;
}

/** The login that is saved with a profile: everybody who may use the profile works with it, and nobody sees its token. */
export function SavedLogin(props: SavedLoginProps) {
  const saved = useQuery(savedLoginQuery(props.profile.id));
  if (saved.isError) return <ProblemAlert error={saved.error} onRetry={() => void saved.refetch()} />;
  if (saved.data === undefined) return <Skeleton height={90} />;
  return <Loaded {...props} login={saved.data} />;
}

function Loaded({ profile, login, requestId, onRequest }: SavedLoginProps & { readonly login: Login | null }) {
  const asked = useAsked(profile);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw="42rem">
        {login === null
          ? 'None is saved. Save a login, and actions that use this profile with Pre-authorize work with it at once: nobody signs in again, and nobody sees the token.'
          : 'Actions that use this profile with Pre-authorize, and have no authorization of their own, work with this account.'}
      </Text>
      {login !== null && <LoginDetails login={login} grantType={profile.grantType} />}
      {profile.mayManage && !profile.isPaused && (
        <AuthorizeProfile
          profile={profile}
          owner="everybody"
          before={login}
          label="Save a login as the shared token"
          done="It is saved as the shared token of this profile. What was typed in is in no page any more."
          asks={asked.map(({ title }) => title)}
          requestId={requestId}
          onRequest={onRequest}
          returnTo={`/auth-profiles/${profile.id}`}
        />
      )}
      {profile.mayManage && login !== null && <RemoveLogin profile={profile} account={login.accountName} />}
    </Stack>
  );
}
