import { instant, type CalendarEvent, type EventValues, type Moment } from './calendar-store.js';
import { GoogleError } from './google-error.js';

const writable = ['summary', 'description', 'location', 'start', 'end', 'attendees'];

/** Reads what a body says of an event, put over what is there; throws what Google would answer to a bad one. */
export function readEvent(body: unknown, known: Partial<EventValues> = {}): EventValues {
  const given = Object.entries((body ?? {}) as Record<string, unknown>).filter(([name]) => writable.includes(name));
  const { start: from, end: to, ...values } = { ...known, ...Object.fromEntries(given) } as Partial<EventValues>;
  const [start, end] = [momentOf(known.start, from), momentOf(known.end, to)];
  if (!isMoment(start)) throw new GoogleError(400, 'required', 'Missing start time.');
  if (!isMoment(end)) throw new GoogleError(400, 'required', 'Missing end time.');
  if (instant(end) <= instant(start)) throw emptyRange();
  const bad = values.attendees?.find(({ email }) => !/^[^\s@]+@[^\s@]+$/.test(email));
  if (bad) throw new GoogleError(400, 'invalid', 'Invalid attendee email.');
  return { ...values, start, end };
}

/** A moment with its changes, of which null takes a value away: a day and a time at once are none. */
function momentOf(known: Moment = {}, given: Moment | undefined): Moment | undefined {
  const moment = Object.fromEntries(Object.entries({ ...known, ...given }).filter(([, value]) => value !== null));
  return 'date' in moment && 'dateTime' in moment ? undefined : moment;
}

/** What Google answers where something ends before it begins. */
export const emptyRange = () => new GoogleError(400, 'timeRangeEmpty', 'The specified time range is empty.', 'timeMax');

function isMoment(moment: Moment | undefined): moment is Moment {
  return moment !== undefined && !Number.isNaN(instant(moment));
}

/** What a list asks for. */
export interface EventQuery {
  readonly timeMin?: string;
  readonly timeMax?: string;
  readonly q?: string;
  readonly maxResults?: string;
  readonly orderBy?: string;
  readonly singleEvents?: string;
  readonly pageToken?: string;
}

/** Cuts a page out of events that fit. */
export function pageOf(events: readonly CalendarEvent[], query: EventQuery) {
  const { timeMin = '', timeMax = '', q = '', maxResults = '250', pageToken = '' } = query;
  const [from, to] = [Date.parse(timeMin), Date.parse(timeMax)];
  check(query, from, to);
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = events
    .filter(({ end }) => Number.isNaN(from) || instant(end) > from)
    .filter(({ start }) => Number.isNaN(to) || instant(start) < to)
    .filter((event) => words.every((word) => textOf(event).includes(word)));
  const start = Number(Buffer.from(pageToken, 'base64').toString() || 0);
  const next = start + Number(maxResults);
  return {
    items: found.slice(start, next),
    ...(next < found.length && { nextPageToken: Buffer.from(String(next)).toString('base64') }),
  };
}

function check({ maxResults = '250', orderBy, singleEvents }: EventQuery, from: number, to: number): void {
  if (from >= to) throw emptyRange();
  if (!(Number(maxResults) >= 1)) throw new GoogleError(400, 'invalid', 'Invalid Value', 'maxResults');
  if (orderBy !== 'startTime' || singleEvents === 'true') return;
  const words = 'The requested ordering is not available for the particular query.';
  throw new GoogleError(400, 'badRequest', words, 'orderBy');
}

function textOf({ summary, description, location, attendees = [] }: CalendarEvent): string {
  return [summary, description, location, ...attendees.map(({ email }) => email)].join(' ').toLowerCase();
}
