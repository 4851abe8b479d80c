import { defineOperation, RecordNotFoundError, type OperationContext } from '#connectors';
import { Type } from 'typebox';
import { askBusy, type Span } from './busy.js';
import {
  addresses,
  addressesIn,
  calendarGuide,
  clock,
  day,
  duration,
  durationMs,
  TimeZone,
  zoneOf,
} from './calendar-api.js';
import { freeSlots } from './free-slots.js';
import { daysLater, inZone, toInstant } from './zones.js';

/** Finds times at which everybody is free: POST freeBusy, and the gaps in what it answers. */
export const findFreeTime = defineOperation({
  connector: 'google-calendar',
  name: 'find-free-time',
  title: 'Find a free time',
  description: 'Finds times of day at which nobody is busy, from a day on.',
  effect: 'read',
  input: Type.Object(
    {
      date: day('Day', 'The first day to look at.'),
      days: Type.Optional(
        Type.Integer({
          title: 'Days',
          description: 'How many days to look at; 1 unless told.',
          minimum: 1,
          maximum: 31,
        }),
      ),
      duration: Type.Optional(duration('How long it has to be; an hour unless told.')),
      calendars: Type.Optional(addresses('Calendars', 'Who has to be free besides whoever authorized.', 49)),
      earliest: Type.Optional(clock('Earliest', 'Not before this time of day; 09:00 unless told.')),
      latest: Type.Optional(clock('Latest', 'Over by this time of day; 17:00 unless told.')),
      timeZone: Type.Optional(TimeZone),
      limit: Type.Optional(
        Type.Integer({ title: 'Limit', description: 'Times to return; 3 unless told.', minimum: 1, maximum: 50 }),
      ),
    },
    { title: 'Wish', description: 'What time is wanted.', additionalProperties: false },
  ),
  output: Type.Object({
    times: Type.Array(
      Type.Object({
        start: Type.String({ title: 'Start', description: 'ISO 8601 with its offset.', format: 'date-time' }),
        end: Type.String({ title: 'End', description: 'ISO 8601 with its offset.', format: 'date-time' }),
      }),
      { title: 'Times', description: 'The earliest first.' },
    ),
    timeZone: Type.String({ title: 'Time zone', description: 'The zone of the times.' }),
  }),
  scopes: ['https://www.googleapis.com/auth/calendar.freebusy'],
  example: { date: '2030-01-15', duration: 'PT1H' },
  documentation: `${calendarGuide}/freebusy/query`,

  async run(context, { date, days = 1, limit = 3, duration: text = 'PT1H', ...input }) {
    const timeZone = zoneOf(context, input.timeZone);
    const windows = windowsOf({ ...input, date, days, timeZone });
    const busy = await busyTimes(context, addressesIn(input.calendars ?? ''), {
      start: new Date(toInstant(date, '00:00', timeZone)).toISOString(),
      end: new Date(toInstant(daysLater(date, days), '00:00', timeZone)).toISOString(),
    });
    const length = durationMs(text);
    const starts = freeSlots({ windows, busy, durationMs: length, notBefore: Date.now(), limit });
    return {
      times: starts.map((at) => ({ start: inZone(at, timeZone), end: inZone(at + length, timeZone) })),
      timeZone,
    };
  },
});

interface Days {
  readonly date: string;
  readonly days: number;
  readonly earliest?: string;
  readonly latest?: string;
  readonly timeZone: string;
}

function windowsOf({ date, days, earliest = '09:00', latest = '17:00', timeZone }: Days) {
  return Array.from({ length: days }, (_, index) => {
    const one = daysLater(date, index);
    return { start: toInstant(one, earliest, timeZone), end: toInstant(one, latest, timeZone) };
  });
}

async function busyTimes(context: OperationContext, others: readonly string[], span: Span): Promise<readonly Span[]> {
  const found = await askBusy(context, ['primary', ...others], span);
  const unknown = found.filter(({ busy }) => busy === undefined).map(({ calendarId }) => calendarId);
  if (unknown.length === 0) return found.flatMap(({ busy = [] }) => busy);
  throw new RecordNotFoundError(
    `Google does not show when ${unknown.join(', ')} is busy: ask for the calendar to be shared.`,
  );
}
