import { defineOperation, InputInvalidError } from '#connectors';
import { Type } from 'typebox';
import { CalendarId, calendarGuide, eventsPath, time } from './calendar-api.js';
import { Event, EventRecord, toEvent } from './event.js';

const Page = Type.Object({ items: Type.Array(EventRecord), nextPageToken: Type.Optional(Type.String()) });

/** Lists events by their start, those of a series each on its own: GET calendars/{calendarId}/events. */
export const listEvents = defineOperation({
  connector: 'google-calendar',
  name: 'list-events',
  title: 'List events',
  description: 'Lists events from now on, or in a span of time, the next one first, a page at a time.',
  effect: 'read',
  input: Type.Object(
    {
      calendarId: Type.Optional(CalendarId),
      from: Type.Optional(time('From', 'Events that end after this; now unless told.')),
      to: Type.Optional(time('To', 'Events that begin before this; no end unless told.')),
      keyword: Type.Optional(
        Type.String({
          title: 'Keyword',
          description: 'Words to look for in titles, descriptions, places and attendees.',
          minLength: 1,
          maxLength: 500,
          pattern: '\\S',
        }),
      ),
      limit: Type.Optional(
        Type.Integer({ title: 'Page size', description: 'Events on a page; 10 by default.', minimum: 1, maximum: 250 }),
      ),
      cursor: Type.Optional(
        Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 4000 }),
      ),
    },
    { title: 'Span', description: 'Which events to list.', additionalProperties: false },
  ),
  output: Type.Object({
    events: Type.Array(Event, { title: 'Events', description: 'The events of this page.' }),
    hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
    nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
  }),
  scopes: ['https://www.googleapis.com/auth/calendar.events'],
  example: { limit: 10 },
  documentation: `${calendarGuide}/events/list`,

  async run({ http }, { calendarId = 'primary', from, to, keyword, limit = 10, cursor }) {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const timeMin = after?.timeMin ?? from ?? new Date().toISOString();
    const { data } = await http.get(eventsPath, {
      path: { calendarId },
      query: {
        ...{ timeMin, timeMax: to, q: keyword, maxResults: limit, pageToken: after?.pageToken },
        ...{ singleEvents: true, orderBy: 'startTime' },
      },
      answer: Page,
    });
    const nextCursor = data.nextPageToken === undefined ? undefined : makeCursor(timeMin, data.nextPageToken);
    const events = data.items.map(toEvent);
    return { events, hasMore: nextCursor !== undefined, ...(nextCursor !== undefined && { nextCursor }) };
  },
});

/** A page token is good for the same span only, so that the span's beginning goes with it. */
function makeCursor(timeMin: string, pageToken: string): string {
  return Buffer.from(`${timeMin} ${pageToken}`).toString('base64url');
}

function readCursor(cursor: string): { readonly timeMin: string; readonly pageToken: string } {
  const [timeMin = '', pageToken = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const isTime = /^\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:\d\d)$/i.test(timeMin);
  if (isTime && /^[\x21-\x7e]{1,2000}$/.test(pageToken) && rest.length === 0) return { timeMin, pageToken };
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this list', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this list: begin again without it.', [violation]);
}
