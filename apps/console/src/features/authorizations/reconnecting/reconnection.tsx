import { Stack, Text, Title } from '@mantine/core';
import { TextLink } from '../../../ui/links.tsx';
import type { Authorization } from '../authorizations.queries.ts';
import { nameOf } from '../columns.tsx';
import { EndUserReconnection } from './end-user-reconnection.tsx';
import { SharedReconnection } from './shared-reconnection.tsx';

interface ReconnectionProps {
  readonly authorization: Authorization;
  readonly systemName: string;
}

/** The way to authorize anew, by whoever can: the member who looks, or the person whose it is. */
export function Reconnection(props: ReconnectionProps) {
  const { subject, botId, actionId } = props.authorization;
  if (subject === 'member') return <MemberReconnection {...props} />;
  // What its action was deleted from is of no use any more.
  if (botId !== null && actionId === null) return null;
  return subject === 'shared' ? <SharedReconnection {...props} /> : <EndUserReconnection {...props} />;
}

function MemberReconnection({ authorization, systemName }: ReconnectionProps) {
  return (
    <Stack gap="xs" component="section" aria-label="Reconnect">
      <Title order={3}>Reconnect</Title>
      <Text size="sm" c="dimmed">
        Only {nameOf(authorization)} can connect their account at {systemName} anew, under{' '}
        <TextLink to="/connections" inherit>
          My connections
        </TextLink>
        . Nobody else can use it.
      </Text>
    </Stack>
  );
}
