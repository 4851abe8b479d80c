import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSystemName } from '../../../api/connectors.ts';
import { TextLink } from '../../../ui/links.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { usageQuery, type AuthProfile, type Usage as UsageView } from '../auth-profiles.queries.ts';

/** Which actions of which bots work with a profile, and how many authorizations live by it. */
export function Usage({ profile }: { readonly profile: AuthProfile }) {
  const usage = useQuery(usageQuery(profile.id));
  const systemName = useSystemName();
  if (usage.isError) return <ProblemAlert error={usage.error} onRetry={() => void usage.refetch()} />;
  if (usage.data === undefined) return <Skeleton height={60} />;
  const { actions } = usage.data;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {countsOf(usage.data)}
      </Text>
      {actions.map(({ botId, botName, connectorId, state, authorizationMode }) => (
        <Group key={`${botId} ${connectorId}`} gap="sm">
          <TextLink
            to="/bots/$botId/actions/$connectorId"
            params={{ botId, connectorId }}
            search={{ tab: 'authorization' }}
            size="sm"
          >
            {systemName(connectorId)} of {botName}
          </TextLink>
          <StateBadge state={state} />
          <Text size="sm" c="dimmed">
            {authorizationMode === 'end-user' ? 'Each person authorizes' : 'Pre-authorized'}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

function countsOf(usage: UsageView): string {
  const { actions, botCount, sharedAuthorizationCount, memberAuthorizationCount, endUserAuthorizationCount } = usage;
  if (botCount + sharedAuthorizationCount + memberAuthorizationCount + endUserAuthorizationCount === 0) {
    return 'Nobody uses it yet. Choose it where an action of a bot is authorized.';
  }
  const parts = [
    counted(botCount, 'bot', 'bots'),
    counted(sharedAuthorizationCount, 'shared authorization', 'shared authorizations'),
    counted(memberAuthorizationCount, 'member’s own account', 'accounts of members'),
    counted(endUserAuthorizationCount, 'authorization of an end user', 'authorizations of end users'),
  ].filter((part) => part !== undefined);
  const unseen = botCount > new Set(actions.map(({ botId }) => botId)).size ? ' Some bots you may not see.' : '';
  return `${parts.join(', ')}.${unseen}`;
}

function counted(count: number, one: string, many: string): string | undefined {
  if (count === 0) return undefined;
  return `${count} ${count === 1 ? one : many}`;
}
