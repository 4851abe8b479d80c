import type { DialogEntity, DialogGraph, JsonValue } from './model.js';

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
  /** The systems that this end user has authorized; none without it. */
  readonly connections?: readonly Connection[];
  /** Service nodes that have sample responses take the first of them, and run nothing: for whoever tries a dialog out. */
  readonly usesSamples?: boolean;
}

/** A system that the end user has authorized. */
export interface Connection {
  readonly connectorId: string;
  /** The name that people know the system by. */
  readonly name: string;
  /** Whose account it is there. */
  readonly accountName?: string;
}

/** A file that the end user sent; the engine never looks into it. */
export type Attachment = {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly url?: string;
};

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
  | 'provider-unavailable'
  | 'scope-insufficient'
  | 'account-not-usable'
  | 'code-rejected'
  | 'code-attempts-exhausted';

/** What an effect led to. `effectId` is that of the effect; one that nobody waits for changes nothing. */
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
  /**
   * The operation was not run, because somebody other than the end user has to authorize, and was told; `authorization-completed` with
   * the same `effectId` follows once that is done, and `authorization-failed` when it will never be.
   */
  | { readonly type: 'authorization-awaited'; readonly effectId: string }
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
export type DialogEvent = { readonly type: 'conversation-started' } | UserMessage | EffectEvent;

/** What the end user wrote, pressed, sent or filled in. */
export interface UserMessage {
  readonly type: 'message';
  readonly text: string;
  /** The `value` of the choice that was pressed, where a channel has buttons. */
  readonly payload?: string;
  /** The task that the host found the message to ask for. One that is not on the bot counts as not found. */
  readonly intent?: { readonly taskId: string; readonly confidence?: number };
  /** Values by name, that the host found in the message or that a form was filled in with. Each counts only where it is valid. */
  readonly entities?: { readonly [name: string]: JsonValue };
  readonly attachments?: readonly Attachment[];
}

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
    }
  /** Revoke what the end user has authorized; answered by `operation-succeeded` or `operation-failed` with the same `effectId`. */
  | { readonly type: 'disconnect'; readonly key: string; readonly effectId: string; readonly connectorId: string }
  /**
   * Revoke what the end user has authorized, and make a link for another account; answered by `authorization-required` or
   * `operation-failed` with the same `effectId`, and then as for `authorize`.
   */
  | { readonly type: 'switch-account'; readonly key: string; readonly effectId: string; readonly connectorId: string };

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
  /** How the authorization stands whose link came last, where the message is about it: for channels that show a link's state. */
  readonly authorization?: 'code-asked' | 'completed' | 'ended';
}

/** A card beside the text of a message, for channels that can show one. */
export interface Card {
  readonly title: string;
  readonly body?: string;
  readonly link?: { readonly label: string; readonly url: string };
}

export interface TextMessage extends MessageBase<'text'> {
  readonly card?: Card;
  readonly choices?: readonly MessageChoice[];
}

/** A question; where it has a `title`, that is the text without the list of choices. */
export interface QuestionMessage extends MessageBase<'question'> {
  readonly title?: string;
  readonly choices?: readonly MessageChoice[];
}

/** One field that is still to be filled in. */
export interface FormField extends Pick<DialogEntity, 'name' | 'kind' | 'multiple' | 'maxLength' | 'min' | 'max'> {
  readonly label: string;
  readonly isRequired: boolean;
  /** Shown as dots while it is typed. */
  readonly isSensitive: boolean;
  readonly choices?: readonly MessageChoice[];
  /** What was wrong with the value that was given. */
  readonly error?: string;
}

/**
 * Several questions at once; `text` asks the first, and a form that was filled in comes back as a message
 * with the payload `submit` and the values by name in `entities`.
 */
export interface FormMessage extends MessageBase<'form'> {
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly FormField[];
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
export type OutgoingMessage = TextMessage | QuestionMessage | FormMessage | AuthorizationLinkMessage;

export type TraceStepKind =
  /** What the message was taken for: `{ as, ... }`, such as a task, an answer, a correction or a command. */
  | 'understood'
  /** The run came to the node. */
  | 'entered'
  /** Values were found in the message: `{ entities }`. */
  | 'extracted'
  /** A question: `{ text }`. */
  | 'asked'
  /** An answer, or a value of the host, that does not count: `{ entity?, reason }`. */
  | 'rejected'
  /** A value was replaced: `{ entity, value }`. */
  | 'corrected'
  /** The way out of a node, where there were several: `{ to }`. */
  | 'decided'
  /** The bot said: `{ text }`. */
  | 'said'
  /** An effect: `{ effect, ... }`. */
  | 'sent'
  /** What an effect led to: `{ event, ... }`. */
  | 'received'
  /** The run waits: `{ for }`. */
  | 'waiting'
  /** The task ended: `{ outcome }`. */
  | 'ended';

/** One thing that happened while an event was answered. Values of sensitive entities and codes are redacted, and long texts cut. */
export interface TraceStep {
  readonly kind: TraceStepKind;
  readonly taskId?: string;
  readonly nodeId?: string;
  readonly detail: JsonValue;
}
