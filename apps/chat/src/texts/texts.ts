import { de } from './de.js';
import { en } from './en.js';

/** Every word that the chat itself says: a language that lacks one does not compile. */
export interface Texts {
  readonly open: (title: string) => string;
  readonly close: string;
  readonly messages: string;
  readonly you: string;
  readonly write: string;
  readonly send: string;
  readonly typing: (title: string) => string;
  readonly connecting: string;
  readonly offline: string;
  readonly waitsToBeSent: string;
  readonly notSent: string;
  readonly tryAgain: string;
  readonly discard: string;
  readonly unavailable: string;
  readonly signInNeeded: string;
  readonly notAllowedHere: string;
  readonly newMessages: string;
  readonly waiting: string;
  readonly openAgain: string;
  readonly connected: string;
  readonly linkExpired: string;
  readonly linkReplaced: string;
  /** The words that bots understand as the wish for a new link. */
  readonly newLink: string;
  readonly opensInWindow: string;
  readonly code: string;
  readonly codeHint: string;
  readonly confirm: string;
  readonly submit: string;
  readonly optional: string;
  readonly required: string;
  readonly pick: string;
  readonly yes: string;
  readonly no: string;
}

const languages: Readonly<Record<string, Texts>> = { en, de };

/** The texts of the first of these languages that there are words in; English where there is none. */
export function textsFor(...tags: readonly (string | undefined)[]): {
  readonly language: string;
  readonly texts: Texts;
} {
  for (const tag of tags) {
    const language = tag?.split('-')[0]?.toLowerCase() ?? '';
    const texts = Object.hasOwn(languages, language) ? languages[language] : undefined;
    if (texts !== undefined) return { language, texts };
  }
  return { language: 'en', texts: en };
}
