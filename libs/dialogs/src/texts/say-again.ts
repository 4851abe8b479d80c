import { languageOf } from './languages.js';

/** How people begin a correction of what they said last; what follows is the new value. */
const beginnings: { readonly [language: string]: RegExp } = {
  en: /^(?:(?:no|nope|sorry|oops|wait|actually|i mean|correction)[\s,.:;!-]+)+(?:(?:it|that|this)(?:['’]s| is| was| should be| should have been)|i meant?|make (?:it|that))\s+(\S[^]*)$|^i meant\s+(\S[^]*)$/iu,
  de: /^(?:(?:nein|nee|doch|halt|moment|sorry|entschuldigung|verzeihung|eigentlich|ich meine)[\s,.:;!-]+)+(?:(?:es|das|er|sie)\s+(?:ist|war|heißt|heisst|soll(?:te)?)|ich mein(?:e|te))\s+(\S[^]*)$|^ich meinte\s+(\S[^]*)$/iu,
};

/** How people begin when something that they said is to change. */
const changes: { readonly [language: string]: RegExp } = {
  en: /^(?:(?:oh|please|can you|could you)[\s,]+)?(?:no|nope|sorry|oops|wait|actually|i meant?|correction|hold on|not|change|correct|set|update|fix)(?![\p{L}\p{N}])/iu,
  de: /^(?:(?:oh|ach|bitte|kannst du|können sie)[\s,]+)?(?:nein|nee|nö|doch|halt|moment|entschuldigung|verzeihung|eigentlich|ich mein(?:e|te)|korrektur|nicht|ändern?|ändere|korrigieren?|korrigiere|setzen?)(?![\p{L}\p{N}])/iu,
};

/** Whether a text begins as a correction does. */
export function saysToChange(text: string, locale: string): boolean {
  const language = languageOf(locale);
  const own = Object.hasOwn(changes, language) ? changes[language] : undefined;
  return [own, changes['en']].some((pattern) => pattern?.test(text.trim()));
}

/** What "actually, it is Acme" says anew; `undefined` for what does not begin like that. English is understood everywhere. */
export function sayAgain(text: string, locale: string): string | undefined {
  const language = languageOf(locale);
  const own = Object.hasOwn(beginnings, language) ? beginnings[language] : undefined;
  const match = own?.exec(text.trim()) ?? beginnings['en']?.exec(text.trim());
  const said = (match?.[1] ?? match?.[2])?.replace(/[\s.!]+$/u, '');
  return said || undefined;
}
