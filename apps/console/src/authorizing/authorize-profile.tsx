import { Stack } from '@mantine/core';
import { useState } from 'react';
import { isAppGrant, type GrantType } from '../api/grant-types.ts';
import { SystemSelect } from '../picking/system-select.tsx';
import { AuthorizeSection } from './authorize-section.tsx';
import { useAuthorizing } from './use-authorizing.ts';

interface AuthorizeProfileProps {
  readonly profile: {
    readonly id: string;
    readonly identityProviderName: string;
    readonly connectorId: string | null;
    readonly grantType: string;
  };
  readonly owner: 'everybody' | 'me';
  /** What there is already, if anything. */
  readonly before: { readonly state: string; readonly connectorId: string } | null;
  /** Words of the button, where there is nothing yet. */
  readonly label: string;
  readonly done: string;
  /** What is typed in on a page of ours. */
  readonly asks: readonly string[];
  readonly requestId: string | undefined;
  readonly onRequest: (requestId: string) => void;
  readonly returnTo: string;
}

/** Authorizes with a profile and for no single action; of a profile that serves any system, which one is chosen first. */
export function AuthorizeProfile(props: AuthorizeProfileProps) {
  const { profile, owner, before, requestId, onRequest, returnTo } = props;
  const [chosenId, choose] = useState(before?.connectorId);
  const needsSystem = profile.connectorId === null;
  const authorizing = useAuthorizing({
    place: { authProfileId: profile.id, owner, connectorId: needsSystem ? chosenId : undefined },
    ...{ requestId, onRequest, returnTo },
  });
  return (
    <Stack gap="sm">
      {needsSystem && (
        <SystemSelect
          description="The profile serves any: say which one is signed in to."
          value={chosenId}
          onChange={choose}
        />
      )}
      <AuthorizeSection
        systemName={profile.identityProviderName}
        authorizing={authorizing}
        label={before === null ? props.label : 'Reconnect'}
        isNext={before === null ? owner === 'everybody' : before.state !== 'active'}
        done={props.done}
        needsNobody={isAppGrant(profile.grantType as GrantType)}
        asks={props.asks}
        isReady={!needsSystem || chosenId !== undefined}
      />
    </Stack>
  );
}
