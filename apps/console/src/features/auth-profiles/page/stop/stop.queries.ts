import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../../api/client.ts';
import { pagedQuery } from '../../../../api/pages.ts';
import { toProblem } from '../../../../api/problem.ts';
import { showDone } from '../../../../ui/notices.tsx';
import { authProfileQuery, type AuthProfile } from '../../auth-profiles.queries.ts';

export type Stop = Schema<'ProfileStopView'>;
export type StopReceipt = Schema<'StopReceiptView'>;

const lookAgainMs = 1_000;

const stopKey = (authProfileId: string) => [...authProfileQuery(authProfileId).queryKey, 'revocation'];

/** The last emergency stop of a profile, while it goes on and after it; null where there was none. */
export const stopQuery = (authProfileId: string) =>
  queryOptions({
    queryKey: stopKey(authProfileId),
    queryFn: () => lastStop(authProfileId),
    refetchInterval: ({ state }) => (state.data?.isFinished === false ? lookAgainMs : false),
  });

async function lastStop(authProfileId: string): Promise<Stop | null> {
  try {
    const params = { path: { authProfileId } };
    return await bodyOf(api.GET('/v1/auth-profiles/{authProfileId}/revocation', { params }));
  } catch (error) {
    if (toProblem(error).status === 404) return null;
    throw error;
  }
}

/** What became of each authorization at an emergency stop; read anew whenever the system has answered for more of them. */
export const stopReceiptsQuery = (authProfileId: string, answered: number) =>
  infiniteQueryOptions({
    ...pagedQuery([...stopKey(authProfileId), 'receipts', answered], (cursor) =>
      bodyOf(
        api.GET('/v1/auth-profiles/{authProfileId}/revocation/receipts', {
          params: { path: { authProfileId }, query: { cursor } },
        }),
      ),
    ),
    placeholderData: keepPreviousData,
  });

function useStopChange<Answer>(authProfileId: string, mutationFn: () => Promise<Answer>, done?: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    meta: { showsProblem: true },
    // The button is gone by the time that everything is read anew.
    onSuccess: () => done !== undefined && showDone(done),
    onSettled: () =>
      Promise.all(
        [authProfileQuery(authProfileId).queryKey, ['authorizations'], ['connections'], ['bots']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Revokes everything that was authorized with a profile, and pauses it. */
export function useStop(authProfileId: string) {
  const params = { path: { authProfileId } };
  return useStopChange(authProfileId, () =>
    bodyOf(api.POST('/v1/auth-profiles/{authProfileId}/revocation', { params })),
  );
}

/** Lets a profile be authorized with again, and says so. */
export function useResume({ id, name }: Pick<AuthProfile, 'id' | 'name'>) {
  const params = { path: { authProfileId: id } };
  const resume = () => bodyOf(api.POST('/v1/auth-profiles/{authProfileId}/resume', { params }));
  return useStopChange(id, resume, `${name} can be used again.`);
}
