import type { Text, Utterances } from '../model.js';
import { languageOf } from '../texts/languages.js';

/** The language that a text is wanted in, and the one that a text without a language is in. */
export interface Languages {
  /** BCP 47. */
  readonly locale: string;
  readonly language?: string;
}

/** A text in the end user's language, or in the next best that there is. */
export function localize(text: Text, languages: Languages): string {
  return typeof text === 'string' ? text : (forLocale(text, languages) ?? '');
}

/** What a text says in each language that it has. */
export function everyLanguage(text: Text): readonly string[] {
  return typeof text === 'string' ? [text] : Object.values(text);
}

/** Sample utterances in every language that they have. */
export function everyUtterance(utterances: Utterances): readonly string[] {
  return isList(utterances) ? utterances : Object.values(utterances).flat();
}

function isList(utterances: Utterances): utterances is readonly string[] {
  return Array.isArray(utterances);
}

/** The entry for the exact tag, for the language without its region, for the graph's language, or the first. */
function forLocale(
  entries: { readonly [locale: string]: string },
  { locale, language = 'en' }: Languages,
): string | undefined {
  const wanted = [locale.toLowerCase(), languageOf(locale), language.toLowerCase(), languageOf(language)];
  const known = Object.entries(entries);
  for (const tag of wanted) {
    const found = known.find(([key]) => key.toLowerCase() === tag);
    if (found) return found[1];
  }
  return known[0]?.[1];
}
