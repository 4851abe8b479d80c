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
