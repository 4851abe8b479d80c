/**
 * The dialog model: the JSON of a dialog task. A template is the same JSON, shipped by a connector.
 *
 * A task is a directed graph. Each node does one thing, then its ordered transitions say where to go:
 * the first whose condition holds is taken; one without a condition always holds.
 */

/** A JSON value: all that may stand in a task, in an entity and in an operation's input or output. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Where a transition leads: the id of a node, or `end`, which ends the task as completed. */
export type TransitionTarget = string;

/** Points at a value that is known while a task runs. */
export type Reference =
  | { readonly from: 'entity'; readonly name: string }
  | { readonly from: 'result'; readonly node: string; readonly pointer: string }
  | { readonly from: 'error'; readonly name: 'code' | 'message' | 'node' }
  | { readonly from: 'end-user'; readonly name: 'id' | 'displayName' | 'channel' }
  | { readonly from: 'value'; readonly value: JsonValue };

export type ComparisonOperator =
  'equals' | 'not-equals' | 'contains' | 'starts-with' | 'greater-than' | 'less-than' | 'is-set' | 'is-empty';

/** A structured condition; nothing in it can run code. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly left: Reference; readonly operator: ComparisonOperator; readonly right?: Reference };

export interface Transition {
  readonly when?: Condition;
  readonly to: TransitionTarget;
}

interface NodeBase<Type extends string> {
  readonly id: string;
  readonly type: Type;
  /** What the canvas shows. */
  readonly title: string;
  readonly transitions: readonly Transition[];
}

/** What starts a task: sample utterances of the end user. A task has exactly one. */
export interface IntentNode extends NodeBase<'intent'> {
  readonly utterances: readonly string[];
}

export type EntityKind = 'text' | 'number' | 'email' | 'phone' | 'date' | 'url' | 'choice' | 'yes-no';

/** One value that a `choice` entity accepts. */
export interface Choice {
  readonly value: string;
  readonly title: string;
  readonly synonyms?: readonly string[];
}

/** Asks the end user for one value until it is valid, up to `retries` times. */
export interface EntityNode extends NodeBase<'entity'> {
  readonly entity: {
    /** The name by which references and Liquid (`entities.<name>`) know the value. */
    readonly name: string;
    readonly kind: EntityKind;
    /** `optional`: "skip" moves on without a value. `hidden`: never asked, only filled by default. */
    readonly requirement: 'mandatory' | 'optional' | 'hidden';
    readonly choices?: readonly Choice[];
    /** A `choice` that accepts several values; the value is then a list. */
    readonly multiple?: boolean;
    readonly maxLength?: number;
    readonly defaultValue?: JsonValue;
    /** How the value is kept out of logs and transcripts. */
    readonly sensitive?: 'redact' | 'mask';
  };
  /** The question, in Liquid. More than one: the second is asked after the first invalid answer, and so on. */
  readonly prompts: readonly string[];
  /**
   * What is said to an invalid answer, in Liquid: the n-th to the n-th, the last to all that follow. It stands for the question too,
   * unless `prompts` has one for this retry. None: a sentence of the engine that fits the kind, and the question.
   */
  readonly errorPrompts: readonly string[];
  /** How often an invalid answer is asked again: 1 to 10. */
  readonly retries: number;
  /** Where to go when the retries are used up. */
  readonly onExhausted: TransitionTarget;
}

/** Runs one operation of a connector. */
export interface ServiceNode extends NodeBase<'service'> {
  /** Operation id: `connector.verb-noun`. */
  readonly operation: string;
  /** Property of the operation's input -> where its value comes from. What is not known is left out. */
  readonly input: { readonly [property: string]: Reference };
  /** 1,000 to 60,000. */
  readonly timeoutMs: number;
  /** Tried in order when the operation fails; `error.code` and `error.message` are known to them. None: the task ends with a plain apology. */
  readonly onFailure: readonly Transition[];
  /** Where to go on a timeout; without it, `onFailure` with the code `timeout`. */
  readonly onTimeout?: TransitionTarget;
}

/** A card beside the text of a message, for channels that can show one. Every string is Liquid. */
export interface MessageCard {
  readonly title: string;
  readonly body?: string;
  readonly link?: { readonly label: string; readonly url: string };
}

export interface MessageVariant {
  /** Liquid over `entities`, `results`, `error` and `endUser`. */
  readonly text: string;
  readonly card?: MessageCard;
}

/** Says something; one of the variants is chosen in turn. */
export interface MessageNode extends NodeBase<'message'> {
  readonly variants: readonly MessageVariant[];
}

/** Does nothing but choose the first transition whose condition holds; the last one has none (else). */
export type DecisionNode = NodeBase<'decision'>;

/** Ends the task. */
export interface EndNode extends NodeBase<'end'> {
  readonly outcome: 'completed' | 'cancelled' | 'failed';
}

export type DialogNode = IntentNode | EntityNode | ServiceNode | MessageNode | DecisionNode | EndNode;
export type DialogNodeType = DialogNode['type'];

/** The graph of a dialog task; `nodes[0]` need not be the intent, but there is exactly one intent. */
export interface DialogGraph {
  readonly schemaVersion: 1;
  readonly nodes: readonly DialogNode[];
}
