import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';

export type ApiKey = Schema<'ApiKeyView'>;
export type Webhook = Schema<'WebhookView'>;
export type Delivery = Schema<'DeliveryView'>;
export type Permission = Schema<'CreateApiKeyDto'>['permissions'][number];
export type EventType = NonNullable<Schema<'CreateWebhookDto'>['eventTypes']>[number];

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

/** Every webhook, newest first. */
export const webhooksQuery = pagedQuery(['webhooks', 'list'], (cursor) =>
  bodyOf(api.GET('/v1/webhooks', { params: { query: { cursor } } })),
);

/** Makes a webhook; the answer holds its secret, this once. */
export function useCreateWebhook() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CreateWebhookDto'>) => bodyOf(api.POST('/v1/webhooks', { body })),
    meta: { showsProblem: true },
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['webhooks', 'list'] }),
  });
}

/** Deletes a webhook and its deliveries. */
export function useDeleteWebhook() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (webhookId: string) => api.DELETE('/v1/webhooks/{webhookId}', { params: { path: { webhookId } } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['webhooks', 'list'] }),
  });
}

const lookAgainMs = 5_000;

/** What was sent to a webhook, newest first; looked at again while somebody looks. */
export const deliveriesQuery = (webhookId: string) => ({
  ...pagedQuery(['webhooks', webhookId, 'deliveries'], (cursor) =>
    bodyOf(api.GET('/v1/webhooks/{webhookId}/deliveries', { params: { path: { webhookId }, query: { cursor } } })),
  ),
  refetchInterval: lookAgainMs,
});

/** Sends a message that tells of nothing. */
export function useTestWebhook(webhookId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/webhooks/{webhookId}/test', { params: { path: { webhookId } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['webhooks', webhookId] }),
  });
}

/** Sends a message again. */
export function useReplay(webhookId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (deliveryId: string) =>
      bodyOf(
        api.POST('/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay', {
          params: { path: { webhookId, deliveryId } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['webhooks', webhookId] }),
  });
}
