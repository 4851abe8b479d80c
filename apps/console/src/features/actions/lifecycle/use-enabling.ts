import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { showDone } from '../../../ui/notices.tsx';
import { actionQuery, useEnableAction, type ActionPlace } from '../actions.queries.ts';

/** How an action is being enabled. */
export interface Enabling {
  readonly enable: () => void;
  readonly isPending: boolean;
  /** Why it was refused the last time. */
  readonly error: Error | null;
  /** It was enabled for the first time just now. */
  readonly isFirst: boolean;
  readonly acknowledge: () => void;
}

/** Enables an action. The first time is told in a dialog, later ones beside the page. */
export function useEnabling(place: ActionPlace, { onRefused }: { readonly onRefused: () => void }): Enabling {
  const queryClient = useQueryClient();
  const enable = useEnableAction(place);
  const [isFirst, setFirst] = useState(false);
  const start = () => {
    const before = queryClient.getQueryData(actionQuery(place).queryKey)?.state;
    enable.mutate(undefined, {
      onSuccess: ({ name }) => {
        if (before === 'available') setFirst(true);
        else showDone(`${name} is enabled again.`);
      },
      onError: onRefused,
    });
  };
  const { isPending, error } = enable;
  return { enable: start, isPending, error, isFirst, acknowledge: () => setFirst(false) };
}
