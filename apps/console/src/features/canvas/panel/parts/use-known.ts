import { useDeferredValue, useMemo } from 'react';
import { schemaOf } from '../../canvas.queries.ts';
import { draftOf } from '../../editor/state.ts';
import { useEditor } from '../../editor/use-editor.ts';
import { knownAt, type Known } from '../../graph/known/known.ts';
import { useOperations } from '../../operations/operations-context.ts';

/** What is known when the task comes to a node. */
export function useKnown(nodeId: string): readonly Known[] {
  const graph = useDeferredValue(useEditor((state) => draftOf(state).graph));
  const { find } = useOperations();
  return useMemo(() => knownAt(graph, nodeId, (operation) => schemaOf(find(operation)?.output)), [graph, nodeId, find]);
}
