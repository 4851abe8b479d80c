import { Button, Group, Stack } from '@mantine/core';
import { accountName } from '../../api/accounts.ts';
import { askFirst } from '../../ui/confirm.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { Connection } from '../../api/connections.ts';
import { useDisconnect } from './connections.queries.ts';

/** Ends the member's own authorization, after a question, and says what became of it at the system. */
export function Disconnection({ connection }: { readonly connection: Connection }) {
  const system = connection.authProfile.identityProviderName;
  const disconnect = useDisconnect(connection.authProfile);
  const account = connection.own === null ? '' : accountName({ name: connection.own.accountName });
  const run = () => disconnect.mutate();
  const ask = () =>
    askFirst({
      title: `Disconnect ${account}?`,
      body: `You can no longer run anything in ${system} as yourself until you connect again. The shared account, and those of others, stay.`,
      confirm: 'Disconnect',
      onConfirm: run,
    });
  return (
    <Stack gap="sm">
      {disconnect.isError && <ProblemAlert error={disconnect.error} onRetry={run} />}
      <Group justify="flex-end">
        <Button variant="default" loading={disconnect.isPending} onClick={ask}>
          Disconnect
        </Button>
      </Group>
    </Stack>
  );
}
