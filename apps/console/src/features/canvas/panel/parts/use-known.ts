import { useDeferredValue, useMemo } from 'react';
import { schemaOf } from '../../canvas.queries.ts';
import { draftOf } from '../../editor/state.ts';
import { useEditor } from '../../editor/use-editor.ts';
import { knownAt, type Known, type Moment } from '../../graph/known/known.ts';
import { useOperations } from '../../operations/operations-context.ts';

/** What is known at a field of a node: its ways out are taken after its work, those of a failure without a result. */
export function useKnown(nodeId: string, pointer = ''): readonly Known[] {
  const moment: Moment = pointer.startsWith('/transitions')
    ? 'after'
    : pointer.startsWith('/onFailure')
      ? 'failed'
      : 'before';
  const graph = useDeferredValue(useEditor((state) => draftOf(state).graph));
  const { find } = useOperations();
  return useMemo(
    () => knownAt(graph, nodeId, (operation) => schemaOf(find(operation)?.output), moment),
    [graph, nodeId, find, moment],
  );
}
