import { defineOperation, InputInvalidError } from '#connectors';
import { Type } from 'typebox';
import { CalendarEvent, eventColumns, EventRecord, toEvent } from './event.js';
import { graphReference, inUtc } from './mailbox.js';
import { moreFields, nextPage, pageFields, readCursor, type Place } from './paging.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

const Page = Type.Object({ value: Type.Array(EventRecord), '@odata.nextLink': Type.Optional(Type.String()) });

/** Lists what is in the calendar between two moments, repeated events one by one: GET me/calendarView. */
export const listEvents = defineOperation({
  connector: 'microsoft-graph',
  name: 'list-events',
  title: 'List events',
  description: 'Lists the events of the calendar from a moment on, the earliest first, a page at a time.',
  effect: 'read',
  input: Type.Object(
    {
      from: Type.Optional(
        Type.String({
          title: 'From',
          description: 'With its zone: 2026-01-31T09:30:00Z; now without it.',
          format: 'date-time',
        }),
      ),
      until: Type.Optional(
        Type.String({ title: 'Until', description: 'With its zone; 30 days later without it.', format: 'date-time' }),
      ),
      ...pageFields(10, 100),
    },
    { title: 'Page', description: 'Which events to list.', additionalProperties: false },
  ),
  output: Type.Object({
    events: Type.Array(CalendarEvent, { title: 'Events', description: 'The events of this page.' }),
    ...moreFields,
  }),
  scopes: ['Calendars.ReadWrite'],
  example: { limit: 10 },
  documentation: `${graphReference}/user-list-calendarview`,

  async run(context, { from, until, limit = 10, cursor }) {
    const first = ['startDateTime', 'endDateTime', '$top'];
    const place = cursor === undefined ? span(from, until) : readCursor(cursor, first);
    const { data } = await context.http.get('/v1.0/me/calendarView', {
      query: { $top: limit, ...place, $select: eventColumns, $orderby: 'start/dateTime' },
      headers: inUtc,
      answer: Page,
    });
    const { startDateTime = '', endDateTime = '', $top = String(limit) } = place;
    return {
      events: data.value.map((record) => toEvent(context, record)),
      ...nextPage(data['@odata.nextLink'], { startDateTime, endDateTime, $top }),
    };
  },
});

function span(from: string | undefined, until: string | undefined, now = Date.now()): Place {
  const start = from === undefined ? new Date(now) : new Date(from);
  const end = until === undefined ? new Date(start.getTime() + 30 * DAY_MS) : new Date(until);
  if (end > start) return { startDateTime: start.toISOString(), endDateTime: end.toISOString() };
  const message = 'must be after the beginning';
  throw new InputInvalidError(`The end ${message}.`, [{ pointer: '/until', message, keyword: 'range' }]);
}
