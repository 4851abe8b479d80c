import { createContext, useContext } from 'react';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './client.ts';

export type Session = Schema<'SessionView'>;
export type Permission = Session['permissions'][number];

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

/** The division of what is looked at, such as a bot; null where nothing is that belongs to one. */
export const DivisionContext = createContext<string | null>(null);

/** Whether a permission is held in a division; in any of them where none is named. */
export function holds({ permissions, grants }: Session, permission: Permission, divisionId: string | null): boolean {
  if (divisionId === null) return permissions.includes(permission);
  return grants.some(
    (granted) =>
      (granted.divisionId === null || granted.divisionId === divisionId) && granted.permissions.includes(permission),
  );
}

/** Whether the member may do, to what is looked at, what needs a permission; buttons that nobody may press are not shown. */
export function useMay(permission: Permission): boolean {
  const divisionId = useContext(DivisionContext);
  return holds(useSession(), permission, divisionId);
}

/** How people can sign in here; known to everybody. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: () => bodyOf(api.GET('/v1/sign-in-options')),
  staleTime: 60_000,
});

/** Sends the code that signing in asks for. */
export function useSecondStep() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'SecondFactorDto'>) => bodyOf(api.POST('/v1/session/second-factor', { body })),
    meta: { showsProblem: true },
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      await queryClient.invalidateQueries();
    },
  });
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

/** Signs out, and forgets all that was read; where the provider is signed out of, too, the browser leaves for there. */
export function useSignOut({ onDone }: { readonly onDone: () => void }) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/session/sign-out')),
    onSuccess: ({ providerUrl }) => {
      queryClient.clear();
      if (providerUrl === null) onDone();
      else window.location.assign(providerUrl);
    },
  });
}
