import { textsFor, wordsOf } from '../texts/languages.js';
import type { Texts } from '../texts/texts.js';
import { normalize } from '../values/text.js';
import type { Answer, EntityReader } from './read-entity.js';

const longestAnswerInWords = 5;

/** Reads yes or no from a short answer such as "yes please", "no thanks" or a thumb. */
export const readYesNo: EntityReader = (answer, _entity, { locale }) => saysYes(answer, textsFor(locale));

/** `true` for yes, `false` for no, `undefined` for neither or for an answer that has both. */
export function saysYes({ text, payload }: Answer, texts: Texts): boolean | undefined {
  if (payload === 'yes' || payload === 'no') return payload === 'yes';
  if (text.includes('👍') !== text.includes('👎')) return text.includes('👍');
  const phrase = normalize(text);
  const words = phrase.split(' ');
  if (words.length > longestAnswerInWords) return undefined;
  const isNo = mentions(phrase, words, wordsOf('no', texts));
  const isYes = mentions(phrase, words, wordsOf('yes', texts));
  return isNo === isYes ? undefined : isYes;
}

function mentions(phrase: string, words: readonly string[], list: ReadonlySet<string>): boolean {
  return list.has(phrase) || words.some((word) => list.has(word));
}
