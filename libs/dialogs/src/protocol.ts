import type { DialogGraph, JsonValue, MessageCard } from './model.js';

/** A dialog task as it stands on the bot now; a conversation may have begun with an earlier version. */
export interface DialogTask {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly graph: DialogGraph;
}

/** What is true around an event: the engine reads no clock and knows nobody by itself. */
export interface DialogContext {
  readonly botName: string;
  /** BCP 47, such as `en`, `en-GB` or `de`; English where the language has no texts. */
  readonly locale: string;
  readonly endUser: { readonly id: string; readonly displayName?: string; readonly channel?: string };
  /** ISO 8601. */
  readonly now: string;
  /** IANA name that "tomorrow" is reckoned in; UTC without it. */
  readonly timeZone?: string;
  /** Connector id -> the name that people know the system by. */
  readonly systems: { readonly [connectorId: string]: string };
}

/** A link that lets the end user authorize, made by the server. */
export interface AuthorizationLink {
  readonly requestId: string;
  readonly url: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly systemName: string;
  readonly scopesInWords: readonly string[];
}

export type AuthorizationFailure =
  | 'denied'
  | 'expired'
  | 'failed'
  | 'scope-insufficient'
  | 'account-not-usable'
  | 'code-rejected'
  | 'code-attempts-exhausted';

/** What an effect led to. `effectId` is that of the `run-operation` or `authorize` effect; one that nobody waits for changes nothing. */
export type EffectEvent =
  | { readonly type: 'operation-succeeded'; readonly effectId: string; readonly output: JsonValue }
  | {
      readonly type: 'operation-failed';
      readonly effectId: string;
      readonly code: string;
      readonly message: string;
      readonly isTransient: boolean;
    }
  /** The operation was not run, because nobody has allowed it yet; or the answer to `authorize`. */
  | { readonly type: 'authorization-required'; readonly effectId: string; readonly authorization: AuthorizationLink }
  /** The end user is through in the browser and types the 6-digit code shown there into this chat. */
  | { readonly type: 'authorization-proof-requested'; readonly effectId: string }
  | { readonly type: 'authorization-completed'; readonly effectId: string; readonly accountName?: string }
  | {
      readonly type: 'authorization-failed';
      readonly effectId: string;
      readonly reason: AuthorizationFailure;
      readonly message?: string;
    }
  /** The operation was sent, and nobody can tell whether it was carried out. */
  | { readonly type: 'outcome-unknown'; readonly effectId: string }
  /** The operation took longer than its `timeoutMs` and surely did nothing that matters. */
  | { readonly type: 'timeout'; readonly effectId: string };

/** What the engine answers, one at a time. */
export type DialogEvent =
  | { readonly type: 'conversation-started' }
  /** `payload` is the `value` of the choice that was pressed, where a channel has buttons. */
  | { readonly type: 'message'; readonly text: string; readonly payload?: string }
  | EffectEvent;

/** What the server carries out. `key` is unique in the conversation: the idempotency key of the outbox. */
export type DialogEffect =
  /** Run an operation for the end user; answered by an event with the same `effectId`. */
  | {
      readonly type: 'run-operation';
      readonly key: string;
      readonly effectId: string;
      readonly operation: string;
      readonly input: { readonly [property: string]: JsonValue };
      readonly timeoutMs: number;
      readonly nodeId: string;
      readonly taskId: string;
    }
  /** Make a fresh link, which replaces the earlier ones; answered by `authorization-required` with the same `effectId`. */
  | { readonly type: 'authorize'; readonly key: string; readonly effectId: string; readonly operation: string }
  /** The end user gave up: the link that answered `effectId` is worth nothing from now on. */
  | { readonly type: 'cancel-authorization'; readonly key: string; readonly effectId: string }
  /** Compare the code that was typed; answered by `authorization-completed` or `authorization-failed`. */
  | {
      readonly type: 'verify-authorization-code';
      readonly key: string;
      readonly effectId: string;
      readonly code: string;
    };

/** One answer that the end user may pick; `value` comes back as the `payload` of a message. */
export interface MessageChoice {
  readonly value: string;
  readonly title: string;
}

interface MessageBase<Kind extends string> {
  readonly kind: Kind;
  /** Complete by itself, for channels that show nothing but text. */
  readonly text: string;
  /** When the message holds what is to be kept out of transcripts: the text to store in place of all that it holds, card included. */
  readonly transcriptText?: string;
}

export interface TextMessage extends MessageBase<'text'> {
  readonly card?: MessageCard;
  readonly choices?: readonly MessageChoice[];
}

/** A question; where it has a `title`, that is the text without the list of choices. */
export interface QuestionMessage extends MessageBase<'question'> {
  readonly title?: string;
  readonly choices?: readonly MessageChoice[];
}

/** Carries the link under which the end user authorizes. */
export interface AuthorizationLinkMessage extends MessageBase<'authorization-link'> {
  readonly title: string;
  readonly card: {
    readonly title: string;
    readonly body: string;
    readonly link: { readonly label: string; readonly url: string };
  };
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** What the bot says. */
export type OutgoingMessage = TextMessage | QuestionMessage | AuthorizationLinkMessage;
