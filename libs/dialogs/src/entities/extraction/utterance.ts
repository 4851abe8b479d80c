import { functionWords } from '../../intents/vocabulary.js';
import { normalize } from '../../values/text.js';
import { hasLegalForm } from '../names/company.js';
import { isTitle } from '../names/person.js';

/** A word of an utterance: as it is written and as it is compared. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** Written as names are: with a capital, or beginning with a digit. */
  readonly isCapital: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const wordPattern = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’_-]|[.&@/+](?=[\p{L}\p{N}]))*\.?|&/gu;

/** A text, its words, and which parts of it have a meaning already. */
export class Utterance {
  readonly words: readonly Word[];
  private readonly claims: Span[] = [];
  private readonly barriers = new Set<number>();

  constructor(readonly text: string) {
    this.words = [...text.matchAll(wordPattern)].map(({ 0: said, index }) => toWord(said, index));
  }

  claim(start: number, end: number): void {
    this.claims.push({ start, end });
  }

  /** Keeps a word out of names, though not out of what is quoted or labelled. */
  bar(index: number): void {
    this.barriers.add(index);
  }

  /** Nobody who writes without any capitals marks names by them. */
  get hasCapitals(): boolean {
    return this.words.some(({ text }, i) => i > 0 && /\p{Lu}/u.test(text) && this.isFreeWord(i));
  }

  isFree(start: number, end: number): boolean {
    return this.claims.every((claim) => claim.end <= start || claim.start >= end);
  }

  isFreeWord(index: number): boolean {
    const word = this.words[index];
    return word !== undefined && !this.barriers.has(index) && this.isFree(word.start, word.end);
  }

  lower(index: number): string {
    return this.words[index]?.lower ?? '';
  }

  /** Whether nothing but spaces lies between a word and the next. */
  isJoined(index: number): boolean {
    const [word, next] = [this.words[index], this.words[index + 1]];
    return word !== undefined && next !== undefined && /^[ \u00a0]+$/.test(this.text.slice(word.end, next.start));
  }

  /** The first word that begins at a place or after it. */
  indexFrom(start: number): number {
    const index = this.words.findIndex((word) => word.start >= start);
    return index === -1 ? this.words.length : index;
  }

  /** What some words are in the text. */
  slice(from: number, to: number): string {
    return this.text.slice(this.words[from]?.start ?? 0, this.words[to - 1]?.end ?? 0);
  }
}

/** A full stop belongs to a word that is an abbreviation in a name, and ends the sentence otherwise. */
function toWord(said: string, start: number): Word {
  const isAbbreviation = isTitle(said) || hasLegalForm(said) || /^\p{Lu}\.$/u.test(said) || /^[js]r\.$/i.test(said);
  const text = said.endsWith('.') && !isAbbreviation ? said.slice(0, -1) : said;
  return {
    text,
    lower: normalize(text),
    start,
    end: start + text.length,
    isCapital: /\p{Lu}|^\d|^\p{Lo}/u.test(text),
  };
}

/** How far apart two words of a sample may stand in an utterance: "create a brand new lead". */
const widestGap = 3;

/**
 * Claims the words by which the task was asked for, since they are no values. Gives back where the command ends, from which a name may follow
 * at once; -1 where none of the samples is said.
 */
export function claimCommand(utterance: Utterance, samples: readonly string[]): number {
  const sampleWords = samples.map((sample) => normalize(sample).split(' ').filter(Boolean));
  const alignments = sampleWords.map((words) => align(utterance, words)).filter((found) => found.length > 0);
  const best = alignments.sort((a, b) => b.length - a.length || widthOf(a) - widthOf(b))[0] ?? [];
  for (const index of best) claimWord(utterance, index);
  const known = new Set(sampleWords.flat().filter((word) => !functionWords.has(word)));
  utterance.words.forEach(({ lower, isCapital }, index) => {
    if (known.has(lower) && (!isCapital || index === 0)) utterance.bar(index);
  });
  return endOf(best);
}

/** The places of a sample's words in the utterance, in their order; none where a word that matters is missing. */
function align(utterance: Utterance, sample: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (const word of sample) {
    const from = (found.at(-1) ?? -1) + 1;
    const index = utterance.words.findIndex(({ lower }, i) => i >= from && lower === word);
    if (index !== -1) found.push(index);
    else if (!functionWords.has(word)) return [];
  }
  return found.some((index) => !functionWords.has(utterance.lower(index))) ? found : [];
}

function widthOf(indices: readonly number[]): number {
  return (indices.at(-1) ?? 0) - (indices[0] ?? 0);
}

/** The end of the words that stand together; a German verb's prefix may come much later. */
function endOf(indices: readonly number[]): number {
  let end = indices[0] ?? -1;
  for (const index of indices) {
    if (index - end > widestGap) break;
    end = index;
  }
  return end;
}

function claimWord(utterance: Utterance, index: number): void {
  const word = utterance.words[index];
  if (word) utterance.claim(word.start, word.end);
}
