import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../../../api/client.ts';
import { showDone } from '../../../ui/notices.tsx';
import { authProfileQuery } from '../auth-profiles.queries.ts';

/** The roles that can be invited to a profile: those of every workspace, and its own. */
export const rolesQuery = queryOptions({
  queryKey: ['roles', 'to-invite'],
  queryFn: async () => (await bodyOf(api.GET('/v1/auth-profiles/roles'))).items,
  staleTime: 60_000,
});

/** The divisions that a profile can belong to. */
export const divisionsQuery = queryOptions({
  queryKey: ['divisions', 'of-profiles'],
  queryFn: async () => (await bodyOf(api.GET('/v1/divisions'))).items,
  staleTime: 60_000,
});

/** Revokes the login that is saved with a profile, and says so. */
export function useRemoveLogin(authProfileId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      bodyOf(api.DELETE('/v1/auth-profiles/{authProfileId}/authorization', { params: { path: { authProfileId } } })),
    meta: { showsProblem: true },
    // The button is gone by the time that everything is read anew.
    onSuccess: () => showDone('The shared token is removed.'),
    onSettled: () =>
      Promise.all(
        [authProfileQuery(authProfileId).queryKey, ['authorizations'], ['connections'], ['bots']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
