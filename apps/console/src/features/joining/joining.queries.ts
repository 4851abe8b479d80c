import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';

/** What the link that is open says behind its #: no server and no referrer gets that part. */
export function tokenOfLink(): string {
  return window.location.hash.slice(1);
}

/** Who invites to what. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation-of-link', token],
    queryFn: () => bodyOf(api.POST('/v1/invitations/lookup', { body: { token } })),
    retry: false,
    gcTime: 0,
  });

/** Becomes a member; all that was read for whoever was signed in before is forgotten. */
export function useAcceptInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'AcceptInvitationDto'>) => bodyOf(api.POST('/v1/invitations/accept', { body })),
    meta: { showsProblem: true },
    gcTime: 0,
    onSuccess: () => queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'invitation-of-link' }),
  });
}

/** Sets a new password by a link. */
export function useAcceptPasswordReset() {
  return useMutation({
    mutationFn: (body: Schema<'AcceptPasswordResetDto'>) => api.POST('/v1/password-resets/accept', { body }),
    meta: { showsProblem: true },
    gcTime: 0,
  });
}
