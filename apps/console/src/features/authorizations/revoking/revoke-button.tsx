import { Button, Group, Stack, Text } from '@mantine/core';
import { personName } from '../../../api/end-users.ts';
import { askFirst } from '../../../ui/confirm.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useRevoke, type Authorization } from '../authorizations.queries.ts';

interface RevokeButtonProps {
  readonly authorization: Authorization;
  readonly systemName: string;
}

/** Ends an authorization, after a question. */
export function RevokeButton({ authorization, systemName }: RevokeButtonProps) {
  const { id, account } = authorization;
  const revoke = useRevoke(id);
  const name = account.name === '' ? 'this account' : account.name;
  const loss = lossOf(authorization, { name, systemName });
  const ask = () =>
    askFirst({
      title: `Revoke ${account.name === '' ? 'this authorization' : name}?`,
      body: `${loss} The tokens are revoked at ${systemName} where it can be asked, and erased here. This cannot be undone.`,
      confirm: 'Revoke',
      onConfirm: () => revoke.mutate(),
    });
  return (
    <Stack gap="sm">
      {revoke.isError && <ProblemAlert error={revoke.error} onRetry={() => revoke.mutate()} />}
      <Group justify="space-between" gap="md">
        <Text size="sm" c="dimmed" flex={1} miw="12rem">
          Revoking ends it at once, here and at {systemName}.
        </Text>
        <Button color="red" variant="outline" loading={revoke.isPending} onClick={ask}>
          Revoke
        </Button>
      </Group>
    </Stack>
  );
}

interface Named {
  readonly name: string;
  readonly systemName: string;
}

/** What stops working. */
function lossOf({ subject, endUser, member, botId }: Authorization, { name, systemName }: Named): string {
  if (subject === 'member') {
    return `${member?.name ?? 'The member'} can no longer run anything in ${systemName} as themselves until they connect again.`;
  }
  if (subject === 'end-user') {
    const person = endUser === null ? 'the person' : personName(endUser);
    return `The bot can no longer act as ${name}. When ${person} needs ${systemName} again, the bot asks for a new authorization.`;
  }
  const who = botId === null ? 'Every bot that works with the profile uses' : 'Everybody who talks to the bot uses';
  return `${who} ${name}. Until somebody authorizes again, nothing can be done in ${systemName}.`;
}
