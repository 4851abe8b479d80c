import type { EntityReader } from '../read-entity.js';

/** A person's name: `last` is always there, `first` holds all given names, `full` is as people say it, titles included. */
export type Person = { readonly first?: string; readonly last: string; readonly full: string };

const titles = new Set(
  'mr mrs ms miss mx sir madam dr prof professor doctor herr herrn frau fr hr dipl ing dipl-ing mag'.split(' '),
);
const suffixes = new Set('jr sr ii iii iv phd md mba esq msc bsc'.split(' '));
const particles = new Set(
  'van von vom zu zum zur der den dem de del della di da do dos das du la le el al bin ibn ben ten ter te af'.split(
    ' ',
  ),
);

const openings =
  /^(?:(?:(?:my|her|his|their|the|last|first|full|contact)\s+){0,3}name(?:'s|\s+is)?\s*:?|(?:i am|i'm|it is|it's|this is|that is|that's|she is|he is)|(?:(?:mein|ihr|sein|der)\s+)?(?:vor|nach)?name\s*(?:ist|lautet|:)|ich (?:bin|heiße)|(?:sie|er) heißt|(?:das|es) ist)\s+/i;

/** Words that stand in a sentence and not in a name. */
const sentenceWords =
  /^(?:i|im|you|me|my|your|it|its|the|this|that|not|no|dont|don't|do|does|know|what|who|why|how|is|are|was|please|sorry|ich|du|sie|wir|mir|mich|nicht|kein|keine|weiß|weiss|was|wer|warum|wie|ist|sind|bitte|das|den|die|und|and|or|oder|for|at|für|bei)$/;

const longestInWords = 8;

/** Reads a person's name: "Dr. Grace Brewster Hopper", "Hopper, Grace", "Ludwig van Beethoven", or one name, which is the last. */
export const readPerson: EntityReader = ({ text }) => toPerson(text.replace(openings, ''));

/** The parts of a name; `undefined` for a text that is no name, such as a sentence or a number. */
export function toPerson(text: string): Person | undefined {
  const said = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\s,;!]+$/, '')
    .trim();
  const [before = '', after, ...more] = said.split(/\s*,\s*/);
  if (after === undefined || suffixes.has(bare(after))) return inOrder(said.replaceAll(',', '').split(' '));
  const [family, given] = [before.split(' '), after.split(' ')];
  const isWhole = more.length === 0 && isName([...family, ...given]) && !family.every(isTitle);
  return isWhole ? familyFirst(family, given) : undefined;
}

function isName(words: readonly string[]): boolean {
  return words.length <= longestInWords && words.every(isNameWord) && !words.every(isTitle);
}

/** Given names, then the family name from its particle on; titles and suffixes are around them. */
function inOrder(words: readonly string[]): Person | undefined {
  if (!isName(words)) return undefined;
  const start = words.findIndex((word) => !isTitle(word));
  let end = words.length;
  while (end > start + 1 && suffixes.has(bare(words[end - 1] ?? ''))) end -= 1;
  const names = words.slice(start, end);
  const particle = names.slice(0, -1).findIndex(isParticle);
  const from = particle === -1 ? names.length - 1 : particle;
  return personOf(names.slice(0, from), names.slice(from), words);
}

/** "Hopper, Grace": titles may stand before either. */
function familyFirst(family: readonly string[], given: readonly string[]): Person {
  const [first, last] = [given.filter((word) => !isTitle(word)), family.filter((word) => !isTitle(word))];
  return personOf(first, last, [...[...family, ...given].filter(isTitle), ...first, ...last]);
}

function personOf(first: readonly string[], last: readonly string[], full: readonly string[]): Person {
  return { ...(first.length > 0 && { first: first.join(' ') }), last: last.join(' '), full: full.join(' ') };
}

function isNameWord(word: string): boolean {
  return /^\p{L}[\p{L}\p{M}'’.\u200c·-]*$/u.test(word) && !sentenceWords.test(word);
}

function isParticle(word: string): boolean {
  return particles.has(word) || particles.has(word.toLowerCase().replace(/^d'$/, 'de'));
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[.,]/g, '');
}

/** Whether a word is a title such as "Dr." or "Frau". */
export function isTitle(word: string): boolean {
  return titles.has(bare(word));
}

/** Whether a word may stand within a name in small letters, such as "van". */
export function isNameParticle(word: string): boolean {
  return particles.has(word);
}
