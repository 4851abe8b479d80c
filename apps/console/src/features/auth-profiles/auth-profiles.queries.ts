import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';
import { toProblem } from '../../api/problem.ts';

export type AuthProfile = Schema<'AuthProfileView'>;
export type Preset = Schema<'AuthProfilePresetView'>;
export type Check = Schema<'AuthProfileCheckView'>;
export type Affected = Schema<'AffectedView'>;
export type Usage = Schema<'AuthProfileUsageView'>;
export type Trial = Schema<'ProfileTrialView'>;
export type Reservation = Schema<'ReservationView'>;

const root = ['auth-profiles'] as const;

/** Every auth profile, the operator's first. */
export const authProfilesQuery = pagedQuery([...root, 'list'], (cursor) =>
  bodyOf(api.GET('/v1/auth-profiles', { params: { query: { cursor, limit: 100 } } })),
);

/** One auth profile; never its secrets. */
export const authProfileQuery = (authProfileId: string) =>
  queryOptions({
    queryKey: [...root, authProfileId],
    queryFn: () => bodyOf(api.GET('/v1/auth-profiles/{authProfileId}', { params: { path: { authProfileId } } })),
  });

/** Who uses an auth profile. */
export const usageQuery = (authProfileId: string) =>
  queryOptions({
    queryKey: [...root, authProfileId, 'usage'],
    queryFn: () => bodyOf(api.GET('/v1/auth-profiles/{authProfileId}/usage', { params: { path: { authProfileId } } })),
  });

/** What a new auth profile can begin with. */
export const presetsQuery = queryOptions({
  queryKey: ['auth-profile-presets'],
  queryFn: async () => (await bodyOf(api.GET('/v1/auth-profile-presets'))).items,
  staleTime: 600_000,
});

/** What is wrong with a profile as it is typed, and what will disappoint; also what makes no body at all. */
export const checkQuery = (body: Schema<'CheckAuthProfileDto'>) =>
  queryOptions({
    queryKey: [...root, 'check', body],
    queryFn: () => check(body),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // The body may hold a secret: it is forgotten with the form.
    gcTime: 0,
  });

async function check(body: Schema<'CheckAuthProfileDto'>): Promise<Check> {
  try {
    return await bodyOf(api.POST('/v1/auth-profiles/check', { body }));
  } catch (error) {
    const { violations } = toProblem(error);
    if (violations.length === 0) throw error;
    return { violations: [...violations], warnings: [], affected: null };
  }
}

/** Reserves the id of a profile, so that its callback URL can be registered first. */
export const reservationQuery = queryOptions({
  queryKey: [...root, 'reservation'],
  queryFn: () => bodyOf(api.POST('/v1/auth-profiles/reservations')),
  staleTime: Infinity,
  gcTime: 0,
});

/** Reads every list of profiles anew, also that of an action that can use them; never the reserved id. */
async function refreshLists(queryClient: QueryClient): Promise<void> {
  const lists = [
    [...root, 'list'],
    [...root, 'usable-by'],
  ];
  await Promise.all(lists.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Makes an auth profile; the form shows what went wrong. */
export function useCreateProfile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CreateAuthProfileDto'>) => bodyOf(api.POST('/v1/auth-profiles', { body })),
    meta: { showsProblem: true },
    onSuccess: () => refreshLists(queryClient),
  });
}

/** Changes an auth profile; the form shows what went wrong. */
export function useUpdateProfile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: Schema<'UpdateAuthProfileDto'> }) =>
      bodyOf(api.PATCH('/v1/auth-profiles/{authProfileId}', { params: { path: { authProfileId: id } }, body })),
    meta: { showsProblem: true },
    onSuccess: (profile) => {
      queryClient.setQueryData(authProfileQuery(profile.id).queryKey, profile);
      return refreshLists(queryClient);
    },
  });
}

/** Deletes an auth profile that nobody uses. */
export function useDeleteProfile(authProfileId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE('/v1/auth-profiles/{authProfileId}', { params: { path: { authProfileId } } }),
    meta: { showsProblem: true },
    onSuccess: () => refreshLists(queryClient),
  });
}

/** What a profile is tried out with; what is typed in for it is used once, and kept nowhere. */
export interface TrialInput extends Schema<'TestAuthProfileDto'> {
  readonly id: string;
}

/** Tries an auth profile out at its provider. */
export function useTestProfile() {
  return useMutation({
    mutationFn: ({ id, ...body }: TrialInput) =>
      bodyOf(api.POST('/v1/auth-profiles/{authProfileId}/test', { params: { path: { authProfileId: id } }, body })),
    meta: { showsProblem: true },
    // Credentials that were typed in are forgotten with the form.
    gcTime: 0,
  });
}
