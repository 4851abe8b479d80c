import type { JsonValue } from './model.js';

/** The version of `DialogState` that this engine reads and writes. */
export const dialogStateVersion = 1;

/** Where a service node stands with its operation. */
export type ServiceStage =
  /** The operation is on its way. */
  | 'running'
  /** Somebody other than the end user has to authorize, and was told. */
  | 'others-awaited'
  /** A fresh link was asked for and has not come yet. */
  | 'link-requested'
  /** The end user has a link. */
  | 'link-sent'
  /** The end user is to type the code that the browser shows. */
  | 'code-asked'
  /** A code was typed; the server compares it. */
  | 'code-sent'
  /** The authorization came to nothing; the end user is asked whether to try a new link. */
  | 'link-offered'
  /** The outcome is unknown; the end user is asked whether to try again. */
  | 'retry-offered';

/** A question of an entity, form or confirmation node. */
export interface AnswerWait {
  readonly for: 'answer';
  /** How many answers were not valid. */
  readonly failures: number;
  /** Names of the fields of a form that are done with. */
  readonly passed?: readonly string[];
}

/** An operation of a service node, from its first run to its end, authorization included. */
export interface ServiceWait {
  readonly for: 'service';
  readonly stage: ServiceStage;
  /** The operation that is wanted. */
  readonly operation: string;
  /** The effect whose outcome counts now. */
  readonly effectId: string;
  /** Effects whose links were replaced; whoever finishes by one of them is still let in. */
  readonly earlierEffectIds: readonly string[];
}

export type Wait = AnswerWait | ServiceWait;

/** Why the last service or entity node of a run failed. */
export interface DialogError {
  readonly code: string;
  readonly message: string;
  readonly node: string;
  /** The same may work in a few minutes. */
  readonly isTransient?: boolean;
}

/** One run of a task. */
export interface Frame {
  readonly id: number;
  readonly taskId: string;
  readonly taskName: string;
  /** The version of the task that the run began with. */
  readonly taskVersion: number;
  readonly nodeId: string;
  readonly wait: Wait;
  readonly entities: { readonly [name: string]: JsonValue };
  readonly results: { readonly [nodeId: string]: JsonValue };
  readonly error?: DialogError;
  /** How often a message node has spoken, which decides the variant. */
  readonly spoken: { readonly [nodeId: string]: number };
  /** Entities whose values were found before their questions came up, which are then left out. */
  readonly ahead?: readonly string[];
  /** Nodes whose questions were answered since the last operation, the latest last: the way back. */
  readonly trail?: readonly string[];
  /** The entity that the message before this one was about, which "actually, it is ..." corrects. */
  readonly latest?: string;
  /** The end user said "not now"; the run waits to be continued. */
  readonly isPostponed?: true;
  /** The run is of no task: it changes what the end user has authorized with a system. */
  readonly account?: AccountChange;
}

/** What is done about the end user's account with a system. */
export interface AccountChange {
  readonly change: 'disconnect' | 'switch-account';
  readonly connectorId: string;
}

/** Several tasks fit what the end user wrote; they were asked which one is meant. */
export interface TaskQuestion {
  readonly taskIds: readonly string[];
}

/** The end user was asked whether, or with which of some systems, an account is to be changed. */
export interface AccountQuestion {
  readonly change: AccountChange['change'];
  readonly connectorIds: readonly string[];
}

/** All that is known of a conversation between two events: plain JSON, so that it can be kept in a row. Holds what the end user said, sensitive values included. */
export interface DialogState {
  readonly version: typeof dialogStateVersion;
  /** The last number given to a frame or an effect. */
  readonly counter: number;
  /** Tasks in progress, the youngest last. */
  readonly frames: readonly Frame[];
  readonly taskQuestion?: TaskQuestion;
  readonly accountQuestion?: AccountQuestion;
}
