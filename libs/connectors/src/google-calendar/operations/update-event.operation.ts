import { defineOperation, type OperationContext } from '#connectors';
import { Type } from 'typebox';
import { CalendarId, calendarGuide, EventId, eventsPath } from './calendar-api.js';
import { eitherEndOrDuration, Event, eventFields, EventRecord, toEvent, toEventBody } from './event.js';

const { notify: Notify, ...changeable } = eventFields;

/** Changes the given fields of an event, and no others: PATCH calendars/{calendarId}/events/{eventId}. */
export const updateEvent = defineOperation({
  connector: 'google-calendar',
  name: 'update-event',
  title: 'Update an event',
  description:
    'Changes the given fields of an event, and no others; with a new start alone, it takes as long as before.',
  effect: 'write',
  input: Type.Object(
    {
      id: EventId,
      ...Type.Partial(Type.Object(changeable)).properties,
      notify: Type.Optional(Notify),
      calendarId: Type.Optional(CalendarId),
    },
    {
      title: 'Changes',
      description: 'The event, and at least one field with its new value.',
      additionalProperties: false,
      ...eitherEndOrDuration,
      anyOf: ['title', 'start', 'end', 'location', 'description', 'attendees'].map((name) => ({ required: [name] })),
      dependentRequired: { duration: ['start'] },
    },
  ),
  output: Event,
  scopes: ['https://www.googleapis.com/auth/calendar.events'],
  example: { id: 'planning01', location: 'Room 2' },
  documentation: `${calendarGuide}/events/patch`,

  async run(context, { id, calendarId = 'primary', notify = true, ...changes }) {
    const { start, end, duration } = changes;
    const isMoved = start !== undefined && end === undefined && duration === undefined;
    const moved = isMoved ? { end: await movedEnd(context, { calendarId, id, start }) } : {};
    const { data } = await context.http.patch(`${eventsPath}/{id}`, {
      path: { calendarId, id },
      query: { sendUpdates: notify ? 'all' : 'none' },
      json: toEventBody({ ...changes, ...moved }),
      answer: EventRecord,
    });
    return toEvent(data);
  },
});

/** When an event ends that begins at another time and takes as long as before. */
async function movedEnd(
  { http }: OperationContext,
  { calendarId, id, start }: { readonly calendarId: string; readonly id: string; readonly start: string },
): Promise<string> {
  const { data } = await http.get(`${eventsPath}/{id}`, { path: { calendarId, id }, answer: EventRecord });
  const { start: begins, end: ends } = data;
  const length = Date.parse(ends.dateTime ?? ends.date ?? '') - Date.parse(begins.dateTime ?? begins.date ?? '');
  return new Date(Date.parse(start) + (Number.isNaN(length) ? 60 * 60_000 : length)).toISOString();
}
