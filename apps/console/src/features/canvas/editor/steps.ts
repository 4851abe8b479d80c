import { begin, record, redo, undo, type History } from '../graph/editing/history.ts';
import type { DialogGraph, DialogNode } from '../../../dialog-graph/graph.ts';
import { portsOf } from '../graph/model/ports.ts';
import { placesOf, type Places } from '../graph/places/layout.ts';
import type { Draft, EditorState, Saved } from './state.ts';

/** What a change brings with it. */
export interface EditOptions {
  /** The field that is typed into: more of the same joins one step of undo. */
  readonly about?: string;
  /** What is selected afterwards. */
  readonly select?: readonly string[];
  readonly at: number;
}

/** The state after the graph was changed. */
export function edited(
  state: EditorState,
  change: (graph: DialogGraph) => DialogGraph,
  options: EditOptions,
): EditorState {
  const { present } = state.history;
  if (state.isReadOnly) return state;
  const changed = change(present.graph);
  if (changed === present.graph) return state;
  const isMoved = !isSamePlan(present.graph, changed);
  const graph = isMoved ? change(pinned(present.graph, state.places)) : changed;
  const next = withDraft(
    state,
    record(state.history, { ...present, graph }, options),
    isMoved ? placesOf(graph) : state.places,
  );
  const [first] = options.select ?? [];
  return options.select ? { ...next, selected: new Set(options.select), current: first ?? next.current } : next;
}

/** The state after the task was renamed. */
export function renamedTask(state: EditorState, name: string, at: number): EditorState {
  const { present } = state.history;
  if (state.isReadOnly || name === present.name) return state;
  return { ...state, history: record(state.history, { ...present, name }, { about: 'name', at }) };
}

/** The state after all nodes were placed anew. */
export function laidOut(state: EditorState, at: number): EditorState {
  const { present } = state.history;
  const places = placesOf(present.graph, { anew: true });
  if (state.isReadOnly) return { ...state, places };
  const graph = pinned(present.graph, places, true);
  return withDraft(state, record(state.history, { ...present, graph }, { at }), places);
}

/** The state one step back. */
export function undone(state: EditorState): EditorState {
  return stepped(state, undo(state.history));
}

/** The state one step forth. */
export function redone(state: EditorState): EditorState {
  return stepped(state, redo(state.history));
}

/** The state after the draft was replaced as a whole; the step can be undone. */
export function replaced(state: EditorState, draft: Draft, at: number): EditorState {
  return withDraft(state, record(state.history, draft, { at }), placesOf(draft.graph));
}

/** The state after the API took what was sent: later changes stay unsaved. */
export function savedAs(state: EditorState, saved: Saved, sent: Draft): EditorState {
  const { present } = state.history;
  const isSame = present === sent;
  const kept: Draft = isSame ? { name: saved.name, graph: saved.graph } : present;
  const history = isSame ? { ...state.history, present: kept } : state.history;
  return { ...state, base: saved, history, saving: 'idle', remote: undefined };
}

/** The state after another's version was taken instead. */
export function taken(state: EditorState, saved: Saved): EditorState {
  const next = withDraft(state, begin({ name: saved.name, graph: saved.graph }), placesOf(saved.graph));
  return { ...next, base: saved, saving: 'idle', remote: undefined };
}

function stepped(state: EditorState, history: History<Draft>): EditorState {
  const { graph } = history.present;
  const places = isSamePlan(state.history.present.graph, graph) ? state.places : placesOf(graph);
  return withDraft(state, history, places);
}

function withDraft(state: EditorState, history: History<Draft>, places: Places): EditorState {
  const ids = new Set(history.present.graph.nodes.map(({ id }) => id));
  const selected = [...state.selected].every((id) => ids.has(id))
    ? state.selected
    : new Set([...state.selected].filter((id) => ids.has(id)));
  const isHere = state.current !== undefined && ids.has(state.current);
  const isSameGraph = history.present.graph === state.history.present.graph;
  return {
    ...state,
    ...{ history, places, selected },
    isChecked: state.isChecked && isSameGraph,
    current: isHere ? state.current : history.present.graph.nodes[0]?.id,
    isPanelOpen: state.isPanelOpen && isHere,
  };
}

/** The graph as it is shown: its nodes stand where they are, so that nothing jumps when something is added. */
export function pinnedGraph({ history, places }: EditorState): DialogGraph {
  return pinned(history.present.graph, places);
}

function pinned(graph: DialogGraph, places: Places, isAnew = false): DialogGraph {
  const nodes = graph.nodes.map((node) => {
    const place = places.get(node.id);
    return !place || (node.position && !isAnew) ? node : { ...node, position: place };
  });
  return { ...graph, nodes };
}

/** Whether two graphs are drawn alike: the same nodes at the same places, of the same sizes, with the same ways. */
function isSamePlan(one: DialogGraph, other: DialogGraph): boolean {
  if (one.nodes.length !== other.nodes.length) return false;
  return one.nodes.every((node, index) => {
    const twin = other.nodes[index];
    return twin === node || (twin !== undefined && isSameOutline(node, twin));
  });
}

function isSameOutline(one: DialogNode, other: DialogNode): boolean {
  if (one.id !== other.id || one.group !== other.group || one.position !== other.position) return false;
  const [ports, others] = [portsOf(one), portsOf(other)];
  return (
    ports.length === others.length &&
    ports.every(({ id, to }, index) => others[index]?.id === id && others[index].to === to)
  );
}
