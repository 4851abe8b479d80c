import type { Schema } from '../api/client.ts';

/** A message as the API shows it; `content` is told apart by its `kind`. */
export type Message = Omit<Schema<'MessageView'>, 'content' | 'author'> & {
  readonly author: 'end-user' | 'bot' | 'system';
  readonly content: MessageContent;
};

export interface Choice {
  readonly value: string;
  readonly title: string;
}

export interface Card {
  readonly title: string;
  readonly body?: string;
  readonly link?: { readonly label: string; readonly url: string };
}

export interface FormField {
  readonly name: string;
  readonly kind: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly isSensitive: boolean;
  readonly choices?: readonly Choice[];
  readonly error?: string;
}

/** What is said: the fields that a channel may show besides the text, which is complete by itself. */
export interface MessageContent {
  readonly kind: string;
  readonly text: string;
  readonly title?: string;
  readonly intro?: string;
  readonly card?: Card;
  readonly choices?: readonly Choice[];
  readonly fields?: readonly FormField[];
  readonly expiresAt?: string;
}

/** One thing that happened while the bot answered. */
export type Step = Schema<'StepView'>;

/** What the person is about to say, with what a button or a form adds. */
export interface Saying {
  readonly text: string;
  readonly payload?: string;
  readonly entities?: Readonly<Record<string, unknown>>;
}

/** Whether a link may be opened: nothing but the web. */
export function isWebLink(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
