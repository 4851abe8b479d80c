import { useEditor } from '../../editor/use-editor.ts';
import { problemsOf } from '../../editor/lookups.ts';
import type { EditorState } from '../../editor/state.ts';

/** What is wrong with a field of a node, by its pointer; with its parts too unless they show it themselves. */
export function useFieldProblem(nodeId: string, pointer: string, isWhole = true): string | undefined {
  return useEditor((state) => problemAt(state, { nodeId, pointer, isWhole }));
}

interface Field {
  readonly nodeId: string;
  readonly pointer: string;
  readonly isWhole: boolean;
}

function problemAt(state: EditorState, { nodeId, pointer, isWhole }: Field): string | undefined {
  const problems = problemsOf(state.problems, nodeId);
  const own = problems.find((problem) => problem.pointer === pointer);
  return (own ?? (isWhole ? problems.find((problem) => problem.pointer.startsWith(`${pointer}/`)) : undefined))
    ?.message;
}
