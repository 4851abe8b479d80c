import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';

export type Encryption = Schema<'EncryptionView'>;
export type DataKey = Schema<'DataKeyView'>;
export type KeyRotation = Schema<'KeyRotationView'>;

const whileRunningMs = 1_000;

/** Whether a rotation is under way. */
export function isRunning(rotation: KeyRotation | null | undefined): rotation is KeyRotation {
  return rotation != null && rotation.step !== 'finished';
}

/** The keys, what they have sealed, and how far a rotation is: asked again while one runs. */
export const encryptionQuery = queryOptions({
  queryKey: ['encryption'],
  queryFn: () => bodyOf(api.GET('/v1/encryption')),
  refetchInterval: ({ state }) => (isRunning(state.data?.rotation) ? whileRunningMs : false),
});

/** Begins a rotation. */
export function useRotateKeys() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/encryption/rotation')),
    meta: { showsProblem: true },
    onSettled: () => queryClient.invalidateQueries({ queryKey: encryptionQuery.queryKey }),
  });
}
