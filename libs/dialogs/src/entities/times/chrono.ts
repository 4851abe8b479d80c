import type { Chrono, ParsedResult, Parser, ParsingOption } from 'chrono-node/en';
import type { DialogContext } from '../../protocol.js';
import { languageOf } from '../../texts/languages.js';
import { parsers } from '../parsers.js';
import { offsetMinutes } from './zone.js';

/** Words of the past, in the languages that are understood; all else lies ahead. */
const past =
  /(?<!\p{L})(last|past|previous|ago|yesterday|letzte[nrs]?|vergangene[nrs]?|gestern|vor(ige[nrs]?)?)(?!\p{L})/iu;

/** What chrono finds in a text: in the language of the conversation, or else in English with the day before the month. */
export function parseTimes(text: string, context: DialogContext): readonly ParsedResult[] {
  const { instant, timezone } = at(context);
  const options: ParsingOption = { forwardDate: !past.test(text) };
  const own = parserOf(context.locale)?.parse(withClearDays(text), { instant, timezone }, options) ?? [];
  return own.length > 0 ? own : (parserOf('en-GB')?.parse(text, { instant, timezone }, options) ?? []);
}

/** Chrono takes "morgen" for a part of the time where it stands behind a comma; a bracket, as long as that, keeps them apart. */
function withClearDays(text: string): string {
  return text.replace(/[\s,;.:]\s(?=(?:(?:über)?morgen|heute|gestern)\s)/gi, ' (');
}

const known = new Map<string, Chrono>();

function parserOf(locale: string): Chrono | undefined {
  const language = languageOf(locale);
  const key = language === 'en' && isMonthFirst(locale) ? 'en-US' : language;
  const makers: { readonly [key: string]: () => Chrono } = {
    'en-US': () => withParsers(parsers.english.casual, englishClock),
    en: () => withParsers(parsers.english.GB, englishClock),
    de: () => withParsers(parsers.german.casual, [...germanClock, dayAndMonth]),
  };
  const make = Object.hasOwn(makers, key) ? makers[key] : undefined;
  const parser = known.get(key) ?? make?.();
  if (parser) known.set(key, parser);
  return parser;
}

function withParsers(chrono: Chrono, own: readonly Parser[]): Chrono {
  const clone = chrono.clone();
  clone.parsers.push(...own);
  return clone;
}

const englishHours = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const germanHours = 'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ');

/** "half past three", "quarter to 4": what chrono does not know. */
const englishClock: readonly Parser[] = [
  clock(
    `(?:at\\s+)?(half past|(?:a\\s+)?quarter past|(?:a\\s+)?quarter to)\\s+(${englishHours.join('|')}|\\d{1,2})(?![\\p{L}\\p{N}])`,
    englishHours,
  ),
];

/** "halb vier", "viertel nach drei", "15.30 Uhr". */
const germanClock: readonly Parser[] = [
  clock(
    `(?:um\\s+)?(halb|viertel nach|viertel vor)\\s+(${germanHours.join('|')}|\\d{1,2})(?![\\p{L}\\p{N}])`,
    germanHours,
  ),
  {
    pattern: () => /(?<![\d.])(?:um\s+)?(\d{1,2})\.(\d{2})\s?Uhr/iu,
    extract: (_context, match) => timeOf(Number(match[1]), Number(match[2])),
  },
];

const shifts: { readonly [word: string]: number } = { half: 30, halb: -30, past: 15, nach: 15, to: -15, vor: -15 };

function clock(pattern: string, hours: readonly string[]): Parser {
  return {
    pattern: () => new RegExp(`(?<![\\p{L}\\p{N}])${pattern}`, 'iu'),
    extract: (_context, match) => {
      const hour = hours.indexOf((match[2] ?? '').toLowerCase()) + 1 || Number(match[2]);
      const words = (match[1] ?? '').toLowerCase().split(/\s+/);
      const shift = shifts[words[0] ?? ''] ?? shifts[words.at(-1) ?? ''] ?? 0;
      const minutes = (hour * 60 + shift + 1_440) % 1_440;
      return timeOf(Math.trunc(minutes / 60), minutes % 60);
    },
  };
}

function timeOf(hour: number, minute: number): { hour: number; minute: number } | null {
  return hour <= 24 && minute < 60 ? { hour: hour % 24, minute } : null;
}

/** A German day without its year: "24.12."; the next one. */
const dayAndMonth: Parser = {
  pattern: () => /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?![\d])/u,
  extract: ({ reference }, match) => {
    const [day, month] = [Number(match[1]), Number(match[2])];
    const today = reference.getDateWithAdjustedTimezone();
    const isOver = month < today.getMonth() + 1 || (month === today.getMonth() + 1 && day < today.getDate());
    const year = today.getFullYear() + (isOver ? 1 : 0);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { year, month, day } : null;
  },
};

function isMonthFirst(locale: string): boolean {
  return /^en([-_](us|ph|ca))?$/i.test(locale);
}

function at({ now, timeZone }: DialogContext): { instant: Date; timezone: number } {
  const instant = new Date(now);
  return { instant, timezone: timeZone ? offsetMinutes(instant, timeZone) : 0 };
}
