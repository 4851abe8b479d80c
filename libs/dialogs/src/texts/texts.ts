import type { EntityKind } from '../model.js';
import type { AuthorizationFailure } from '../protocol.js';
import type { AccountChange } from '../state.js';

/** Words that the engine understands, as people write them; compared without case and punctuation. */
export interface Words {
  readonly hello: readonly string[];
  readonly cancel: readonly string[];
  readonly help: readonly string[];
  readonly abilities: readonly string[];
  readonly back: readonly string[];
  readonly startOver: readonly string[];
  readonly postpone: readonly string[];
  readonly resume: readonly string[];
  readonly connections: readonly string[];
  /** With the name of a system in the place of a `*`. */
  readonly disconnect: readonly string[];
  readonly switchAccount: readonly string[];
  readonly newLink: readonly string[];
  readonly skip: readonly string[];
  readonly all: readonly string[];
  readonly and: readonly string[];
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly retry: readonly string[];
  readonly leave: readonly string[];
}

/** Why an authorization came to nothing: all reasons but that of a code which may be typed again. */
export type AuthorizationEnd = Exclude<AuthorizationFailure, 'code-rejected'>;

/** Codes that `error.code` has when the engine itself, not an operation, gave up on a node. */
export type OwnErrorCode =
  'retries-exhausted' | 'timeout' | 'outcome-unknown' | 'authorization-denied' | 'result-too-large';

/** A task, and the system that its present step works with. */
export interface Step {
  readonly task: string;
  readonly system: string;
}

/** Everything that the engine itself says, in one language. `message` is a sentence of the server or of an operation. */
export interface Texts {
  readonly words: Words;
  readonly greeting: (bot: string, user: string | undefined) => string;
  readonly abilities: string;
  readonly noAbilities: string;
  readonly notUnderstood: string;
  readonly whichTask: string;
  readonly tooManyTasks: string;

  readonly backTo: (task: string) => string;
  readonly skipHint: string;
  readonly yes: string;
  readonly no: string;
  readonly invalid: Record<EntityKind, string>;
  readonly tooLong: (limit: number) => string;
  readonly tooSmall: (limit: string) => string;
  readonly tooLarge: (limit: string) => string;
  readonly asking: (task: string) => string;

  readonly corrected: (label: string, value: string) => string;
  /** The same of a value that is not to be shown. */
  readonly correctedUnseen: (label: string) => string;
  readonly tooLateToCorrect: (label: string, step: Step) => string;
  readonly nothingToGoBackTo: string;
  readonly tooLateToGoBack: (step: Step) => string;
  readonly startingOver: (task: string) => string;
  readonly nothingToStartOver: string;
  readonly postponed: (task: string) => string;
  readonly stillPutOff: (task: string) => string;
  readonly nothingPostponed: string;

  readonly connections: string;
  readonly noConnections: string;
  readonly account: (system: string, account: string | undefined) => string;
  readonly whichConnection: string;
  readonly notConnected: (system: string) => string;
  readonly askDisconnect: (system: string, account: string | undefined) => string;
  readonly keptConnected: (system: string) => string;
  readonly changingAccount: Record<AccountChange['change'], (system: string) => string>;
  readonly disconnected: (system: string) => string;
  /** The same where the system itself could not be told. */
  readonly disconnectedHere: (system: string) => string;
  readonly accountSwitched: (system: string, account: string | undefined) => string;
  readonly accountUnchanged: (system: string, message: string) => string;
  /** What stands where the name of a task would, while an account is changed. */
  readonly accountTask: Record<AccountChange['change'], (system: string) => string>;

  readonly done: (task: string) => string;
  readonly cancelled: (task: string) => string;
  readonly cancelledWhileRunning: (step: Step) => string;
  readonly nothingToCancel: string;
  readonly failed: (task: string, message: string, isTransient: boolean) => string;
  /** What `error.message` says. */
  readonly reasons: Record<OwnErrorCode, (system: string) => string>;
  readonly changed: (task: string) => string;
  readonly stepDone: (step: Step) => string;
  readonly removed: (task: string) => string;
  readonly faulty: (task: string) => string;
  readonly unreadable: string;
  readonly askFor: (title: string) => string;

  readonly linkTitle: (system: string) => string;
  readonly linkText: (step: Step, bot: string) => string;
  /** Between the reason and the link, where there is nothing to press. */
  readonly openLink: string;
  readonly linkScopes: (scopes: readonly string[]) => string;
  readonly linkLabel: (system: string) => string;
  readonly linkHint: string;
  readonly linkOmitted: string;
  readonly linkRequested: (system: string) => string;
  readonly authorizationEnded: (reason: AuthorizationEnd, step: Step, message: string) => string;
  readonly offerLink: (system: string) => string;
  readonly newLink: string;
  readonly leave: string;
  readonly askCode: (step: Step) => string;
  readonly codeRejected: string;
  readonly codeShape: string;
  readonly codeBeingChecked: string;
  readonly connected: (system: string, account: string | undefined) => string;

  /** Somebody else has to authorize, and was told. */
  readonly othersAwaited: (step: Step) => string;
  readonly stillAwaitingOthers: (step: Step) => string;
  readonly worksAgain: (system: string) => string;

  readonly stillRunning: (step: Step) => string;
  readonly stillWaiting: (step: Step) => string;
  readonly stillAskingCode: (step: Step) => string;
  readonly outcomeUnknown: (step: Step) => string;
  readonly offerRetry: string;
  readonly retry: string;
}
