import { InputInvalidError } from '#connectors';

const MINUTE_MS = 60_000;

/** The instant at which clocks in a zone show this time of this day. */
export function toInstant(day: string, clock: string, timeZone: string): number {
  const local = Date.parse(`${day}T${clock}:00Z`);
  const near = local - aheadOfUtcMs(local, timeZone);
  return local - aheadOfUtcMs(near, timeZone);
}

/** An instant in ISO 8601 as a zone's clocks show it, with the zone's offset. */
export function inZone(at: number, timeZone: string): string {
  const ahead = aheadOfUtcMs(at, timeZone);
  const minutes = Math.abs(ahead) / MINUTE_MS;
  const two = (value: number) => String(value).padStart(2, '0');
  const offset = `${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return new Date(at + ahead).toISOString().slice(0, 19) + offset;
}

/** A day so many days later. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10);
}

function aheadOfUtcMs(at: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = ['year', 'month', 'day', 'hour', 'minute'].map((type) =>
    parts.get(type as Intl.DateTimeFormatPartTypes),
  );
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...numeric, hourCycle: 'h23', timeZone });
  } catch (cause) {
    const violation = { pointer: '/timeZone', message: 'is not a known time zone', keyword: 'format' };
    throw new InputInvalidError(`There is no time zone "${timeZone}".`, [violation], { cause });
  }
}
