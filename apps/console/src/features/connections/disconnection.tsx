import { Button, Group, Stack } from '@mantine/core';
import { accountName } from '../../api/accounts.ts';
import { askFirst } from '../../ui/confirm.tsx';
import { showDone } from '../../ui/notices.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { Connection } from '../../api/connections.ts';
import { useDisconnect } from './connections.queries.ts';

/** Ends the member's own authorization, after a question, and says what became of it at the system. */
export function Disconnection({ connection }: { readonly connection: Connection }) {
  const { id, identityProviderName: system } = connection.authProfile;
  const disconnect = useDisconnect(id);
  const account = connection.own === null ? '' : accountName({ name: connection.own.accountName });
  const run = () =>
    disconnect.mutate(undefined, { onSuccess: ({ upstream }) => showDone(receiptOf(system, upstream)) });
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
        <Button color="red.9" variant="subtle" loading={disconnect.isPending} onClick={ask}>
          Disconnect
        </Button>
      </Group>
    </Stack>
  );
}

/** What came of it, here and at the system. */
function receiptOf(system: string, upstream: string): string {
  const here = 'Disconnected, and our copy is erased.';
  if (upstream === 'revoked') return `${here} ${system} revoked it too.`;
  if (upstream === 'failed') return `${here} ${system} did not confirm it: withdraw the access there too.`;
  return `${here} ${system} cannot be asked: withdraw the access there too.`;
}
