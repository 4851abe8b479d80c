import { defineOperation, RecordNotFoundError, type OperationContext } from '#connectors';
import { Type } from 'typebox';
import { CalendarId, calendarGuide, EventId, eventsPath, zoneOf } from './calendar-api.js';
import { CancelledRecord, Event, eventFields, EventRecord, toEvent, toEventBody } from './event.js';
import { movedTimes } from './move.js';

const { notify: Notify, ...changeable } = eventFields;

/** Changes the given fields of an event, and no others: PATCH calendars/{calendarId}/events/{eventId}. */
export const updateEvent = defineOperation({
  connector: 'google-calendar',
  name: 'update-event',
  title: 'Update an event',
  description:
    'Changes the given fields of an event, and no others: moved to another day, it keeps its time and length.',
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
      anyOf: ['title', 'date', 'time', 'duration', 'location', 'description', 'attendees'].map((name) => ({
        required: [name],
      })),
    },
  ),
  output: Event,
  scopes: ['https://www.googleapis.com/auth/calendar.events'],
  example: { id: 'planning01', location: 'Room 2' },
  documentation: `${calendarGuide}/events/patch`,

  async run(context, { id, calendarId = 'primary', notify = true, ...changes }) {
    const { data } = await context.http.patch(`${eventsPath}/{id}`, {
      path: { calendarId, id },
      query: { sendUpdates: notify ? 'all' : 'none' },
      json: { ...toEventBody(changes), ...(await moved(context, { calendarId, id }, changes)) },
      answer: EventRecord,
    });
    return toEvent(data);
  },
});

interface Move {
  readonly date?: string;
  readonly time?: string;
  readonly duration?: string;
  readonly timeZone?: string;
}

/** New times; what is not told of them stays as it is, so that the event is read first. */
async function moved(
  context: OperationContext,
  path: { readonly calendarId: string; readonly id: string },
  { date, time, duration, timeZone }: Move,
) {
  if (date === undefined && time === undefined && duration === undefined) return {};
  const answer = Type.Union([CancelledRecord, EventRecord]);
  const { data } = await context.http.get(`${eventsPath}/{id}`, { path, answer });
  if (!('start' in data) || data.status === 'cancelled') {
    throw new RecordNotFoundError('The event has been cancelled: create it anew.');
  }
  return movedTimes(data, { date, time, duration, timeZone: zoneOf(context, timeZone) });
}
