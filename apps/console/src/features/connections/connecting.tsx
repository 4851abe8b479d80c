import { Text } from '@mantine/core';
import type { Connection } from '../../api/connections.ts';
import { grantNames, isTypedGrant, type GrantType } from '../../api/grant-types.ts';
import { AuthorizeProfile } from '../../authorizing/authorize-profile.tsx';

interface ConnectingProps {
  readonly connection: Connection;
  readonly requestId: string | undefined;
  readonly onRequest: (requestId: string) => void;
}

/** Connects an account of the member's own, or says why that is not possible now. */
export function Connecting({ connection, requestId, onRequest }: ConnectingProps) {
  const { authProfile, own, mayUse } = connection;
  const grantType = authProfile.grantType as GrantType;
  if (authProfile.isPaused) {
    return <Text size="sm">Whoever manages it has stopped it: nobody can connect until it is resumed.</Text>;
  }
  if (!mayUse) return <Text size="sm">It is for other roles now: you can disconnect, and not connect again.</Text>;
  return (
    <AuthorizeProfile
      profile={authProfile}
      owner="me"
      before={own}
      label="Connect my account"
      done="It is yours alone: only you can run something with it."
      asks={isTypedGrant(grantType) ? [grantNames[grantType]] : []}
      requestId={requestId}
      onRequest={onRequest}
      returnTo={`/connections?profile=${authProfile.id}`}
    />
  );
}
