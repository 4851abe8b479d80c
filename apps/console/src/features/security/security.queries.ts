import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { showDone } from '../../ui/notices.tsx';

export type Workspace = Schema<'WorkspaceView'>;
export type SingleSignOnSettings = Schema<'SingleSignOnSettingsView'>;
export type SingleSignOn = Schema<'PutSingleSignOnDto'>;

/** The workspace. */
export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: () => bodyOf(api.GET('/v1/workspace')),
});

/** Single sign-on, and what the provider has to be told. */
export const singleSignOnQuery = queryOptions({
  queryKey: ['single-sign-on'],
  queryFn: () => bodyOf(api.GET('/v1/single-sign-on')),
});

/** Changes the workspace. */
export function useUpdateWorkspace() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'UpdateWorkspaceDto'>) => bodyOf(api.PATCH('/v1/workspace', { body })),
    meta: { showsProblem: true },
    onSuccess: async (workspace) => {
      showDone('The rules are saved, and hold at once.');
      queryClient.setQueryData(workspaceQuery.queryKey, workspace);
      await queryClient.invalidateQueries({ queryKey: ['session'] });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: ['workspace'] }),
  });
}

/** Sets single sign-on up. */
export function usePutSingleSignOn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SingleSignOn) => bodyOf(api.PUT('/v1/single-sign-on', { body })),
    meta: { showsProblem: true },
    gcTime: 0,
    onSuccess: (settings) => {
      showDone('Single sign-on is saved, and holds at once.');
      queryClient.setQueryData(singleSignOnQuery.queryKey, settings);
      return queryClient.invalidateQueries({ queryKey: ['workspace'] });
    },
  });
}

/** Forgets the provider. */
export function useRemoveSingleSignOn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE('/v1/single-sign-on'),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['single-sign-on'] });
      await queryClient.invalidateQueries({ queryKey: ['workspace'] });
    },
  });
}

/** Asks a provider who it is. */
export function useTestSingleSignOn() {
  return useMutation({
    mutationFn: (issuer: string) => bodyOf(api.POST('/v1/single-sign-on/test', { body: { issuer } })),
    meta: { showsProblem: true },
  });
}
