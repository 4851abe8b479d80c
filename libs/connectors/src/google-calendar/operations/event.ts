import { Type, type Static } from 'typebox';
import { addresses, addressesIn, clock, day, duration, durationMs, TimeZone } from './calendar-api.js';
import { inZone, toInstant } from './zones.js';

const text = (title: string, description: string, maxLength: number) =>
  Type.String({ title, description, minLength: 1, maxLength, pattern: '\\S' });

/** The fields of an event that can be written, each required. */
export const eventFields = {
  title: text('Title', 'What the event is called.', 1024),
  date: day('Day', 'On which day it begins.'),
  time: clock('Begins at', 'When it begins.'),
  duration: duration('How long it takes.'),
  timeZone: TimeZone,
  location: text('Location', 'Where it takes place.', 1024),
  description: text('Description', 'What it is about.', 8192),
  attendees: addresses('Attendees', 'Who is invited.', 200),
  notify: Type.Boolean({ title: 'Notify', description: 'Whether attendees are told by e-mail; yes unless told.' }),
};

/** An event as operations return it; what Google does not know is left out. */
export const Event = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the event in its calendar.' }),
    url: Type.String({ title: 'Link', description: 'Opens the event in Google Calendar.', format: 'uri' }),
    title: Type.String({ title: 'Title', description: 'What it is called.' }),
    start: Type.String({ title: 'Start', description: 'ISO 8601 with its offset; a day alone when it is all day.' }),
    end: Type.String({ title: 'End', description: 'ISO 8601 with its offset; all day, the first day after it.' }),
    isAllDay: Type.Boolean({ title: 'All day', description: 'Whether it takes whole days.' }),
    location: Type.Optional(Type.String({ title: 'Location', description: 'Where it takes place.' })),
    description: Type.Optional(Type.String({ title: 'Description', description: 'What it is about.' })),
    organizer: Type.Optional(Type.String({ title: 'Organizer', description: 'Address of whoever organizes it.' })),
    attendees: Type.Optional(
      Type.Array(
        Type.Object({
          email: Type.String({ title: 'E-mail', description: 'Address of the attendee.' }),
          response: Type.String({ title: 'Response', description: 'accepted, declined, tentative or none.' }),
        }),
        { title: 'Attendees', description: 'Who is invited, and what they answered.' },
      ),
    ),
  },
  { title: 'Event', description: 'An event in Google Calendar.' },
);

const Moment = Type.Object({ date: Type.Optional(Type.String()), dateTime: Type.Optional(Type.String()) });

/** What a new event takes where nothing else is said. */
export const usualDuration = 'PT1H';

/** An event as Google sends it. */
export const EventRecord = Type.Object({
  id: Type.String({ minLength: 1 }),
  htmlLink: Type.String({ pattern: '^https?://' }),
  status: Type.Optional(Type.String()),
  start: Moment,
  end: Moment,
  summary: Type.Optional(Type.String()),
  location: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  created: Type.Optional(Type.String()),
  organizer: Type.Optional(Type.Object({ email: Type.Optional(Type.String()) })),
  attendees: Type.Optional(
    Type.Array(Type.Object({ email: Type.Optional(Type.String()), responseStatus: Type.Optional(Type.String()) })),
  ),
});

/** All that Google promises to send of a deleted event besides its id. */
export const CancelledRecord = Type.Object({ status: Type.Literal('cancelled') });

/** The event as operations return it. */
export function toEvent(record: Static<typeof EventRecord>): Static<typeof Event> {
  const { id, htmlLink, start, end, summary, location, description, organizer } = record;
  const attendees = attendeesOf(record);
  return {
    ...{ id, url: htmlLink, title: summary || '(no title)' },
    ...{ start: textOf(start), end: textOf(end), isAllDay: start.dateTime === undefined },
    ...(location && { location }),
    ...(description && { description }),
    ...(organizer?.email && { organizer: organizer.email }),
    ...(attendees.length > 0 && { attendees }),
  };
}

function textOf({ dateTime, date = '' }: Static<typeof Moment>): string {
  return dateTime ?? date;
}

function attendeesOf({ attendees = [] }: Static<typeof EventRecord>) {
  return attendees.flatMap(({ email, responseStatus = 'needsAction' }) =>
    email === undefined ? [] : [{ email, response: responseStatus === 'needsAction' ? 'none' : responseStatus }],
  );
}

interface EventInput {
  readonly title?: string;
  readonly location?: string;
  readonly description?: string;
  readonly attendees?: string;
}

/** The event as Google wants it, but for its times: only the fields that are given. */
export function toEventBody({ title, attendees, location, description }: EventInput) {
  return {
    ...(title !== undefined && { summary: title.trim() }),
    ...(location !== undefined && { location }),
    ...(description !== undefined && { description }),
    ...(attendees !== undefined && { attendees: addressesIn(attendees).map((email) => ({ email })) }),
  };
}

/** When an event begins, by the clocks of a zone, and how long it takes. */
export interface EventTimes {
  readonly date: string;
  readonly time: string;
  readonly durationMs: number;
  readonly timeZone: string;
}

/** Beginning and end as Google wants them. */
export function toTimes({ date, time, durationMs: length, timeZone }: EventTimes) {
  const start = toInstant(date, time, timeZone);
  const moment = (at: number) => ({ dateTime: inZone(at, timeZone), timeZone });
  return { start: moment(start), end: moment(start + length) };
}

/** The milliseconds of a duration that is given; those of another otherwise. */
export function lengthOf(given: string | undefined, otherwise: number): number {
  return given === undefined ? otherwise : durationMs(given);
}
