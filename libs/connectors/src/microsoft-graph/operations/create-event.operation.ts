import { defineOperation, InputInvalidError } from '#connectors';
import { Type } from 'typebox';
import { CalendarEvent, day, eventColumns, EventRecord, timeOfDay, TimeZone, toEvent } from './event.js';
import { graphReference, inUtc, readTimeZone } from './mailbox.js';
import { addresses, toRecipients } from './people.js';

const Found = Type.Object({ value: Type.Array(EventRecord) });

/** Creates an event and invites people, in the time zone of the mailbox: GET me/mailboxSettings, POST me/events. */
export const createEvent = defineOperation({
  connector: 'microsoft-graph',
  name: 'create-event',
  title: 'Create an event',
  description: 'Creates an event in the calendar, in the time zone of the mailbox, and invites people to it.',
  effect: 'write',
  input: Type.Object(
    {
      subject: Type.String({ title: 'Subject', description: 'What it is about.', maxLength: 255, pattern: '\\S' }),
      startDate: day('First day', 'Day on which it begins: 2026-01-31.'),
      startTime: timeOfDay('Begins at', 'Time of day: 09:30.'),
      endDate: Type.Optional(day('Last day', 'Day on which it ends; the first day without it.')),
      endTime: timeOfDay('Ends at', 'Time of day: 10:30.'),
      timeZone: Type.Optional(TimeZone),
      attendees: Type.Optional(addresses('Attendees', 'E-mail addresses, separated by commas.')),
      location: Type.Optional(
        Type.String({ title: 'Location', description: 'Where it takes place.', minLength: 1, maxLength: 255 }),
      ),
      description: Type.Optional(
        Type.String({ title: 'Description', description: 'Plain text.', minLength: 1, maxLength: 30_000 }),
      ),
    },
    { title: 'Event', description: 'The event to create.', additionalProperties: false },
  ),
  output: CalendarEvent,
  scopes: ['Calendars.ReadWrite', 'MailboxSettings.Read'],
  example: { subject: 'Coffee', startDate: '2026-12-01', startTime: '15:00', endTime: '15:30' },
  documentation: `${graphReference}/user-post-events`,

  async run(context, { subject, startDate, startTime, endDate = startDate, endTime, ...more }) {
    const { attendees, location, description } = more;
    if (`${endDate} ${endTime}` <= `${startDate} ${startTime}`) throw endsTooEarly();
    const timeZone = more.timeZone ?? (await readTimeZone(context));
    const { data } = await context.http.post('/v1.0/me/events', {
      headers: inUtc,
      json: {
        subject: subject.trim(),
        start: { dateTime: `${startDate}T${startTime}:00`, timeZone },
        end: { dateTime: `${endDate}T${endTime}:00`, timeZone },
        attendees: toRecipients(attendees)?.map((person) => ({ ...person, type: 'required' })),
        location: location && { displayName: location },
        body: description && { contentType: 'text', content: description },
      },
      answer: EventRecord,
    });
    return toEvent(context, data);
  },

  async reconcile(context, { subject }, since) {
    const { data } = await context.http.get('/v1.0/me/events', {
      query: { $select: `${eventColumns},createdDateTime`, $orderby: 'createdDateTime desc', $top: 10 },
      headers: inUtc,
      answer: Found,
    });
    const [found, ...others] = data.value.filter(
      (record) => record.subject === subject.trim() && new Date(record.createdDateTime ?? '') >= since,
    );
    return found !== undefined && others.length === 0 ? toEvent(context, found) : undefined;
  },
});

function endsTooEarly(): InputInvalidError {
  const message = 'must be after the beginning';
  return new InputInvalidError(`The end of the event ${message}.`, [
    { pointer: '/endTime', message, keyword: 'range' },
  ]);
}
