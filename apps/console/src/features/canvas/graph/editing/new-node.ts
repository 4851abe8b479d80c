import { noOperation, type DialogGraph, type DialogNode, type NodeType } from '../../../../dialog-graph/graph.ts';
import { entityNamesOf, freshId, freshName, idsOf } from './fresh.ts';

/** Types that a designer can add, in the order in which they are offered. */
export const addableTypes = [
  'entity',
  'message',
  'service',
  'decision',
  'confirmation',
  'form',
  'group',
  'end',
] as const satisfies readonly NodeType[];
export type AddableType = (typeof addableTypes)[number];

type Body<Node = DialogNode> = Node extends DialogNode
  ? Omit<Node, 'id' | 'title' | 'transitions' | 'group' | 'position'>
  : never;

interface Recipe {
  readonly title: string;
  readonly body: (names: ReadonlySet<string>, exit: string) => Body;
}

const recipes: Readonly<Record<AddableType, Recipe>> = {
  entity: {
    title: 'New question',
    body: (names, exit) => ({
      type: 'entity',
      entity: { name: freshName(names, 'answer'), kind: 'text', requirement: 'mandatory' },
      prompts: ['What would you like to tell me?'],
      errorPrompts: [],
      retries: 5,
      onExhausted: exit,
    }),
  },
  message: {
    title: 'New message',
    body: () => ({ type: 'message', variants: [{ text: 'Write here what the bot says.' }] }),
  },
  service: {
    title: 'New service',
    body: () => ({ type: 'service', operation: noOperation, input: {}, timeoutMs: 20_000, onFailure: [] }),
  },
  decision: { title: 'New decision', body: () => ({ type: 'decision' }) },
  confirmation: {
    title: 'New confirmation',
    body: (_names, exit) => ({
      type: 'confirmation',
      prompts: ['Shall I go on?'],
      errorPrompts: [],
      retries: 3,
      onNo: exit,
      onExhausted: exit,
    }),
  },
  form: {
    title: 'New form',
    body: (names, exit) => ({
      type: 'form',
      fields: [{ name: freshName(names, 'field'), kind: 'text', requirement: 'mandatory', label: 'Field' }],
      retries: 5,
      onExhausted: exit,
    }),
  },
  group: { title: 'New group', body: () => ({ type: 'group', start: 'return' }) },
  end: { title: 'End', body: () => ({ type: 'end', outcome: 'completed' }) },
};

/** What stands in for a choice that the designer has yet to make; a group gets a first message, because an empty one cannot be entered. */
export function newNodes(
  graph: DialogGraph,
  type: AddableType,
  group: string | undefined,
): readonly [DialogNode, ...DialogNode[]] {
  const { title, body } = recipes[type];
  const ids = idsOf(graph);
  const id = freshId(ids, title);
  const exit = group === undefined ? 'end' : 'return';
  const place = group === undefined ? {} : { group };
  const transitions = type === 'decision' ? [{ to: exit }] : [];
  const node = { id, title, transitions, ...place, ...body(entityNamesOf(graph), exit) } as DialogNode;
  if (node.type !== 'group') return [node];
  const [first] = newNodes({ ...graph, nodes: [...graph.nodes, node] }, 'message', id);
  return [
    { ...node, start: first.id },
    { ...first, transitions: [{ to: 'return' }] },
  ];
}
