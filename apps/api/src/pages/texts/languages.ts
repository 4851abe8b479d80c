import Negotiator from 'negotiator';
import { de } from './de.js';
import { en } from './en.js';
import type { Texts } from './texts.js';

/** The languages that pages speak; the first one where a person wants none of them. */
export const languages = { en, de } as const satisfies Record<string, Texts>;

export type Language = keyof typeof languages;

/** Their tags (BCP 47). */
export const languageTags = Object.keys(languages) as readonly Language[];

/** Whether a value is the tag of one of them. */
export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}

/** The language that fits `Accept-Language` best. */
export function negotiateLanguage(acceptLanguage: string | undefined): Language {
  const headers = { 'accept-language': (acceptLanguage ?? '*').slice(0, 500) };
  const wanted = new Negotiator({ headers }).language([...languageTags]);
  return isLanguage(wanted) ? wanted : 'en';
}
