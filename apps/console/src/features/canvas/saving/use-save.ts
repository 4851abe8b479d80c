import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { toProblem, type ApiProblem } from '../../../api/problem.ts';
import { showDone, showProblem } from '../../../ui/notices.tsx';
import { saveTask, taskQuery, toSaved } from '../canvas.queries.ts';
import { draftOf, isDirty, type Draft, type EditorState } from '../editor/state.ts';
import { savedAs } from '../editor/steps.ts';
import { useCommands, useEditor, useStore } from '../editor/use-editor.ts';
import { tidy } from '../graph/exchange/tidy.ts';

/** What is saved, and over which version. */
interface Sending {
  readonly draft: Draft;
  readonly version: number;
}

/** Saves what is being edited; drafts with errors too. `over` is a version of somebody else that is to be replaced. */
export function useSave(botId: string, taskId: string): (over?: number) => Promise<boolean> {
  const store = useStore();
  const { show } = useCommands();
  const queryClient = useQueryClient();
  const { mutateAsync } = useMutation({
    meta: { showsProblem: true },
    // Without a connection it fails at once and says so, instead of waiting unseen for one.
    networkMode: 'always',
    mutationFn: ({ draft, version }: Sending) =>
      saveTask(botId, taskId, { name: draft.name.trim(), graph: tidy(draft.graph), version }),
  });
  return useCallback(
    async (over) => {
      const state = store.state();
      if (!maySave(state, over)) return false;
      const draft = draftOf(state);
      store.update((at) => ({ ...at, saving: 'saving' }));
      try {
        const task = await mutateAsync({ draft, version: over ?? state.base.version });
        store.update((at) => savedAs(at, toSaved(task), draft));
        queryClient.setQueryData(taskQuery(botId, taskId).queryKey, task);
        void queryClient.invalidateQueries({ queryKey: ['bots', botId, 'dialog-tasks'], exact: true });
        showDone(task.isLive ? 'Saved. The bot uses it from now on.' : 'Saved as a draft.');
        return true;
      } catch (error) {
        const problem = toProblem(error);
        store.update((at) => refused(at, problem));
        if (problem.code !== 'version-conflict' && problem.status !== 0 && problem.status !== 404) showProblem(problem);
        const fault = faultOf(problem);
        if (fault) show(fault.nodeId, fault.pointer);
        return false;
      }
    },
    [store, mutateAsync, queryClient, botId, taskId, show],
  );
}

/** Saves again by itself when the connection is back that a save went without. */
export function useSaveOnceBack(save: () => Promise<boolean>): void {
  const isWaiting = useEditor(({ saving }) => saving === 'offline');
  useEffect(() => {
    if (!isWaiting) return undefined;
    const back = () => void save();
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [isWaiting, save]);
}

function maySave(state: EditorState, over: number | undefined): boolean {
  const isNamed = draftOf(state).name.trim() !== '';
  return isNamed && state.saving !== 'saving' && !state.isReadOnly && (isDirty(state) || over !== undefined);
}

/** The state after the API did not take what was sent. */
function refused(state: EditorState, { code, status, extensions }: ApiProblem): EditorState {
  if (code === 'version-conflict') {
    const { version, updatedBy } = extensions;
    const by = typeof updatedBy === 'string' ? updatedBy : 'Somebody';
    return {
      ...state,
      saving: 'idle',
      remote: { version: typeof version === 'number' ? version : state.base.version, by },
    };
  }
  return { ...state, saving: status === 0 ? 'offline' : 'failed', isDeleted: state.isDeleted || status === 404 };
}

/** The node and the field that keep a graph from being saved. */
function faultOf({ violations }: ApiProblem): { readonly nodeId: string; readonly pointer: string } | undefined {
  const [first] = violations as readonly { readonly nodeId?: string; readonly pointer: string }[];
  return first?.nodeId === undefined
    ? undefined
    : { nodeId: first.nodeId, pointer: first.pointer.replace(/^\/graph\/nodes\/\d+/, '') };
}
