import type { ParsedResult, ParsingOption } from 'chrono-node/en';
import type { DialogContext } from '../protocol.js';
import { languageOf } from '../texts/languages.js';
import { parsers } from './parsers.js';
import type { EntityReader } from './read-entity.js';

type Parse = (text: string, context: DialogContext, options: ParsingOption) => readonly ParsedResult[];

const languages: { readonly [language: string]: Parse } = {
  en: (text, context, options) =>
    (isMonthFirst(context.locale) ? parsers.english : parsers.english.GB).parse(text, at(context), options),
  de: (text, context, options) => parsers.german.parse(text, at(context), options),
};

const dayFirstEnglish: Parse = (text, context, options) => parsers.english.GB.parse(text, at(context), options);

const past = /\b(last|past|previous|ago|letzte[nrs]?|vergangene[nrs]?|vor(ige[nrs]?)?)\b/i;

/** Reads the one day in an answer, "tomorrow" and the like included, to ISO 8601: `2027-01-31`. */
export const readDate: EntityReader = ({ text }, _entity, context) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isDay(text) ? text : undefined;
  const options = { forwardDate: !past.test(text) };
  const own = languages[languageOf(context.locale)]?.(text, context, options) ?? [];
  const found = own.length > 0 ? own : dayFirstEnglish(text, context, options);
  const days = new Set(found.map(toDay));
  const [day] = days;
  return days.size === 1 ? day : undefined;
};

/** The day that a result names; `undefined` for a span of time and for what names a month, a year or an hour only. */
function toDay({ start, end }: ParsedResult): string | undefined {
  if (end || !(start.isCertain('day') || start.isCertain('weekday'))) return undefined;
  const [year, month, day] = [start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0];
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isDay(text) ? text : undefined;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isMonthFirst(locale: string): boolean {
  return /^en([-_](us|ph|ca))?$/i.test(locale);
}

function at({ now, timeZone }: DialogContext): { instant: Date; timezone: number } {
  const instant = new Date(now);
  return { instant, timezone: timeZone ? offsetMinutes(instant, timeZone) : 0 };
}

function offsetMinutes(instant: Date, timeZone: string): number {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instant);
    const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
    return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
  } catch {
    return 0;
  }
}
