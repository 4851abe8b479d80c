import { useMemo } from 'react';
import type { Schema } from '../../../api/client.ts';
import { toProblem, type Violation } from '../../../api/problem.ts';
import type { ActionPlace } from '../actions.queries.ts';
import { useTransfer } from './content/use-transfer.ts';
import { useRunOperation } from './operations.queries.ts';

const none: readonly Violation[] = [];

/** Runs of an operation, with or without a file; what is shown is what was begun last. */
export function useRuns(place: ActionPlace, name: string) {
  const run = useRunOperation(place, name);
  const transfer = useTransfer({ ...place, name });
  const error = run.error ?? transfer.error;
  const refused = useMemo(() => refusalsOf(error), [error]);
  const begin = () => {
    run.reset();
    transfer.reset();
  };
  return {
    ...{ error, refused, transfer },
    outcome: run.data ?? transfer.data?.outcome,
    received: transfer.data?.received,
    isPending: run.isPending || transfer.isPending,
    /** Runs it; what it takes comes from the file, where there is one. */
    start: (body: Schema<'CreateRunDto'>, file: File | null) => {
      begin();
      if (file === null) run.mutate(body);
      else transfer.mutate({ body, file });
    },
    /** Runs it for the file that it gives. */
    get: (body: Schema<'CreateRunDto'>) => {
      begin();
      transfer.mutate({ body });
    },
  };
}

/** What the API refused, by pointer into the input. */
function refusalsOf(error: Error | null): readonly Violation[] {
  if (error === null) return none;
  return toProblem(error).violations.map(({ pointer, detail }) => ({
    pointer: pointer.replace(/^\/input(?=\/)/, ''),
    detail,
  }));
}
