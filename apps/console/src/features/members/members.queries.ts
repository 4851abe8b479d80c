import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';

export type Member = Schema<'MemberView'>;
export type MemberDetails = Schema<'MemberDetailsView'>;
export type Invitation = Schema<'InvitationView'>;
export type IssuedInvitation = Schema<'IssuedInvitationView'>;
export type GrantView = Schema<'GrantView'>;
export type Grant = Schema<'GrantDto'>;

const membersKey = ['members'];
const invitationsKey = ['invitations'];

/** Which members are looked for. */
export interface MembersFilter {
  readonly q?: string;
  readonly state?: 'active' | 'deactivated';
}

/** The members of the workspace, newest first. */
export const membersQuery = ({ q, state }: MembersFilter) =>
  pagedQuery([...membersKey, 'list', { q, state }], (cursor) =>
    bodyOf(api.GET('/v1/members', { params: { query: { cursor, search: q, state } } })),
  );

/** One member, with the API keys that they made. */
export const memberQuery = (memberId: string) =>
  queryOptions({
    queryKey: [...membersKey, memberId],
    queryFn: () => bodyOf(api.GET('/v1/members/{memberId}', { params: { path: { memberId } } })),
  });

/** The invitations that nobody has accepted yet. */
export const invitationsQuery = pagedQuery(invitationsKey, (cursor) =>
  bodyOf(api.GET('/v1/invitations', { params: { query: { cursor } } })),
);

/** Invites somebody; the answer has the link, this once. */
export function useInvite() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'InviteDto'>) => bodyOf(api.POST('/v1/invitations', { body })),
    meta: { showsProblem: true },
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsKey }),
  });
}

/** Makes a new link for an invitation. */
export function useRenewInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (invitationId: string) =>
      bodyOf(api.POST('/v1/invitations/{invitationId}/renew', { params: { path: { invitationId } } })),
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsKey }),
  });
}

/** Takes an invitation back. */
export function useWithdrawInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (invitationId: string) =>
      api.DELETE('/v1/invitations/{invitationId}', { params: { path: { invitationId } } }),
    // Not waited for: the button is gone once that is read anew, and with it what it would tell.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: invitationsKey }),
  });
}

/** Says which roles a member has; the form shows what went wrong. */
export function useSetGrants(memberId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'SetGrantsDto'>) =>
      bodyOf(api.PUT('/v1/members/{memberId}/grants', { params: { path: { memberId } }, body })),
    meta: { showsProblem: true },
    // Not waited for: what is read anew takes the place of the form.
    onSuccess: () => void queryClient.invalidateQueries(),
  });
}

/** Renames, deactivates or activates a member. */
export function useUpdateMember(memberId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'UpdateMemberDto'>) =>
      bodyOf(api.PATCH('/v1/members/{memberId}', { params: { path: { memberId } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: membersKey }),
  });
}

/** Removes a member, and revokes the API keys that they made or keeps them. */
export function useRemoveMember(memberId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (apiKeys: 'revoke' | 'keep') =>
      bodyOf(api.DELETE('/v1/members/{memberId}', { params: { path: { memberId }, query: { apiKeys } } })),
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: memberQuery(memberId).queryKey });
      await queryClient.invalidateQueries({ queryKey: [...membersKey, 'list'] });
    },
  });
}

/** Makes a link by which a member sets a new password. */
export function useCreatePasswordReset(memberId: string) {
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/members/{memberId}/password-reset', { params: { path: { memberId } } })),
    gcTime: 0,
  });
}

/** Signs a member out everywhere. */
export function useEndSessions(memberId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.DELETE('/v1/members/{memberId}/sessions', { params: { path: { memberId } } })),
    // Not waited for: the button is gone once that is read anew, and with it what it would tell.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: membersKey }),
  });
}

/** Takes the second factor of a member away, so that they can set up another. */
export function useResetSecondFactor(memberId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE('/v1/members/{memberId}/second-factor', { params: { path: { memberId } } }),
    // Not waited for: the button is gone once that is read anew, and with it what it would tell.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: membersKey }),
  });
}
