import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.ts';

/** Ends the member's own authorization with a profile, and brings the receipt. */
export function useDisconnect(authProfileId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.DELETE('/v1/connections/{authProfileId}', { params: { path: { authProfileId } } })),
    meta: { showsProblem: true },
    onSettled: () =>
      Promise.all([['connections'], ['authorizations']].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}
