import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { askBusy } from './busy.js';
import { addresses, addressesIn, calendarGuide, time, TimeZone, zoneOf } from './calendar-api.js';

/** Tells when people are busy: POST freeBusy. */
export const getFreeBusy = defineOperation({
  connector: 'google-calendar',
  name: 'get-free-busy',
  title: 'See when people are busy',
  description: 'Tells when calendars are busy in a span of time, without saying why.',
  effect: 'read',
  input: Type.Object(
    {
      from: time('From', 'Where the span begins.'),
      to: time('To', 'Where the span ends, three months later at most.'),
      calendars: Type.Optional(addresses('Calendars', 'Whose calendars; whoever authorized, unless told.', 50)),
      timeZone: Type.Optional(TimeZone),
    },
    { title: 'Span', description: 'Whom to look at, and when.', additionalProperties: false },
  ),
  output: Type.Object({
    calendars: Type.Array(
      Type.Object({
        calendarId: Type.String({ title: 'Calendar', description: 'Whose calendar it is.' }),
        isKnown: Type.Boolean({ title: 'Known', description: 'Whether it exists and shows when it is busy.' }),
        busy: Type.Array(
          Type.Object({
            start: Type.String({ title: 'Start', description: 'ISO 8601 with its offset.' }),
            end: Type.String({ title: 'End', description: 'ISO 8601 with its offset.' }),
          }),
          { title: 'Busy', description: 'When it is busy.' },
        ),
      }),
      { title: 'Calendars', description: 'In the order of the input.' },
    ),
  }),
  scopes: ['https://www.googleapis.com/auth/calendar.freebusy'],
  example: { from: '2030-01-15T08:00:00+01:00', to: '2030-01-15T18:00:00+01:00' },
  documentation: `${calendarGuide}/freebusy/query`,

  async run(context, { from, to, calendars, timeZone }) {
    const ids = calendars === undefined ? ['primary'] : addressesIn(calendars);
    const found = await askBusy(context, ids, { start: from, end: to }, zoneOf(context, timeZone));
    return {
      calendars: found.map(({ calendarId, busy }) => ({
        ...{ calendarId, isKnown: busy !== undefined },
        busy: (busy ?? []).map(({ start, end }) => ({ start, end })),
      })),
    };
  },
});
