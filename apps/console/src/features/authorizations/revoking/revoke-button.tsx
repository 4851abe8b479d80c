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
  const { id, account, subject, endUser } = authorization;
  const revoke = useRevoke(id);
  const name = account.name === '' ? 'this account' : account.name;
  const loss =
    subject === 'shared'
      ? `Everybody who talks to the bot uses ${name}. Until somebody authorizes again, the bot can do nothing in ${systemName}.`
      : `The bot can no longer act as ${name}. When ${endUser === null ? 'the person' : personName(endUser)} needs ${systemName} again, the bot asks for a new authorization.`;
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
