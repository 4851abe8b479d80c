import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { CalendarId, calendarGuide, eventsPath } from './calendar-api.js';
import { eitherEndOrDuration, Event, eventFields, EventRecord, toEvent, toEventBody } from './event.js';

const { title, start, ...others } = eventFields;

/** Google's clock may be a little behind ours. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Creates an event and invites its attendees: POST calendars/{calendarId}/events. */
export const createEvent = defineOperation({
  connector: 'google-calendar',
  name: 'create-event',
  title: 'Create an event',
  description: 'Creates an event; it takes an hour unless an end or a duration is given.',
  effect: 'write',
  input: Type.Object(
    { title, start, ...Type.Partial(Type.Object(others)).properties, calendarId: Type.Optional(CalendarId) },
    { title: 'Event', description: 'The event to create.', additionalProperties: false, ...eitherEndOrDuration },
  ),
  output: Event,
  scopes: ['https://www.googleapis.com/auth/calendar.events'],
  example: { title: 'Planning', start: '2030-01-15T10:00:00+01:00', duration: 'PT1H', attendees: 'ben@example.com' },
  documentation: `${calendarGuide}/events/insert`,

  async run({ http }, { calendarId = 'primary', notify = true, ...input }) {
    const { data } = await http.post(eventsPath, {
      path: { calendarId },
      query: { sendUpdates: notify ? 'all' : 'none' },
      json: toEventBody(withEnd(input)),
      answer: EventRecord,
    });
    return toEvent(data);
  },

  async reconcile({ http }, { calendarId = 'primary', ...input }, since) {
    const wanted = withEnd(input);
    const from = Date.parse(wanted.start);
    const { data } = await http.get(eventsPath, {
      path: { calendarId },
      query: {
        timeMin: new Date(from).toISOString(),
        timeMax: new Date(from + 60_000).toISOString(),
        ...{ singleEvents: true, maxResults: 250 },
      },
      answer: Type.Object({ items: Type.Array(EventRecord) }),
    });
    const found = data.items.filter(
      ({ summary, start: begins, created = '' }) =>
        summary === wanted.title.trim() &&
        Date.parse(begins.dateTime ?? '') === from &&
        Date.parse(created) >= since.getTime() - CLOCK_TOLERANCE_MS,
    );
    return found.length === 1 && found[0] !== undefined ? toEvent(found[0]) : undefined;
  },
});

function withEnd<Input extends { readonly end?: string; readonly duration?: string }>(input: Input): Input {
  return input.end === undefined && input.duration === undefined ? { ...input, duration: 'PT1H' } : input;
}
