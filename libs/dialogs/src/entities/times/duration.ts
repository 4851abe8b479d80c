import { tokensOf, type Finder, type Found, type Token } from '../extraction/found.js';
import { numberWords } from '../amounts/number-words.js';
import { parseAmount } from '../amounts/number.js';
import type { EntityReader } from '../read-entity.js';

type Unit = 'year' | 'month' | 'day' | 'second';

/** What a word for a span of time is made of. */
const units: ReadonlyMap<string, readonly [number, Unit]> = new Map([
  ...spell([1, 'year'], 'y yr yrs year years jahr jahre jahren'),
  ...spell([6, 'month'], 'halbjahr'),
  ...spell([3, 'month'], 'quartal quartale'),
  ...spell([1, 'month'], 'mo month months monat monate monaten'),
  ...spell([7, 'day'], 'w wk wks week weeks woche wochen'),
  ...spell([14, 'day'], 'fortnight fortnights'),
  ...spell([1, 'day'], 'd day days tag tage tagen'),
  ...spell([3_600, 'second'], 'h hr hrs hour hours std stunde stunden'),
  ...spell([900, 'second'], 'viertelstunde'),
  ...spell([2_700, 'second'], 'dreiviertelstunde'),
  ...spell([60, 'second'], 'm min mins minute minutes minuten'),
  ...spell([1, 'second'], 's sec secs second seconds sek sekunde sekunden'),
]);

/** Quantities in words beside the small numbers. */
const quantities: ReadonlyMap<string, number> = new Map([
  ...numberWords,
  ['a', 1],
  ['an', 1],
  ['half', 0.5],
  ['halbe', 0.5],
  ['halben', 0.5],
  ['halbes', 0.5],
  ['anderthalb', 1.5],
  ['eineinhalb', 1.5],
  ['zweieinhalb', 2.5],
  ['dreieinhalb', 3.5],
]);

const half = ['half', 'halb', 'halbe', 'halbes', 'halber', 'halben'];
const isoPattern =
  /(?<![\p{L}\p{N}])P(?=[\dT])(?:\d{1,6}Y)?(?:\d{1,6}M)?(?:\d{1,6}W)?(?:\d{1,6}D)?(?:T(?=\d)(?:\d{1,8}H)?(?:\d{1,8}M)?(?:\d{1,8}S)?)?(?![\p{L}\p{N}])/gu;

/** Finds spans of time: "an hour and a half", "90 Minuten", `1h30`, `PT90M`. The value is normalized ISO 8601. */
export const findDurations: Finder<string> = (text, _entity, { locale }) => {
  const iso = [...text.matchAll(isoPattern)].flatMap(({ 0: said, index }): Found<string>[] => {
    const value = toIso(partsOfIso(said));
    return value ? [{ value, start: index, end: index + said.length }] : [];
  });
  const found: Found<string>[] = [...iso];
  const scanner = new Scanner(text, locale);
  for (let from = 0; from < scanner.tokens.length;) {
    const term = scanner.duration(from);
    const value = term && toIso(term.parts);
    if (term && value) found.push({ value, start: term.start, end: term.end });
    from = term ? term.next : from + 1;
  }
  return found;
};

/** Reads the one span of time in an answer. */
export const readDuration: EntityReader = ({ text }, entity, context) => {
  const found = findDurations(text, entity, context);
  return found.length === 1 ? found[0]?.value : undefined;
};

type Parts = Readonly<Record<Unit, number>>;

interface Term {
  readonly parts: Parts;
  readonly smallest: number;
  readonly next: number;
  readonly start: number;
  readonly end: number;
}

/** Walks over the words of a text: a duration is one term, "2 hours", or several with ever smaller units. */
class Scanner {
  readonly tokens: readonly Token[];

  constructor(
    private readonly text: string,
    private readonly locale: string,
  ) {
    this.tokens = tokensOf(text);
  }

  duration(from: number): Term | undefined {
    let sum = this.term(from);
    while (sum) {
      const isJoined = ['and', 'und'].includes(this.word(sum.next));
      const more = this.term(isJoined ? sum.next + 1 : sum.next) ?? (isJoined ? undefined : this.minutesAfter(sum));
      if (!more || more.smallest >= sum.smallest || more.start - sum.end > 6)
        return this.isClear(sum) ? sum : undefined;
      sum = { ...more, parts: add(sum.parts, more.parts), start: sum.start };
    }
    return undefined;
  }

  /** A letter alone may stand for much else: `3M`, `5 m`, `4 s`. */
  private isClear({ start, end }: Term): boolean {
    const said = this.text.slice(start, end).trim();
    return !/^\d+(?:[.,]\d+)?\s?[msMSDWYdwy]$/.test(said) || (said === this.text.trim() && /[msdwy]$/.test(said));
  }

  private term(from: number): Term | undefined {
    const quantity = this.quantity(from);
    if (!quantity) return undefined;
    const { next } = quantity;
    const unit = units.get(this.word(next));
    const last = this.tokens[next];
    const first = this.tokens[from];
    if (!unit || !last || !first) return undefined;
    const hasHalf = this.isHalf(next + 1);
    const end = hasHalf ? (this.tokens[hasHalf - 1]?.end ?? last.end) : last.end;
    const amount = quantity.amount + (hasHalf ? 0.5 : 0);
    return { parts: partsOf(amount, unit), smallest: sizeOf(unit), next: hasHalf || next + 1, start: first.start, end };
  }

  /** A number, with "half" or "and a half" before or after it. */
  private quantity(from: number): { readonly amount: number; readonly next: number } | undefined {
    const word = this.word(from);
    const amount = this.amount(from);
    if (amount === undefined) return undefined;
    const after = this.word(from + 1);
    if (quantities.get(after) === 0.5) return { amount: amount === 1 ? 0.5 : amount + 0.5, next: from + 2 };
    if (word === 'half' && /^an?$/.test(after)) return { amount: 0.5, next: from + 2 };
    const more = this.isHalf(from + 1);
    return more ? { amount: amount + 0.5, next: more } : { amount, next: from + 1 };
  }

  /** The amount that a word is, unless it is the end of something longer such as `1e9`. */
  private amount(index: number): number | undefined {
    const token = this.tokens[index];
    if (!token || /[\p{L}\p{N}.,]/u.test(this.text.charAt(token.start - 1))) return undefined;
    return /^\d/.test(token.word) ? parseAmount(token.word, this.locale) : quantities.get(token.word);
  }

  /** The place after "and a half"; 0 where it is not said. */
  private isHalf(from: number): number {
    if (!['and', 'und'].includes(this.word(from))) return 0;
    const isArticle = ['a', 'ein', 'eine', 'einen'].includes(this.word(from + 1));
    const at = from + (isArticle ? 2 : 1);
    return half.includes(this.word(at)) ? at + 1 : 0;
  }

  /** The minutes of `1h30`. */
  private minutesAfter({ next, smallest, end }: Term): Term | undefined {
    const token = this.tokens[next];
    if (smallest !== 3_600 || !token || token.start !== end || !/^[0-5]?\d$/.test(token.word)) return undefined;
    const parts = partsOf(Number(token.word), [60, 'second']);
    return { parts, smallest: 60, next: next + 1, start: token.start, end: token.end };
  }

  private word(index: number): string {
    return this.tokens[index]?.word ?? '';
  }
}

function spell(unit: readonly [number, Unit], words: string) {
  return words.split(' ').map((word) => [word, unit] as const);
}

function sizeOf([count, unit]: readonly [number, Unit]): number {
  return count * { year: 31_536_000, month: 2_592_000, day: 86_400, second: 1 }[unit];
}

/** Halves of a year are months, and halves of anything smaller than a month are seconds. */
function partsOf(amount: number, [count, unit]: readonly [number, Unit]): Parts {
  const none = { year: 0, month: 0, day: 0, second: 0 };
  const total = amount * count;
  if (Number.isInteger(total)) return { ...none, [unit]: total };
  if (unit === 'year') return { ...none, month: Math.round(total * 12) };
  if (unit === 'month') return { ...none, month: Math.trunc(total), day: Math.round((total % 1) * 30) };
  return { ...none, second: Math.round(unit === 'day' ? total * 86_400 : total) };
}

function add(a: Parts, b: Parts): Parts {
  return { year: a.year + b.year, month: a.month + b.month, day: a.day + b.day, second: a.second + b.second };
}

function partsOfIso(iso: string): Parts {
  const [date = '', time = ''] = iso.split('T');
  const count = (text: string, letter: string) => Number(new RegExp(`(\\d+)${letter}`).exec(text)?.[1] ?? 0);
  const second = count(time, 'H') * 3_600 + count(time, 'M') * 60 + count(time, 'S');
  return { year: count(date, 'Y'), month: count(date, 'M'), day: count(date, 'W') * 7 + count(date, 'D'), second };
}

/** ISO 8601 with as few parts as there are: 90 minutes are `PT1H30M`; days do not become months. */
function toIso({ year, month, day, second }: Parts): string | undefined {
  const [hours, minutes, seconds] = [Math.trunc(second / 3_600), Math.trunc((second % 3_600) / 60), second % 60];
  const date = written([year, 'Y'], [month, 'M'], [day, 'D']);
  const time = written([hours, 'H'], [minutes, 'M'], [seconds, 'S']);
  const isSmall = [year, month, day, second].every((part) => part <= 1e9);
  return isSmall && date + time !== '' ? `P${date}${time && `T${time}`}` : undefined;
}

function written(...parts: readonly (readonly [number, string])[]): string {
  return parts.map(([count, letter]) => (count > 0 ? `${count}${letter}` : '')).join('');
}
