import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './client.ts';

export type Session = Schema<'SessionView'>;

/** Who is signed in; fails with `authentication-required` when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => bodyOf(api.GET('/v1/session')),
  staleTime: 60_000,
  retry: (failures, error) => failures < 2 && (error as { readonly status?: number }).status !== 401,
});

/** The session of whoever looks at the console. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the member may do what needs a permission; buttons that nobody may press are not shown. */
export function useMay(permission: Session['permissions'][number]): boolean {
  return useSession().permissions.includes(permission);
}

/** Signs in; the form shows what went wrong. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'SignInDto'>) => bodyOf(api.POST('/v1/session', { body })),
    meta: { showsProblem: true },
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      await queryClient.invalidateQueries();
    },
  });
}

/** Signs out, and forgets all that was read. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE('/v1/session'),
    onSuccess: () => queryClient.clear(),
  });
}
