import type { Schema } from '../api/client.ts';

/** A JSON value. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What the API describes, as it is read here: nothing in it changes by itself. */
type Fixed<Described> = unknown extends Described
  ? JsonValue
  : Described extends readonly (infer Item)[]
    ? readonly Fixed<Item>[]
    : Described extends object
      ? { readonly [Key in keyof Described]: Fixed<Described[Key]> }
      : Described;

/** What an end user reads: in the language of the graph, or by BCP 47 tag. */
export type Text = Fixed<Schema<'DialogText'>>;

/** Sample utterances, in the language of the graph or by language. */
export type Utterances = Fixed<Schema<'DialogUtterances'>>;

/** A value that is known while a task runs. */
export type Reference = Fixed<Schema<'DialogReference'>>;

/** A structured condition. */
export type Condition = Fixed<Schema<'DialogCondition'>>;

/** One comparison of a condition. */
export type Comparison = Extract<Condition, { readonly left: Reference }>;
export type ComparisonOperator = Comparison['operator'];

/** Every way to compare two values. */
export const operators = [
  'equals',
  'not-equals',
  'contains',
  'starts-with',
  'greater-than',
  'less-than',
  'is-set',
  'is-empty',
] as const satisfies readonly ComparisonOperator[];

/** One way on; `to` is the id of a node, `end`, or `return` out of a group. */
export type Transition = Fixed<Schema<'DialogTransition'>>;

export type IntentNode = Fixed<Schema<'DialogIntentNode'>>;
export type EntityNode = Fixed<Schema<'DialogEntityNode'>>;
export type FormNode = Fixed<Schema<'DialogFormNode'>>;
export type ConfirmationNode = Fixed<Schema<'DialogConfirmationNode'>>;
export type ServiceNode = Fixed<Schema<'DialogServiceNode'>>;
export type MessageNode = Fixed<Schema<'DialogMessageNode'>>;
export type GroupNode = Fixed<Schema<'DialogGroupNode'>>;
export type EndNode = Fixed<Schema<'DialogEndNode'>>;

/** A node of a dialog task, as the API keeps it. */
export type DialogNode = Fixed<Schema<'DialogNode'>>;
export type NodeType = DialogNode['type'];

/** The graph of a dialog task, as the API keeps it. */
export type DialogGraph = Fixed<Schema<'DialogGraph'>>;

/** A place on the canvas; for members of a group, within the group. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One value that a task asks for. */
export type DialogEntity = EntityNode['entity'];

/** One field of a form. */
export type EntityField = FormNode['fields'][number];

/** One value that a choice accepts. */
export type Choice = NonNullable<DialogEntity['choices']>[number];
export type EntityKind = DialogEntity['kind'];

/** What a value can be. */
export const entityKinds = [
  'text',
  'number',
  'email',
  'phone',
  'date',
  'time',
  'date-time',
  'duration',
  'money',
  'url',
  'choice',
  'person',
  'company',
  'yes-no',
  'attachment',
] as const satisfies readonly EntityKind[];

/** What every node that asks has. */
export type Asking = Pick<EntityNode, 'prompts' | 'errorPrompts' | 'retries' | 'onExhausted'>;

/** An answer of an operation that is kept as an example. */
export type ServiceSample = Fixed<Schema<'DialogServiceSample'>>;

export type MessageVariant = Fixed<Schema<'DialogMessageVariant'>>;

/** A card beside the text of a message. */
export type MessageCard = NonNullable<MessageVariant['card']>;

/** What is said on some channels. */
export type Channels = NonNullable<MessageNode['channels']>;

/** The most nodes that a graph may have. */
export const mostNodes = 5_000;

/** The operation of a service node for which none is chosen yet. */
export const noOperation = 'choose.an-operation';

/** Targets that are no nodes. */
export const exits: ReadonlySet<string> = new Set(['end', 'return']);

/** A graph as it is sent. */
export function toWire(graph: DialogGraph): Schema<'DialogGraph'> {
  return graph as Schema<'DialogGraph'>;
}

/** The node with an id. */
export function nodeOf(graph: DialogGraph, id: string | undefined): DialogNode | undefined {
  return id === undefined ? undefined : graph.nodes.find((node) => node.id === id);
}

/** Where a node leads when it leads nowhere: out of its group, or to the end. */
export function exitOf(node: Pick<DialogNode, 'group'>): string {
  return node.group === undefined ? 'end' : 'return';
}

/** A graph in which one node is another. */
export function withNode(graph: DialogGraph, id: string, change: (node: DialogNode) => DialogNode): DialogGraph {
  return { ...graph, nodes: graph.nodes.map((node) => (node.id === id ? change(node) : node)) };
}

/** A group's members, and theirs. */
export function membersOf(graph: DialogGraph, groupId: string): readonly DialogNode[] {
  const own = graph.nodes.filter(({ group }) => group === groupId);
  return own.flatMap((node) =>
    node.type === 'group' && node.id !== groupId ? [node, ...membersOf(graph, node.id)] : [node],
  );
}
