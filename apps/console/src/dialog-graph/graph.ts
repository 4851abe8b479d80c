/** A JSON value. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What an end user reads: in the language of the graph, or by BCP 47 tag. */
export type Text = string | { readonly [locale: string]: string };

/** Sample utterances, in the language of the graph or by language. */
export type Utterances = readonly string[] | { readonly [locale: string]: readonly string[] };

/** A value that is known while a task runs. */
export type Reference =
  | { readonly from: 'entity'; readonly name: string; readonly pointer?: string }
  | { readonly from: 'result'; readonly node: string; readonly pointer: string }
  | { readonly from: 'error'; readonly name: 'code' | 'message' | 'node' }
  | { readonly from: 'end-user'; readonly name: 'id' | 'displayName' | 'channel' }
  | { readonly from: 'value'; readonly value: JsonValue };

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
] as const;
export type ComparisonOperator = (typeof operators)[number];

/** One comparison of a condition. */
export interface Comparison {
  readonly left: Reference;
  readonly operator: ComparisonOperator;
  readonly right?: Reference;
}

/** A structured condition. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

/** One way on; `to` is the id of a node, `end`, or `return` out of a group. */
export interface Transition {
  readonly when?: Condition;
  readonly to: string;
}

/** A place on the canvas; for members of a group, within the group. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface NodeBase<Type extends string> {
  readonly id: string;
  readonly type: Type;
  readonly title: string;
  readonly transitions: readonly Transition[];
  readonly group?: string;
  readonly position?: Point;
}

export interface IntentNode extends NodeBase<'intent'> {
  readonly utterances: Utterances;
}

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
] as const;
export type EntityKind = (typeof entityKinds)[number];

/** One value that a choice accepts. */
export interface Choice {
  readonly value: string;
  readonly title: Text;
  readonly synonyms?: readonly string[];
}

/** One value that a task asks for. */
export interface DialogEntity {
  readonly name: string;
  readonly kind: EntityKind;
  readonly requirement: 'mandatory' | 'optional' | 'hidden';
  readonly choices?: readonly Choice[];
  readonly multiple?: boolean;
  readonly maxLength?: number;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly currency?: string;
  readonly country?: string;
  readonly defaultValue?: JsonValue;
  readonly sensitive?: 'redact' | 'mask' | 'replace';
  readonly reuse?: false;
}

/** What every node that asks has. */
export interface Asking {
  readonly prompts: readonly Text[];
  readonly errorPrompts: readonly Text[];
  readonly retries: number;
  readonly onExhausted: string;
}

export interface EntityNode extends NodeBase<'entity'>, Asking {
  readonly entity: DialogEntity;
}

/** One field of a form. */
export interface EntityField extends DialogEntity {
  readonly label: Text;
}

export interface FormNode extends NodeBase<'form'> {
  readonly heading?: Text;
  readonly intro?: Text;
  readonly fields: readonly EntityField[];
  readonly retries: number;
  readonly onExhausted: string;
}

export interface ConfirmationNode extends NodeBase<'confirmation'>, Asking {
  readonly yes?: readonly string[];
  readonly no?: readonly string[];
  readonly onNo: string;
}

export interface GroupNode extends NodeBase<'group'> {
  readonly start: string;
}

export interface ServiceNode extends NodeBase<'service'> {
  readonly operation: string;
  readonly input: { readonly [property: string]: Reference };
  readonly timeoutMs: number;
  readonly onFailure: readonly Transition[];
  readonly onTimeout?: string;
  readonly samples?: readonly ServiceSample[];
}

/** An answer of an operation that is kept as an example. */
export interface ServiceSample {
  readonly name: string;
  readonly output: JsonValue;
}

/** A card beside the text of a message. */
export interface MessageCard {
  readonly title: Text;
  readonly body?: Text;
  readonly link?: { readonly label: Text; readonly url: string };
}

export interface MessageVariant {
  readonly text: Text;
  readonly card?: MessageCard;
}

export interface MessageNode extends NodeBase<'message'> {
  readonly variants: readonly MessageVariant[];
  /** By the end user's channel: what is said there instead. */
  readonly channels?: Channels;
}

/** What is said on some channels. */
export type Channels = Readonly<Record<string, readonly MessageVariant[]>>;

export type DecisionNode = NodeBase<'decision'>;

export interface EndNode extends NodeBase<'end'> {
  readonly outcome: 'completed' | 'cancelled' | 'failed';
}

/** A node of a dialog task, as the API keeps it. */
export type DialogNode =
  | IntentNode
  | EntityNode
  | FormNode
  | ConfirmationNode
  | ServiceNode
  | MessageNode
  | DecisionNode
  | GroupNode
  | EndNode;
export type NodeType = DialogNode['type'];

/** The graph of a dialog task, as the API keeps it. */
export interface DialogGraph {
  readonly schemaVersion: 1;
  readonly language?: string;
  readonly nodes: readonly DialogNode[];
}

/** The most nodes that a graph may have. */
export const mostNodes = 5_000;

/** The operation of a service node for which none is chosen yet. */
export const noOperation = 'choose.an-operation';

/** Targets that are no nodes. */
export const exits: ReadonlySet<string> = new Set(['end', 'return']);

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
