import { Type, type Static } from 'typebox';
import { addresses, addressesIn, duration, durationMs, time, TimeZone } from './calendar-api.js';

const text = (title: string, description: string, maxLength: number) =>
  Type.String({ title, description, minLength: 1, maxLength, pattern: '\\S' });

/** The fields of an event that can be written, each required. */
export const eventFields = {
  title: text('Title', 'What the event is called.', 1024),
  start: time('Start', 'When it begins.'),
  end: time('End', 'When it is over; leave it out to give a duration.'),
  duration: duration('How long it takes, instead of an end.'),
  timeZone: TimeZone,
  location: text('Location', 'Where it takes place.', 1024),
  description: text('Description', 'What it is about.', 8192),
  attendees: addresses('Attendees', 'Who is invited.', 200),
  notify: Type.Boolean({ title: 'Notify', description: 'Whether attendees are told by e-mail; yes unless told.' }),
};

/** An end or a duration, never both. */
export const eitherEndOrDuration = { not: { required: ['end', 'duration'] } };

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

/** An event as Google sends it. */
export const EventRecord = Type.Object({
  id: Type.String({ minLength: 1 }),
  htmlLink: Type.String({ pattern: '^https?://' }),
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
  readonly start?: string;
  readonly end?: string;
  readonly duration?: string;
  readonly timeZone?: string;
  readonly location?: string;
  readonly description?: string;
  readonly attendees?: string;
}

/** The event as Google wants it: only the fields that are given. */
export function toEventBody({ title, start, attendees, location, description, ...input }: EventInput) {
  const { timeZone } = input;
  const moment = (dateTime: string) => ({ dateTime, ...(timeZone !== undefined && { timeZone }) });
  const end = endOf(start, input);
  return {
    ...(title !== undefined && { summary: title.trim() }),
    ...(start !== undefined && { start: moment(start) }),
    ...(end !== undefined && { end: moment(end) }),
    ...(location !== undefined && { location }),
    ...(description !== undefined && { description }),
    ...(attendees !== undefined && { attendees: addressesIn(attendees).map((email) => ({ email })) }),
  };
}

function endOf(start: string | undefined, { end, duration: length }: EventInput): string | undefined {
  if (start === undefined || length === undefined) return end;
  return new Date(Date.parse(start) + durationMs(length)).toISOString();
}
