import type { EditorState } from './state.ts';

/** Holds the state of one editor, and tells those who look at it. */
export interface EditorStore {
  readonly state: () => EditorState;
  readonly update: (change: (state: EditorState) => EditorState) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** An editor over a state. */
export function createStore(initial: EditorState): EditorStore {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => current,
    update: (change) => {
      const next = change(current);
      if (next === current) return;
      current = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
