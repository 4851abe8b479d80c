import type { ParsedResult } from 'chrono-node/en';
import type { DialogContext } from '../../protocol.js';
import type { Finder, Found } from '../extraction/found.js';
import type { EntityReader } from '../read-entity.js';
import { parseTimes } from './chrono.js';
import { findDurations } from './duration.js';
import { atOffset, withOffset } from './zone.js';

/** A day, a time of day or both, as a text names it. */
interface Moment {
  readonly start: number;
  readonly end: number;
  readonly date?: string;
  readonly time?: string;
  /** The day that is meant where only the time is said. */
  readonly nextDate: string;
  readonly offset?: number;
}

/** Finds days: "tomorrow", "next Friday", "31.12.2027". */
export const findDates: Finder<string> = (text, _entity, context) =>
  findMoments(text, context).flatMap(({ start, end, date }) => (date ? [{ start, end, value: date }] : []));

/** Finds times of day: "3pm", "halb vier", "15 Uhr". */
export const findTimes: Finder<string> = (text, _entity, context) =>
  findMoments(text, context).flatMap(({ start, end, time }) => (time ? [{ start, end, value: time }] : []));

/** Finds a day and a time of day that are said together: "tomorrow at 3pm", "am Freitag um 15:30". */
export const findDateTimes: Finder<string> = (text, _entity, context) =>
  findMoments(text, context).flatMap((moment): Found<string>[] => {
    const { start, end, date, time } = moment;
    return date && time ? [{ start, end, value: toIso(moment, date, time, context) }] : [];
  });

/** Reads the one day in an answer to ISO 8601: `2027-01-31`. */
export const readDate: EntityReader = ({ text }, _entity, context) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isDay(text) ? text : undefined;
  return oneOf(findMoments(text, context), ({ date }) => date);
};

/** Reads the one time of day in an answer: `15:00`. A bare hour, "15", is enough. */
export const readTime: EntityReader = ({ text }, _entity, context) => {
  const bare = /^(?:at |um |gegen )?(\d{1,2})$/i.exec(text);
  const hour = Number(bare?.[1] ?? 24);
  if (bare) return hour < 24 ? `${pad(afternoon(hour, bare[1] ?? ''), 2)}:00` : undefined;
  return oneOf(findMoments(text, context), ({ time }) => time);
};

/** Reads one day and time to ISO 8601 with the offset of the end user's zone; of a time alone, the next one. */
export const readDateTime: EntityReader = ({ text }, _entity, context) => {
  const moments = findMoments(text, context);
  const [date, time] = [oneOf(moments, ({ date: day }) => day), oneOf(moments, ({ time: clock }) => clock)];
  const moment = moments.find((each) => each.time === time);
  if (!time || !moment || (!date && moments.length > 1)) return undefined;
  return toIso(moment, date ?? moment.nextDate, time, context);
};

function toIso({ offset }: Moment, date: string, time: string, { timeZone }: DialogContext): string {
  return offset === undefined ? withOffset(date, time, timeZone ?? 'UTC') : atOffset(date, time, offset);
}

/** What all that is found agrees on. */
function oneOf(moments: readonly Moment[], part: (moment: Moment) => string | undefined): string | undefined {
  const values = new Set(moments.map(part).filter((value) => value !== undefined));
  const [value] = values;
  return values.size === 1 ? value : undefined;
}

function findMoments(text: string, context: DialogContext): readonly Moment[] {
  const durations = findDurations(text, {}, context);
  return parseTimes(text, context).filter(isMoment(text, durations)).map(toMoment);
}

/** Short names of days that are words too: they count after "on" or "am", before a number, or alone. */
const shortDays = /^(so|mo|di|mi|do|fr|sa|sun|mon|wed|sat|may|mar)$/i;
const wholePeriods =
  /^(?:(?:this|next|last|the coming|coming|diese[nrms]?|nächste[nrms]?|letzte[nrms]?|kommende[nrms]?)\s+)?(?:weekend|week|month|quarter|year|wochenende|woche|monat|quartal|jahr)s?$/i;
const beforeShortDay = /(?:\bon|\bam|\bnext|\bthis|\bnächste[nrms]?|\bbis)\s+$/i;
const beforeListed = /\d(?:st|nd|rd|th|\.)?\s*(?:or|and|to|oder|und|bis|-|–|\/)\s*$/i;
const afterListed = /^\s*(?:or|and|to|oder|und|bis|-|–|\/)\s+\d/i;
const beforeGreeting = /(?:\bguten?|\bgood|\bam|\bjeden)\s+$/i;

/** Leaves out what looks like a time and is none: a span of time, a whole week, "so", "guten Morgen". */
function isMoment(text: string, durations: readonly Found<string>[]): (result: ParsedResult) => boolean {
  return ({ index, text: said, end: until }) => {
    const isAlone = said.trim() === text.trim();
    const before = text.slice(Math.max(0, index - 12), index);
    const end = index + said.length;
    const isSpan = durations.some(
      (span) => span.start <= index + 4 && span.end >= end && /^(?:for\s|für\s)?$/i.test(text.slice(index, span.start)),
    );
    if (until || isSpan || isListed(text, index, end) || wholePeriods.test(said) || /^[\d.,]+\s?[mMkK]$/.test(said))
      return false;
    if (shortDays.test(said)) return isAlone || beforeShortDay.test(before);
    return !(/^morgen$/i.test(said) && beforeGreeting.test(before));
  };
}

/** "3 or 4pm": the number beside it is another one to choose from. */
function isListed(text: string, start: number, end: number): boolean {
  const isAfter = /^\d/.test(text.slice(start)) && beforeListed.test(text.slice(Math.max(0, start - 12), start));
  return isAfter || (/\d$/.test(text.slice(0, end)) && afterListed.test(text.slice(end, end + 12)));
}

function toMoment({ index, text, start }: ParsedResult): Moment {
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(name) ?? 0;
  const day = `${pad(part('year'), 4)}-${pad(part('month'), 2)}-${pad(part('day'), 2)}`;
  const hour = start.isCertain('meridiem') ? part('hour') : afternoon(part('hour'), text);
  const hasDay = (start.isCertain('day') || start.isCertain('weekday')) && isDay(day);
  const offset = start.isCertain('timezoneOffset') ? start.get('timezoneOffset') : null;
  return {
    start: index,
    end: index + text.length,
    nextDate: day,
    ...(hasDay && { date: day }),
    ...(start.isCertain('hour') && { time: `${pad(hour, 2)}:${pad(part('minute'), 2)}` }),
    ...(offset !== null && { offset }),
  };
}

/** An hour from 1 to 6 is meant in the afternoon, unless it is written with two digits or said otherwise. */
function afternoon(hour: number, said: string): number {
  const isClear = /(?<!\d)0\d|\d\s?am\b|a\.m\.|morning|night|früh|morgens|nachts|midnight|\d{4}-\d{2}-\d{2}/i.test(
    said,
  );
  return hour >= 1 && hour <= 6 && !isClear ? hour + 12 : hour;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
