import { normalize } from '../values/text.js';
import { english } from './english.js';
import { german } from './german.js';
import type { Texts, Words } from './texts.js';

const languages: { readonly [language: string]: Texts } = { en: english, de: german };

/** The language of a BCP 47 tag: `de` of `de-AT`. */
export function languageOf(locale: string): string {
  return locale.toLowerCase().split(/[-_]/)[0] ?? '';
}

/** What the engine says in the language of a locale; English where it knows no other. */
export function textsFor(locale: string): Texts {
  const language = languageOf(locale);
  return Object.hasOwn(languages, language) ? (languages[language] ?? english) : english;
}

const wordSets = new Map<string, ReadonlySet<string>>();

/** The normalized words of a list in a language; English ones are understood everywhere. */
export function wordsOf(list: keyof Words, texts: Texts): ReadonlySet<string> {
  const key = `${list} ${texts.words[list].join()}`;
  let words = wordSets.get(key);
  if (!words) {
    words = new Set([...texts.words[list], ...english.words[list]].map(normalize));
    wordSets.set(key, words);
  }
  return words;
}

/** Whether a text is, as a whole, one of the words of a list. */
export function isWord(text: string, list: keyof Words, texts: Texts): boolean {
  return wordsOf(list, texts).has(normalize(text));
}
