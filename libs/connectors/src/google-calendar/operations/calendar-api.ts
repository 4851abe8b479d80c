import type { OperationContext } from '#connectors';
import { Type } from 'typebox';

/** What the addresses of the vendor's own pages about the calendar begin with. */
export const calendarGuide = 'https://developers.google.com/workspace/calendar/api/v3/reference';

/** Path of a calendar's events. */
export const eventsPath = '/calendar/v3/calendars/{calendarId}/events';

/** The calendar that an operation works with. */
export const CalendarId = Type.String({
  title: 'Calendar',
  description: 'Id of the calendar, which is mostly an e-mail address; "primary", the default, is whoever authorized.',
  minLength: 1,
  maxLength: 254,
  pattern: '^[^\\s/]+$',
});

/** The id of an event, as operations take it. */
export const EventId = Type.String({
  title: 'Event id',
  description: 'Id of the event, as it was listed or created.',
  pattern: '^[A-Za-z0-9_-]{1,1024}$',
});

/** A point in time, as operations take it. */
export const time = (title: string, description: string) =>
  Type.String({ title, description: `${description} ISO 8601 with its offset.`, format: 'date-time' });

/** A day, as operations take it. */
export const day = (title: string, description: string) =>
  Type.String({ title, description: `${description} YYYY-MM-DD.`, format: 'date' });

/** A time of day, as operations take it. */
export const clock = (title: string, description: string) =>
  Type.String({
    title,
    description: `${description} HH:mm, in the time zone.`,
    pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
  });

/** How long something takes, as operations take it. */
export const duration = (description: string) =>
  Type.String({
    title: 'Duration',
    description: `${description} ISO 8601: PT30M, PT1H30M, P1D.`,
    pattern: '^P(?!$)(?:[0-9]{1,3}D)?(?:T(?=[0-9])(?:[0-9]{1,4}H)?(?:[0-9]{1,5}M)?)?$',
  });

/** A zone by its name, as operations take it. */
export const TimeZone = Type.String({
  title: 'Time zone',
  description: "Name of the zone, such as Europe/Berlin; the calendar's own unless told.",
  pattern: '^[A-Za-z_]{1,32}(?:/[A-Za-z0-9_+-]{1,32}){0,2}$',
});

/** The zone that an operation counts in. */
export function zoneOf({ account }: OperationContext, timeZone: string | undefined): string {
  return timeZone ?? String(account.details['timeZone'] ?? 'UTC');
}

const address = '[^\\s,;@/]{1,64}@[^\\s,;@/]{1,189}';

/** E-mail addresses in one text, as somebody types them. */
export const addresses = (title: string, description: string, most: number) =>
  Type.String({
    title,
    description: `${description} E-mail addresses with commas or spaces between them, ${most} at most.`,
    pattern: `^\\s*${address}(?:[\\s,;]+${address}){0,${most - 1}}\\s*$`,
    maxLength: 10_000,
  });

/** The addresses in a text of `addresses`, each once. */
export function addressesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

/** The milliseconds of a text of `duration`. */
export function durationMs(text: string): number {
  const [, days = '0', hours = '0', minutes = '0'] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
}
