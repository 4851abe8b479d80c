import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { Connection } from '../../api/connections.ts';
import { grantNames, type GrantType } from '../../api/grant-types.ts';
import { ConnectorMark } from '../../ui/connector-mark.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Connecting } from './connecting.tsx';
import { Disconnection } from './disconnection.tsx';
import { OwnAccount } from './own-account.tsx';

interface ConnectionCardProps {
  readonly connection: Connection;
  readonly requestId: string | undefined;
  readonly onRequest: (requestId: string) => void;
}

/** One profile: the member's own account with it, and whether there is a shared one. */
export function ConnectionCard({ connection, requestId, onRequest }: ConnectionCardProps) {
  const { authProfile, own } = connection;
  const { name, identityProviderName, connectorId, grantType } = authProfile;
  return (
    <Paper withBorder p="lg" component="article" aria-label={name}>
      <Stack gap="md">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <ConnectorMark connectorId={connectorId} name={identityProviderName} size={40} />
          <Box miw={0} flex={1}>
            <Title order={3} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Title>
            <Text size="sm" c="dimmed">
              {identityProviderName} · {grantNames[grantType as GrantType]}
            </Text>
          </Box>
          {own !== null && <StateBadge state={own.state} />}
        </Group>
        <OwnAccount connection={connection} />
        <Connecting connection={connection} requestId={requestId} onRequest={onRequest} />
        {own !== null && <Disconnection connection={connection} />}
      </Stack>
    </Paper>
  );
}
