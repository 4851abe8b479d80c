import { Button, Group, Stack, Text } from '@mantine/core';
import { askFirst } from '../../../ui/confirm.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import { useRemoveLogin } from './sharing.queries.ts';

interface RemoveLoginProps {
  readonly profile: AuthProfile;
  readonly account: string;
}

/** Revokes the login that is saved with a profile, after a question. */
export function RemoveLogin({ profile, account }: RemoveLoginProps) {
  const remove = useRemoveLogin(profile.id);
  const system = profile.identityProviderName;
  const confirm = () => remove.mutate();
  const ask = () =>
    askFirst({
      title: `Remove the shared token of ${account || profile.name}?`,
      body: `Actions that work with it can do nothing in ${system} until a login is saved again, or they are authorized by themselves. It is revoked at ${system} where that is possible, and erased here.`,
      confirm: 'Remove it',
      onConfirm: confirm,
    });
  return (
    <Stack gap="sm">
      {remove.isError && <ProblemAlert error={remove.error} onRetry={confirm} />}
      <Group justify="space-between" gap="md">
        <Text size="sm" c="dimmed" flex={1} miw="12rem">
          Removing ends this one token; accounts that people connected for themselves stay.
        </Text>
        <Button color="red.9" variant="outline" loading={remove.isPending} onClick={ask}>
          Remove
        </Button>
      </Group>
    </Stack>
  );
}
