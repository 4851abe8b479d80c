import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Schema } from '../../../../api/client.ts';
import { refreshActions } from '../../actions.queries.ts';
import type { RunOutcome } from '../operations.queries.ts';
import { getFile, keepFile, sendFile, type Progress, type ReceivedFile, type TransferPlace } from './transfers.ts';

interface Transfer {
  readonly body: Schema<'CreateRunDto'>;
  /** What is sent; without it a file is got. */
  readonly file?: File;
}

/** What came of a transfer. */
export interface TransferOutcome {
  readonly outcome?: RunOutcome;
  readonly received?: ReceivedFile;
}

/** Sends a file to a system, or gets one from it; the panel shows how far it is, and what went wrong. */
export function useTransfer(place: TransferPlace) {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const abort = useRef<AbortController>(null);
  const mutation = useMutation({
    mutationFn: async ({ body, file }: Transfer): Promise<TransferOutcome> => {
      const begun = performance.now();
      const controller = new AbortController();
      abort.current = controller;
      setProgress({ doneBytes: 0, totalBytes: file?.size });
      const following = { onProgress: setProgress, signal: controller.signal };
      try {
        if (file === undefined) {
          const received = await getFile(place, body, following);
          keepFile(received);
          return { received };
        }
        const result = await sendFile(place, body, file, following);
        return { outcome: { result, durationMs: performance.now() - begun } };
      } catch (error) {
        if (controller.signal.aborted) return {};
        throw error;
      }
    },
    meta: { showsProblem: true },
    onSettled: () => refreshActions(queryClient, place.botId),
  });
  return { ...mutation, progress, cancel: () => abort.current?.abort() };
}
