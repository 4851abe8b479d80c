import { Stack, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { grantNames, isAppGrant, isTypedGrant } from '../../../api/grant-types.ts';
import { useMay } from '../../../api/session.ts';
import { AuthorizeSection } from '../../../authorizing/authorize-section.tsx';
import { useAuthorizing } from '../../../authorizing/use-authorizing.ts';
import type { Authorization } from '../authorizations.queries.ts';

const route = getRouteApi('/signed-in/authorizations');

interface SharedReconnectionProps {
  readonly authorization: Authorization;
  readonly systemName: string;
}

/** Signs in anew for everybody; the authorization keeps its id, and what uses it goes on. */
export function SharedReconnection({ authorization, systemName }: SharedReconnectionProps) {
  const { id, botId, connectorId, authProfileId, state, client } = authorization;
  const isTyped = client !== null && isTypedGrant(client.grantType);
  const mayManage = useMay(botId === null ? 'auth-profiles:manage' : 'actions:manage');
  const { request } = route.useSearch();
  const navigate = route.useNavigate();
  const authorizing = useAuthorizing({
    place: botId === null ? { authProfileId, owner: 'everybody' } : { botId, connectorId },
    requestId: request,
    onRequest: (requestId) =>
      void navigate({ search: (before) => ({ ...before, request: requestId }), replace: true, resetScroll: false }),
    returnTo: botId === null ? `/authorizations?id=${id}` : `/authorizations?botId=${botId}&id=${id}`,
  });
  if (!mayManage) return null;
  return (
    <Stack gap="xs" component="section" aria-label="Reconnect">
      <Title order={3}>Reconnect</Title>
      <Text size="sm" c="dimmed">
        {isTyped ? `Enter what ${systemName} needs again, for` : `Sign in at ${systemName} again, with`} the same
        account or another. It stays the same authorization: dialogs and links keep working.
      </Text>
      <AuthorizeSection
        systemName={systemName}
        authorizing={authorizing}
        label="Reconnect"
        isNext={state === 'needs-reauthorization'}
        done="It is used from now on."
        needsNobody={client !== null && isAppGrant(client.grantType)}
        asks={isTyped ? [grantNames[client.grantType]] : []}
      />
    </Stack>
  );
}
