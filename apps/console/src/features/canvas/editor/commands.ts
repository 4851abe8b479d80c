import {
  addNode,
  connect,
  disconnect,
  moveNodes,
  removeNodes,
  type Added,
  type Spot,
  type Way,
} from '../graph/editing/edit.ts';
import { groupNodes, moveTo, ungroup } from '../graph/editing/groups.ts';
import { addAfter, insertBetween } from '../graph/editing/insert-between.ts';
import type { AddableType } from '../graph/editing/new-node.ts';
import { copied, duplicate, paste, type Pasted } from '../graph/editing/paste.ts';
import { nodeOf, type DialogGraph, type DialogNode, type Point } from '../../../dialog-graph/graph.ts';
import { measures } from '../graph/places/sizes.ts';
import { nodesById } from './lookups.ts';
import { draftOf, type EditorState } from './state.ts';
import { edited, laidOut, pinnedGraph, redone, renamedTask, undone, type EditOptions } from './steps.ts';
import type { EditorStore } from './store.ts';

/** What can be done in the editor, by mouse, keyboard or menu. */
export interface Commands {
  readonly edit: (change: (graph: DialogGraph) => DialogGraph, options?: Omit<EditOptions, 'at'>) => void;
  readonly changeNode: (id: string, change: (node: DialogNode) => DialogNode, about?: string) => void;
  readonly rename: (name: string) => void;
  readonly add: (type: AddableType, spot?: Spot) => void;
  readonly addAfter: (nodeId: string, type: AddableType) => void;
  readonly insert: (way: Way, type: AddableType) => void;
  readonly connect: (way: Way, to: string) => void;
  readonly disconnect: (way: Way) => void;
  readonly remove: (ids: readonly string[]) => void;
  readonly duplicate: (ids: readonly string[]) => void;
  readonly paste: (nodes: readonly DialogNode[], group?: string) => void;
  readonly copied: (ids: readonly string[]) => readonly DialogNode[];
  readonly move: (places: ReadonlyMap<string, Point>) => void;
  /** Puts down what was dragged, some of it into another group. */
  readonly drop: (dropped: Dropped) => void;
  readonly group: (ids: readonly string[]) => void;
  readonly ungroup: (id: string) => void;
  readonly moveTo: (ids: readonly string[], groupId: string | undefined) => void;
  readonly layout: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly select: (ids: readonly string[]) => void;
  /** Opens the panel of a node, at a field where one is wanted. */
  readonly show: (id: string, pointer?: string) => void;
  readonly goTo: (id: string) => void;
  readonly closePanel: () => void;
  readonly toggleGroup: (id: string) => void;
  readonly setLocale: (locale: string) => void;
  readonly setActive: (id: string | undefined) => void;
}

/** What was dragged: nodes that stay in their group, and those that go to another or out of all, with their places there. */
export interface Dropped {
  readonly moved: ReadonlyMap<string, Point>;
  readonly taken: readonly string[];
  readonly groupId: string | undefined;
  /** Those without a place find one. */
  readonly places: ReadonlyMap<string, Point>;
}

const beside = { x: 40, y: 40 };

/** The commands of one editor. */
export function commandsOf(store: EditorStore): Commands {
  const { update } = store;
  const graph = () => pinnedGraph(store.state());
  const edit: Commands['edit'] = (change, options = {}) =>
    update((state) => edited(state, change, { ...options, at: Date.now() }));
  const addBy = (make: (at: DialogGraph) => Added) => {
    const added = make(graph());
    edit(() => added.graph, { select: [added.nodeId] });
    update((state) => looking(opened(state, added.nodeId), added.nodeId, false));
  };
  const pasteBy = (pasted: Pasted) => update((state) => putIn(state, pasted));
  return {
    edit,
    changeNode: (id, change, about) =>
      edit(
        (at) => {
          const node = nodesById(at).get(id);
          const next = node && change(node);
          return next === undefined || next === node
            ? at
            : { ...at, nodes: at.nodes.map((each) => (each === node ? next : each)) };
        },
        { about: about === undefined ? undefined : `${id}${about}` },
      ),
    rename: (name) => update((state) => renamedTask(state, name, Date.now())),
    add: (type, spot) => addBy((at) => addNode(at, type, spot)),
    addAfter: (nodeId, type) => addBy((at) => addAfter(at, nodeId, type)),
    insert: (way, type) => addBy((at) => insertBetween(at, way, type)),
    connect: (way, to) => edit((at) => connect(at, way, to)),
    disconnect: (way) => edit((at) => disconnect(at, way)),
    remove: (ids) => edit((at) => removeNodes(at, ids), { select: [] }),
    duplicate: (ids) => pasteBy(duplicate(graph(), ids, beside)),
    paste: (nodes, group) => pasteBy(paste(graph(), nodes, { group, offset: offsetOf(store.state(), nodes) })),
    copied: (ids) => copied(graph(), ids),
    move: (places) => edit((at) => moveNodes(at, places)),
    layout: () => update((state) => laidOut(state, Date.now())),
    undo: () => update(undone),
    redo: () => update(redone),
    ...grouping({ edit, addBy, graph, update }),
    ...looks(store),
  };
}

interface Means extends Pick<EditorStore, 'update'> {
  readonly edit: Commands['edit'];
  readonly addBy: (make: (at: DialogGraph) => Added) => void;
  readonly graph: () => DialogGraph;
}

function grouping({ edit, addBy, graph, update }: Means): Pick<Commands, 'group' | 'ungroup' | 'moveTo' | 'drop'> {
  return {
    group: (ids) => {
      const grouped = groupNodes(graph(), ids);
      if (grouped) addBy(() => grouped);
    },
    ungroup: (id) => edit((at) => ungroup(at, id)),
    moveTo: (ids, groupId) => {
      edit((at) => moveTo(at, ids, groupId));
      const [first] = ids;
      if (first !== undefined) update((state) => looking(state, first, false));
    },
    drop: ({ moved, taken, groupId, places }) => edit((at) => moveTo(moveNodes(at, moved), taken, groupId, places)),
  };
}

function putIn(state: EditorState, { graph, ids }: Pasted): EditorState {
  const next = edited(state, () => graph, { select: ids, at: Date.now() });
  return ids[0] === undefined ? next : looking(next, ids[0], true);
}

/** How far what is pasted moves, so that it stands under the node that the designer is at. */
function offsetOf({ current, places }: EditorState, nodes: readonly DialogNode[]): Point {
  const at = places.get(current ?? '');
  const from = nodes.find(({ position }) => position)?.position;
  return at && from ? { x: at.x + beside.x - from.x, y: at.y + measures.head + 96 - from.y } : beside;
}

function looks({ update }: EditorStore) {
  return {
    select: (ids: readonly string[]) =>
      update((state) =>
        isSame(state.selected, ids)
          ? state
          : { ...state, selected: new Set(ids), current: ids.at(-1) ?? state.current },
      ),
    show: (id: string, pointer?: string) => update((state) => looking(opened(state, id, pointer), id, false)),
    goTo: (id: string) => update((state) => ({ ...looking(state, id, true), current: id, selected: new Set([id]) })),
    closePanel: () => update((state) => ({ ...state, isPanelOpen: false })),
    toggleGroup: (id: string) =>
      update((state) => ({
        ...state,
        open: state.open.has(id)
          ? new Set([...state.open].filter((each) => each !== id))
          : new Set([...state.open, id]),
      })),
    setLocale: (locale: string) => update((state) => ({ ...state, locale })),
    setActive: (active: string | undefined) =>
      update((state) =>
        active === state.active ? state : { ...(active === undefined ? state : looking(state, active, false)), active },
      ),
  };
}

function opened(state: EditorState, id: string, pointer?: string): EditorState {
  const wanted = pointer === undefined ? state.wanted : { pointer, turn: (state.wanted?.turn ?? 0) + 1 };
  return { ...revealed(state, id), current: id, selected: new Set([id]), isPanelOpen: true, wanted };
}

/** Brings a node into view. */
function looking(state: EditorState, id: string, takesFocus: boolean): EditorState {
  return { ...revealed(state, id), look: { id, takesFocus, turn: (state.look?.turn ?? 0) + 1 } };
}

/** Opens the groups that a node stands in. */
function revealed(state: EditorState, id: string): EditorState {
  const { graph } = draftOf(state);
  const open = new Set(state.open);
  for (
    let node = nodeOf(graph, id);
    node?.group !== undefined && !open.has(node.group);
    node = nodeOf(graph, node.group)
  )
    open.add(node.group);
  return open.size === state.open.size ? state : { ...state, open };
}

function isSame(selected: ReadonlySet<string>, ids: readonly string[]): boolean {
  return selected.size === ids.length && ids.every((id) => selected.has(id));
}
