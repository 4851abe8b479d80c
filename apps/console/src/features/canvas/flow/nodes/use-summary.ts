import { memberCount } from '../../editor/lookups.ts';
import { draftOf } from '../../editor/state.ts';
import { useEditor } from '../../editor/use-editor.ts';
import type { DialogNode } from '../../../../dialog-graph/graph.ts';
import { summaryOf } from '../../graph/model/summary.ts';
import { languageOf } from '../../graph/model/texts.ts';
import { useOperations } from '../../operations/operations-context.ts';

/** One line about what a node does. */
export function useSummary(node: DialogNode): string {
  const { find } = useOperations();
  const language = useEditor((state) => languageOf(draftOf(state).graph));
  const members = useEditor((state) => (node.type === 'group' ? memberCount(draftOf(state).graph, node.id) : 0));
  return summaryOf(node, { language, operationTitle: (id) => find(id)?.title, memberCount: () => members });
}
