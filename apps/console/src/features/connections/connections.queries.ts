import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.ts';
import type { Connection } from '../../api/connections.ts';
import { showDone } from '../../ui/notices.tsx';

/** Ends the member's own authorization with a profile, and says what became of it here and at the system. */
export function useDisconnect({ id: authProfileId, identityProviderName: system }: Connection['authProfile']) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.DELETE('/v1/connections/{authProfileId}', { params: { path: { authProfileId } } })),
    meta: { showsProblem: true },
    // The button is gone by the time that everything is read anew.
    onSuccess: ({ upstream }) => showDone(receiptOf(system, upstream)),
    onSettled: () =>
      Promise.all([['connections'], ['authorizations']].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}

/** What came of it, here and at the system. */
function receiptOf(system: string, upstream: string): string {
  const here = 'Disconnected, and our copy is erased.';
  if (upstream === 'revoked') return `${here} ${system} revoked it too.`;
  if (upstream === 'failed') return `${here} ${system} did not confirm it: withdraw the access there too.`;
  return `${here} ${system} cannot be asked: withdraw the access there too.`;
}
