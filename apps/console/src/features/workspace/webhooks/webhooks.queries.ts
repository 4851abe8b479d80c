import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../api/client.ts';
import { pagedQuery } from '../../../api/pages.ts';

export type Webhook = Schema<'WebhookView'>;
export type Delivery = Schema<'DeliveryView'>;
export type DeliveryStatus = Delivery['status'];
export type TestDelivery = Schema<'TestDeliveryView'>;
export type EventType = NonNullable<Schema<'CreateWebhookDto'>['eventTypes']>[number];

const listKey = ['webhooks', 'list'] as const;
const lookAgainMs = 5_000;
const at = (webhookId: string) => ({ params: { path: { webhookId } } });

/** Every webhook, newest first; looked at again while somebody looks. */
export const webhooksQuery = {
  ...pagedQuery(listKey, (cursor) => bodyOf(api.GET('/v1/webhooks', { params: { query: { cursor } } }))),
  refetchInterval: lookAgainMs,
};

/** Everything that a webhook can be told of, by what it is about. */
export const eventTypesQuery = queryOptions({
  queryKey: ['webhooks', 'event-types'],
  queryFn: () => bodyOf(api.GET('/v1/webhooks/event-types')),
  staleTime: Infinity,
});

/** Everything of a webhook, and the list, is read again; whoever asked is told first, for the button may be gone afterwards. */
function useRefresh(): () => void {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries({ queryKey: ['webhooks'] });
}

/** Makes a webhook; the answer holds its secret, this once. */
export function useCreateWebhook() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: Schema<'CreateWebhookDto'>) => bodyOf(api.POST('/v1/webhooks', { body })),
    meta: { showsProblem: true },
    gcTime: 0,
    onSuccess: refresh,
  });
}

/** Changes a webhook, disables it, or enables it again. */
export function useUpdateWebhook(webhookId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: Schema<'UpdateWebhookDto'>) =>
      bodyOf(api.PATCH('/v1/webhooks/{webhookId}', { ...at(webhookId), body })),
    meta: { showsProblem: true },
    onSuccess: refresh,
  });
}

/** Puts a new secret in force; the answer holds it, this once. */
export function useRotateSecret(webhookId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/webhooks/{webhookId}/secret', at(webhookId))),
    gcTime: 0,
    onSuccess: refresh,
  });
}

/** Stops signing with the secret before. */
export function useForgetPreviousSecret(webhookId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => api.DELETE('/v1/webhooks/{webhookId}/secret/previous', at(webhookId)),
    onSuccess: refresh,
  });
}

/** Deletes a webhook and its deliveries. */
export function useDeleteWebhook() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (webhookId: string) => api.DELETE('/v1/webhooks/{webhookId}', at(webhookId)),
    onSuccess: refresh,
  });
}

/** What was sent to a webhook, newest first; looked at again while somebody looks. */
export const deliveriesQuery = (webhookId: string, status: DeliveryStatus | undefined) => ({
  ...pagedQuery(['webhooks', webhookId, 'deliveries', status ?? 'all'], (cursor) =>
    bodyOf(
      api.GET('/v1/webhooks/{webhookId}/deliveries', { params: { path: { webhookId }, query: { cursor, status } } }),
    ),
  ),
  refetchInterval: lookAgainMs,
});

/** One delivery, with what is sent and each attempt. */
export const deliveryQuery = (webhookId: string, deliveryId: string) =>
  queryOptions({
    queryKey: ['webhooks', webhookId, 'delivery', deliveryId],
    queryFn: () =>
      bodyOf(
        api.GET('/v1/webhooks/{webhookId}/deliveries/{deliveryId}', { params: { path: { webhookId, deliveryId } } }),
      ),
    refetchInterval: lookAgainMs,
  });

/** Sends a message that tells of nothing. */
export function useTestWebhook(webhookId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/webhooks/{webhookId}/test', at(webhookId))),
    onSettled: refresh,
  });
}

/** Sends a message again. */
export function useReplay(webhookId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (deliveryId: string) =>
      bodyOf(
        api.POST('/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay', {
          params: { path: { webhookId, deliveryId } },
        }),
      ),
    onSettled: refresh,
  });
}

/** Sends everything again that was given up; since a time when told. */
export function useReplayDead(webhookId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (since: string | undefined) =>
      bodyOf(api.POST('/v1/webhooks/{webhookId}/deliveries/replay', { ...at(webhookId), body: { since } })),
    onSettled: refresh,
  });
}
