import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';

export type ApiKey = Schema<'ApiKeyView'>;
export type Permission = Schema<'CreateApiKeyDto'>['permissions'][number];

/** Every API key, newest first. */
export const apiKeysQuery = pagedQuery(['api-keys'], (cursor) =>
  bodyOf(api.GET('/v1/api-keys', { params: { query: { cursor } } })),
);

/** Makes an API key; the answer holds it, this once. */
export function useCreateApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CreateApiKeyDto'>) => bodyOf(api.POST('/v1/api-keys', { body })),
    meta: { showsProblem: true },
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}

/** Revokes an API key at once. */
export function useRevokeApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (apiKeyId: string) => api.DELETE('/v1/api-keys/{apiKeyId}', { params: { path: { apiKeyId } } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}
