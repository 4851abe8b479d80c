import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { CalendarId, calendarGuide, durationMs, eventsPath, zoneOf } from './calendar-api.js';
import { Event, eventFields, EventRecord, toEvent, toEventBody, toTimes, usualDuration } from './event.js';

const { title, date, time, ...others } = eventFields;

/** Google's clock may be a little behind ours. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Creates an event and invites its attendees: POST calendars/{calendarId}/events. */
export const createEvent = defineOperation({
  connector: 'google-calendar',
  name: 'create-event',
  title: 'Create an event',
  description: "Creates an event, in the calendar's time zone; it takes an hour unless a duration is given.",
  effect: 'write',
  input: Type.Object(
    { title, date, time, ...Type.Partial(Type.Object(others)).properties, calendarId: Type.Optional(CalendarId) },
    { title: 'Event', description: 'The event to create.', additionalProperties: false },
  ),
  output: Event,
  scopes: ['https://www.googleapis.com/auth/calendar.events'],
  example: { title: 'Planning', date: '2030-01-15', time: '10:00', duration: 'PT1H', attendees: 'ben@example.com' },
  documentation: `${calendarGuide}/events/insert`,

  async run(context, { calendarId = 'primary', notify = true, ...input }) {
    const { data } = await context.http.post(eventsPath, {
      path: { calendarId },
      query: { sendUpdates: notify ? 'all' : 'none' },
      json: {
        ...toEventBody(input),
        ...toTimes({
          ...{ date: input.date, time: input.time, timeZone: zoneOf(context, input.timeZone) },
          durationMs: durationMs(input.duration ?? usualDuration),
        }),
      },
      answer: EventRecord,
    });
    return toEvent(data);
  },

  async reconcile(context, { calendarId = 'primary', ...input }, since) {
    const timeZone = zoneOf(context, input.timeZone);
    const wanted = toTimes({ date: input.date, time: input.time, timeZone, durationMs: 60_000 });
    const { data } = await context.http.get(eventsPath, {
      path: { calendarId },
      query: {
        ...{ timeMin: wanted.start.dateTime, timeMax: wanted.end.dateTime },
        ...{ singleEvents: true, maxResults: 250 },
      },
      answer: Type.Object({ items: Type.Array(EventRecord) }),
    });
    const found = data.items.filter(
      ({ summary, start, created = '' }) =>
        summary === input.title.trim() &&
        Date.parse(start.dateTime ?? '') === Date.parse(wanted.start.dateTime) &&
        Date.parse(created) >= since.getTime() - CLOCK_TOLERANCE_MS,
    );
    return found.length === 1 && found[0] !== undefined ? toEvent(found[0]) : undefined;
  },
});
