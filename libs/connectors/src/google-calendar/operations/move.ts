import type { Static } from 'typebox';
import { durationMs } from './calendar-api.js';
import { lengthOf, toTimes, usualDuration, type EventRecord } from './event.js';
import { daysLater, inZone } from './zones.js';

const DAY_MS = 24 * 60 * 60_000;

/** Where an event goes; what is not told stays as it is. */
export interface Move {
  readonly date: string | undefined;
  readonly time: string | undefined;
  readonly duration: string | undefined;
  readonly timeZone: string;
}

type Times = Pick<Static<typeof EventRecord>, 'start' | 'end'>;

/** The new times of an event as Google wants them; one that takes whole days goes on doing so unless it gets a time. */
export function movedTimes({ start, end }: Times, { date, time, duration, timeZone }: Move) {
  if (start.dateTime === undefined) return movedDays({ start, end }, { date, time, duration, timeZone });
  const begins = Date.parse(start.dateTime);
  const local = inZone(begins, timeZone);
  return toTimes({
    date: date ?? local.slice(0, 10),
    time: time ?? local.slice(11, 16),
    durationMs: lengthOf(duration, Date.parse(end.dateTime ?? start.dateTime) - begins),
    timeZone,
  });
}

function movedDays({ start, end }: Times, { date, time, duration, timeZone }: Move) {
  const day = date ?? start.date ?? '';
  if (time !== undefined) {
    const times = toTimes({ date: day, time, durationMs: durationMs(duration ?? usualDuration), timeZone });
    return { start: { ...times.start, date: null }, end: { ...times.end, date: null } };
  }
  const length = lengthOf(duration, Date.parse(end.date ?? day) - Date.parse(start.date ?? day));
  return { start: { date: day }, end: { date: daysLater(day, Math.max(1, Math.ceil(length / DAY_MS))) } };
}
