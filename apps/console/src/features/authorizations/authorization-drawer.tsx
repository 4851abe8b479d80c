import { Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accountName } from '../../api/accounts.ts';
import { useSystemName } from '../../api/connectors.ts';
import { isCredentialGrant } from '../../api/grant-types.ts';
import { useMay } from '../../api/session.ts';
import { ConnectorMark } from '../../ui/connector-mark.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { AuthorizationDetails } from './authorization-details.tsx';
import { authorizationQuery, type Authorization } from './authorizations.queries.ts';
import { Reconnection } from './reconnecting/reconnection.tsx';
import { Receipt } from './revoking/receipt.tsx';
import { RevokeButton } from './revoking/revoke-button.tsx';
import { Trouble } from './trouble.tsx';

interface AuthorizationDrawerProps {
  readonly id: string | undefined;
  readonly onClose: () => void;
}

/** All about one authorization, and what can be done with it. */
export function AuthorizationDrawer({ id, onClose }: AuthorizationDrawerProps) {
  return (
    <Drawer.Root opened={id !== undefined} onClose={onClose} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Body pt="md">
          <Group justify="space-between" mb="md">
            <Drawer.Title>Authorization</Drawer.Title>
            <Drawer.CloseButton aria-label="Close" />
          </Group>
          {id !== undefined && <OneAuthorization key={id} id={id} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function OneAuthorization({ id }: { readonly id: string }) {
  const authorization = useQuery(authorizationQuery(id));
  if (authorization.isError && authorization.data === undefined) {
    return <ProblemAlert error={authorization.error} onRetry={() => void authorization.refetch()} />;
  }
  if (authorization.data === undefined) return <Skeleton height={420} />;
  return <Shown authorization={authorization.data} />;
}

function Shown({ authorization }: { readonly authorization: Authorization }) {
  const { state, connectorId, account } = authorization;
  const systemName = useSystemName()(connectorId);
  const mayRevoke = useMay('authorizations:revoke');
  const isOver = state === 'revoked';
  return (
    <Stack gap="lg">
      <Group gap="md" wrap="nowrap" align="flex-start">
        <ConnectorMark connectorId={connectorId} name={systemName} />
        <Stack gap={2} miw={0} flex={1}>
          <Title order={3} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {accountName(account)}
          </Title>
          <Text size="sm" c="dimmed">
            {[systemName, account.organisation, account.edition].filter(Boolean).join(' · ')}
          </Text>
        </Stack>
        <StateBadge state={state} />
      </Group>
      {isOver ? (
        <Receipt
          systemName={systemName}
          upstream={authorization.upstreamRevocation}
          isTyped={authorization.client !== null && isCredentialGrant(authorization.client.grantType)}
        />
      ) : (
        <Trouble authorization={authorization} systemName={systemName} />
      )}
      {!isOver && <Reconnection authorization={authorization} systemName={systemName} />}
      <AuthorizationDetails authorization={authorization} systemName={systemName} />
      {!isOver && mayRevoke && <RevokeButton authorization={authorization} systemName={systemName} />}
    </Stack>
  );
}
