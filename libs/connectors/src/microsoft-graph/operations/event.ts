import type { OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { knownTimeZone, Moment, shownTime } from './mailbox.js';

/** A day, as operations take it. */
export function day(title: string, description: string) {
  return Type.String({ title, description, format: 'date' });
}

/** A time of day, as operations take it. */
export function timeOfDay(title: string, description: string) {
  return Type.String({ title, description, pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$' });
}

/** The name of a time zone, Windows' or IANA's. */
export const TimeZone = Type.String({
  title: 'Time zone',
  description: 'Zone of the times: Europe/Berlin, W. Europe Standard Time; that of the mailbox without it.',
  pattern: '^[A-Za-z][A-Za-z0-9 ()./+_-]{1,80}$',
});

const known = (title: string, description: string) => Type.Optional(Type.String({ title, description }));

/** An event as operations return it; what is not known is left out. */
export const CalendarEvent = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the event.' }),
    url: Type.String({ title: 'Link', description: 'Opens the event in Outlook.', format: 'uri' }),
    subject: Type.String({ title: 'Subject', description: 'What the event is about.' }),
    start: Type.String({ title: 'Start', description: 'With the offset of the mailbox.', format: 'date-time' }),
    end: Type.String({ title: 'End', description: 'With the offset of the mailbox.', format: 'date-time' }),
    isAllDay: Type.Boolean({ title: 'All day', description: 'Whether it lasts whole days.' }),
    location: known('Location', 'Where it takes place.'),
    organizer: known('Organizer', 'E-mail address of whoever invites.'),
    meetingUrl: known('Meeting link', 'Joins the online meeting.'),
  },
  { title: 'Event', description: 'An event of a calendar.' },
);

/** What is read of an event; a calendar's view does not take `createdDateTime` among them. */
export const eventColumns = 'id,subject,start,end,isAllDay,location,organizer,onlineMeeting,webLink';

const Nothing = Type.Null();
const Text = Type.Optional(Type.Union([Type.String(), Nothing]));

/** An event as Graph sends it; its metadata lets everything but the id be null. */
export const EventRecord = Type.Object({
  id: Type.String(),
  webLink: Type.String({ format: 'uri' }),
  start: Moment,
  end: Moment,
  subject: Text,
  isAllDay: Type.Optional(Type.Union([Type.Boolean(), Nothing])),
  createdDateTime: Text,
  location: Type.Optional(Type.Union([Type.Object({ displayName: Text }), Nothing])),
  organizer: Type.Optional(
    Type.Union([
      Type.Object({ emailAddress: Type.Optional(Type.Union([Type.Object({ address: Text }), Nothing])) }),
      Nothing,
    ]),
  ),
  onlineMeeting: Type.Optional(Type.Union([Type.Object({ joinUrl: Text }), Nothing])),
});

/** The event as operations return it. */
export function toEvent(context: OperationContext, record: Static<typeof EventRecord>): Static<typeof CalendarEvent> {
  const { id, webLink, subject, start, end } = record;
  const isAllDay = record.isAllDay === true;
  // A whole day is a date of the calendar, not a moment.
  const zone = isAllDay ? 'UTC' : knownTimeZone(context);
  return {
    ...{ id, url: webLink, subject: subject ?? '', isAllDay },
    ...{ start: shownTime(start.dateTime, zone), end: shownTime(end.dateTime, zone) },
    ...surroundings(record),
  };
}

function surroundings({ location, organizer, onlineMeeting }: Static<typeof EventRecord>) {
  const place = location?.displayName;
  const address = organizer?.emailAddress?.address;
  const meetingUrl = onlineMeeting?.joinUrl;
  return {
    ...(place && { location: place }),
    ...(address && { organizer: address }),
    ...(meetingUrl && { meetingUrl }),
  };
}
