import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';

export type Account = Schema<'OwnAccountView'>;
export type OwnSession = Schema<'MemberSessionView'>;

/** The member's own account. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => bodyOf(api.GET('/v1/account')),
});

/** Where the member is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async () => (await bodyOf(api.GET('/v1/sessions'))).items,
});

/** A mutation after which account and session are read again; the form shows what went wrong. */
function useAccountMutation<Body, Answer>(mutationFn: (body: Body) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    meta: { showsProblem: true },
    gcTime: 0,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['account'] });
      await queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  });
}

/** Changes the name. */
export function useRename() {
  return useAccountMutation((body: Schema<'UpdateAccountDto'>) => bodyOf(api.PATCH('/v1/account', { body })));
}

/** Changes the password. */
export function useChangePassword() {
  return useAccountMutation((body: Schema<'ChangePasswordDto'>) => api.POST('/v1/account/password', { body }));
}

/** Begins to set up a second factor: the answer is for the authenticator. */
export function useBeginSecondFactor() {
  return useMutation({
    mutationFn: (body: Schema<'PasswordAgainDto'>) => bodyOf(api.POST('/v1/account/second-factor', { body })),
    meta: { showsProblem: true },
    gcTime: 0,
  });
}

/** Confirms it with a first code: the answer is the recovery codes. */
export function useConfirmSecondFactor() {
  return useMutation({
    mutationFn: (body: Schema<'ConfirmSecondFactorDto'>) =>
      bodyOf(api.POST('/v1/account/second-factor/confirm', { body })),
    meta: { showsProblem: true },
    gcTime: 0,
  });
}

/** Makes new recovery codes: the answer is shown once. */
export function useRenewRecoveryCodes() {
  return useMutation({
    mutationFn: (body: Schema<'RenewRecoveryCodesDto'>) =>
      bodyOf(api.POST('/v1/account/second-factor/recovery-codes', { body })),
    meta: { showsProblem: true },
    gcTime: 0,
  });
}

/** Removes it. */
export function useRemoveSecondFactor() {
  return useAccountMutation((body: Schema<'RemoveSecondFactorDto'>) =>
    api.POST('/v1/account/second-factor/remove', { body }),
  );
}

/** Ends one session, or (undefined) all others. */
export function useEndSessions() {
  return useAccountMutation(async (sessionId: string | undefined) => {
    if (sessionId === undefined) return api.DELETE('/v1/sessions');
    return api.DELETE('/v1/sessions/{sessionId}', { params: { path: { sessionId } } });
  });
}
