import { begin, type History } from '../graph/editing/history.ts';
import type { DialogGraph } from '../../../dialog-graph/graph.ts';
import { languageOf } from '../graph/model/texts.ts';
import { placesOf, type Places } from '../graph/places/layout.ts';

/** What is edited and saved together. */
export interface Draft {
  readonly name: string;
  readonly graph: DialogGraph;
}

/** The task as the API has it. */
export interface Saved extends Draft {
  readonly version: number;
  readonly liveVersion: number | null;
  readonly isLive: boolean;
}

/** Something wrong with a node, and where in it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly nodeId: string | undefined;
  /** JSON pointer into the node, or into the graph where no node is at fault. */
  readonly pointer: string;
}

/** Another member's version of the task. */
export interface Remote {
  readonly version: number;
  readonly by: string;
}

/** Where the work stands. */
export type SavingState = 'idle' | 'saving' | 'failed' | 'offline';

/** All that the editor shows. */
export interface EditorState {
  readonly history: History<Draft>;
  readonly base: Saved;
  readonly places: Places;
  readonly problems: readonly Problem[];
  /** Whether the problems are those of the present graph. */
  readonly isChecked: boolean;
  readonly selected: ReadonlySet<string>;
  /** The node that the keyboard is at, and that the panel shows. */
  readonly current: string | undefined;
  readonly isPanelOpen: boolean;
  /** The pointer of the field to look at, and a number that grows with each wish. */
  readonly wanted: { readonly pointer: string; readonly turn: number } | undefined;
  /** The node that the canvas is to bring into view, and a number that grows with each wish. */
  readonly look: { readonly id: string; readonly turn: number; readonly takesFocus: boolean } | undefined;
  readonly open: ReadonlySet<string>;
  /** The language that texts are written in. */
  readonly locale: string;
  readonly saving: SavingState;
  readonly remote: Remote | undefined;
  readonly isDeleted: boolean;
  readonly active: string | undefined;
  readonly isReadOnly: boolean;
}

/** The state of an editor that opens a task, with what was not saved the last time. */
export function initialState(saved: Saved, isReadOnly: boolean, kept?: Draft): EditorState {
  const { name, graph } = kept ?? saved;
  return {
    history: begin({ name, graph }),
    base: saved,
    places: placesOf(graph),
    problems: [],
    isChecked: false,
    selected: new Set(),
    current: graph.nodes.find(({ type }) => type === 'intent')?.id ?? graph.nodes[0]?.id,
    isPanelOpen: false,
    wanted: undefined,
    look: undefined,
    open: new Set(),
    locale: languageOf(graph),
    saving: 'idle',
    remote: undefined,
    isDeleted: false,
    active: undefined,
    isReadOnly,
  };
}

/** What is being edited. */
export function draftOf(state: EditorState): Draft {
  return state.history.present;
}

/** Whether something is not saved. */
export function isDirty({ history: { present }, base }: EditorState): boolean {
  return present.graph !== base.graph || present.name !== base.name;
}
