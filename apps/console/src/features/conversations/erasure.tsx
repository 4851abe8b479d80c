import { Button, List, Stack, Text } from '@mantine/core';
import { openModal } from '@mantine/modals';
import { IconUserX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, bodyOf, passive, type Schema } from '../../api/client.ts';
import { personName, type Person } from '../../api/end-users.ts';
import { askFirst } from '../../ui/confirm.tsx';

type Receipt = Schema<'EndUserErasureView'>;

const askEveryMs = 1_000;

interface ErasureProps {
  readonly botId: string;
  readonly endUser: Person & { readonly channel: string };
}

/** Erases the person of a conversation everywhere, and shows the receipt. */
export function ErasePerson({ botId, endUser }: ErasureProps) {
  const navigate = useNavigate();
  const erase = useErasePerson(botId);
  const name = personName(endUser);
  const ask = () =>
    askFirst({
      title: `Erase ${name}?`,
      body: `All that is known of ${name} goes: conversations, runs, authorizations (revoked where the system can) and what was told of them. What the bot did in other systems stays. This cannot be undone.`,
      confirm: 'Erase everything',
      typed: 'erase',
      onConfirm: () =>
        erase.mutate(endUser, {
          onSuccess: (receipt) => {
            void navigate({ to: '/bots/$botId/conversations', params: { botId } });
            openModal({ title: `${name} is erased`, children: <ErasureReceipt receipt={receipt} />, size: 'lg' });
          },
        }),
    });
  return (
    <Button variant="default" leftSection={<IconUserX size={16} />} onClick={ask} loading={erase.isPending}>
      Erase the person
    </Button>
  );
}

function useErasePerson(botId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, channel }: ErasureProps['endUser']): Promise<Receipt> => {
      const path = { botId };
      const { items } = await bodyOf(
        api.GET('/v1/bots/{botId}/end-users', { params: { path, query: { search: id, limit: 100 } } }),
      );
      const endUserId = items.find((each) => each.externalId === id && each.channel === channel)?.id ?? id;
      const params = { path: { botId, endUserId } };
      return finished(botId, await bodyOf(api.DELETE('/v1/bots/{botId}/end-users/{endUserId}', { params })));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['bots', botId] }),
  });
}

/** The proof, once there is one; a big one may take minutes. */
async function finished(botId: string, begun: Receipt): Promise<Receipt> {
  let receipt = begun;
  while (receipt.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
    const params = { path: { botId, erasureId: begun.id } };
    receipt = await bodyOf(api.GET('/v1/bots/{botId}/end-user-erasures/{erasureId}', { params, headers: passive }));
  }
  return receipt;
}

const upstreamWords = {
  revoked: 'revoked at the system, and erased here',
  'not-supported': 'erased here; the system cannot revoke',
  failed: 'erased here; the system refused to revoke',
  pending: 'ended here; the system does not answer and is asked again',
} as const satisfies Record<Receipt['authorizations'][number]['upstream'], string>;

function ErasureReceipt({ receipt }: { readonly receipt: Receipt }) {
  const { erased, authorizations, scan, endUserId } = receipt;
  return (
    <Stack gap="md">
      <List size="sm">
        {erased.map(({ table, count }) => (
          <List.Item key={table}>
            {count.toLocaleString()} {table.replaceAll('_', ' ')}
          </List.Item>
        ))}
      </List>
      {authorizations.map(({ authorizationId, connectorId, upstream }) => (
        <Text size="sm" key={authorizationId}>
          Authorization of {connectorId}: {upstreamWords[upstream]}.
        </Text>
      ))}
      <Text size="sm">
        {scan !== null && scan.found.length === 0
          ? `${scan.columns} columns were looked through: nothing is left.`
          : `Something is left in ${(scan?.found ?? []).map(({ table }) => table.replaceAll('_', ' ')).join(', ')}.`}{' '}
        The audit trail keeps that it happened, under the pseudonym {endUserId}.
      </Text>
    </Stack>
  );
}
