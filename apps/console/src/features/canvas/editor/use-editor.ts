import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { DialogNode } from '../../../dialog-graph/graph.ts';
import { commandsOf, type Commands } from './commands.ts';
import { nodesById } from './lookups.ts';
import type { EditorState } from './state.ts';
import type { EditorStore } from './store.ts';

/** The editor that the components below work on. */
export const EditorContext = createContext<EditorStore | undefined>(undefined);

/** The editor of the page. */
export function useStore(): EditorStore {
  const store = useContext(EditorContext);
  if (!store) throw new Error('There is no editor around this component.');
  return store;
}

/** A part of the editor's state; `select` answers the same object for as long as nothing changed. */
export function useEditor<Part>(select: (state: EditorState) => Part): Part {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}

/** What can be done in the editor. */
export function useCommands(): Commands {
  const store = useStore();
  return useMemo(() => commandsOf(store), [store]);
}

/** A node by its id. */
export function useNode(id: string | undefined): DialogNode | undefined {
  return useEditor(({ history }) => (id === undefined ? undefined : nodesById(history.present.graph).get(id)));
}
