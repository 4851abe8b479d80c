/**
 * The dialog model: the JSON of a dialog task. A template is the same JSON, shipped by a connector.
 *
 * A task is a directed graph. Each node does one thing, then its ordered transitions say where to go:
 * the first whose condition holds is taken; one without a condition always holds.
 */

/** A JSON value: all that may stand in a task, in an entity and in an operation's input or output. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * Something that the end user reads: one string in the graph's own language, or one for each language by its BCP 47 tag. Where the end
 * user's language is missing: the language without its region, then the graph's own, then the first.
 */
export type Text = string | { readonly [locale: string]: string };

/** Sample utterances of the end user, in the graph's own language or by language. */
export type Utterances = readonly string[] | { readonly [locale: string]: readonly string[] };

/**
 * Where a transition leads: the id of a node, `end`, which ends the task as completed, or, from a member of a group, `return`, which
 * leaves the group by the group's own transitions.
 */
export type TransitionTarget = string;

/** Points at a value that is known while a task runs. */
export type Reference =
  /** `pointer` (RFC 6901) leads into a value that has parts, such as a person's `/first`. */
  | { readonly from: 'entity'; readonly name: string; readonly pointer?: string }
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
  /** The id of the group that the node stands in. */
  readonly group?: string;
  /** Where the canvas draws the node; without it the canvas finds a place. */
  readonly position?: { readonly x: number; readonly y: number };
}

/** What starts a task: sample utterances of the end user. A task has exactly one. */
export interface IntentNode extends NodeBase<'intent'> {
  readonly utterances: Utterances;
}

/**
 * What a value is, and how it is kept: `number` as a number; `date` as `YYYY-MM-DD`; `time` as `HH:mm`; `date-time` in ISO 8601 with its
 * offset; `duration` in ISO 8601 (`PT1H30M`); `phone` in E.164; `yes-no` as a boolean; `money` as `{ amount, currency }`; `person` as
 * `{ first, last, full }`; `attachment` as `{ id, name, mediaType, size, url? }`; all others as a string.
 */
export type EntityKind =
  | 'text'
  | 'number'
  | 'email'
  | 'phone'
  | 'date'
  | 'time'
  | 'date-time'
  | 'duration'
  | 'money'
  | 'url'
  | 'choice'
  | 'person'
  | 'company'
  | 'yes-no'
  | 'attachment';

/** One value that a `choice` entity accepts. */
export interface Choice {
  readonly value: string;
  readonly title: Text;
  readonly synonyms?: readonly string[];
}

/** One value that a task asks for. */
export interface DialogEntity {
  /** The name by which references and Liquid (`entities.<name>`) know the value. */
  readonly name: string;
  readonly kind: EntityKind;
  /** `optional`: "skip" moves on without a value. `hidden`: never asked, only filled by default. */
  readonly requirement: 'mandatory' | 'optional' | 'hidden';
  readonly choices?: readonly Choice[];
  /** A `choice` that accepts several values; the value is then a list. */
  readonly multiple?: boolean;
  readonly maxLength?: number;
  /** The least and the most of a `number` or of the amount of `money`; of a `date`, the first and the last day in ISO 8601. */
  readonly min?: number | string;
  readonly max?: number | string;
  /** ISO 4217: the currency of `money` that names none. */
  readonly currency?: string;
  /** ISO 3166-1 alpha-2: the country of a `phone` number that names none. */
  readonly country?: string;
  readonly defaultValue?: JsonValue;
  /** How the value is kept out of logs and transcripts: nothing of it, its last four characters, or its name in its place. */
  readonly sensitive?: 'redact' | 'mask' | 'replace';
  /** `false`: always asked; what was said before the question does not count. */
  readonly reuse?: false;
}

/** Asks the end user for one value until it is valid, up to `retries` times. */
export interface EntityNode extends NodeBase<'entity'> {
  readonly entity: DialogEntity;
  /** The question, in Liquid. More than one: the second is asked after the first invalid answer, and so on. */
  readonly prompts: readonly Text[];
  /**
   * What is said to an invalid answer, in Liquid: the n-th to the n-th, the last to all that follow. It stands for the question too,
   * unless `prompts` has one for this retry. None: a sentence of the engine that fits the kind, and the question.
   */
  readonly errorPrompts: readonly Text[];
  /** How often an invalid answer is asked again: 1 to 10. */
  readonly retries: number;
  /** Where to go when the retries are used up. */
  readonly onExhausted: TransitionTarget;
}

/** One field of a form: an entity, and what stands beside it. */
export interface EntityField extends DialogEntity {
  readonly label: Text;
}

/** Asks for several values: at once where a channel shows forms, one by one where it shows text. What is known already is not asked. */
export interface FormNode extends NodeBase<'form'> {
  /** What the end user reads above the fields, in Liquid; `title`, which the canvas shows, without it. */
  readonly heading?: Text;
  readonly intro?: Text;
  readonly fields: readonly EntityField[];
  /** How often an invalid answer is asked again: 1 to 10, for each field. */
  readonly retries: number;
  readonly onExhausted: TransitionTarget;
}

/** Asks for a yes or a no; `transitions` are taken on yes. */
export interface ConfirmationNode extends NodeBase<'confirmation'> {
  /** As those of an entity node. */
  readonly prompts: readonly Text[];
  readonly errorPrompts: readonly Text[];
  readonly retries: number;
  /** What means yes, or no, beside the words that always do. */
  readonly yes?: readonly string[];
  readonly no?: readonly string[];
  readonly onNo: TransitionTarget;
  readonly onExhausted: TransitionTarget;
}

/**
 * A part of the task: entering it goes to the member `start`; a member leaves it by leading to `return`, and then the group's own
 * transitions say where to go. Members have its id in `group`, and lead to each other, to `return` or to `end`.
 */
export interface GroupNode extends NodeBase<'group'> {
  readonly start: string;
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
  /** What the operation may answer: for whoever builds the dialog. No end user gets to see any of it. */
  readonly samples?: readonly ServiceSample[];
}

/** An answer of an operation that is kept as an example; at most 20,000 characters as JSON. */
export interface ServiceSample {
  readonly name: string;
  readonly output: JsonValue;
}

/** A card beside the text of a message, for channels that can show one. Every string is Liquid. */
export interface MessageCard {
  readonly title: Text;
  readonly body?: Text;
  readonly link?: { readonly label: Text; readonly url: string };
}

export interface MessageVariant {
  /** Liquid over `entities`, `results`, `error` and `endUser`. */
  readonly text: Text;
  readonly card?: MessageCard;
}

/** Says something; one of the variants is chosen in turn. */
export interface MessageNode extends NodeBase<'message'> {
  readonly variants: readonly MessageVariant[];
  /** By the end user's channel, word for word: what is said there instead of `variants`, in whatever language. */
  readonly channels?: { readonly [channel: string]: readonly MessageVariant[] };
}

/** Does nothing but choose the first transition whose condition holds; the last one has none (else). */
export type DecisionNode = NodeBase<'decision'>;

/** Ends the task. */
export interface EndNode extends NodeBase<'end'> {
  readonly outcome: 'completed' | 'cancelled' | 'failed';
}

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
export type DialogNodeType = DialogNode['type'];

/** The graph of a dialog task; `nodes[0]` need not be the intent, but there is exactly one intent. */
export interface DialogGraph {
  readonly schemaVersion: 1;
  /** BCP 47: the language of texts that are a single string; `en` unless told. */
  readonly language?: string;
  readonly nodes: readonly DialogNode[];
}
