/** Minutes that a time zone is ahead of UTC at an instant; 0 where there is no such zone. */
export function offsetMinutes(instant: Date, timeZone: string): number {
  try {
    const parts = formatFor(timeZone).formatToParts(instant);
    const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
    return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
  } catch {
    return 0;
  }
}

/** ISO 8601 with the offset that the zone has on that day: `2027-01-31T15:00:00+01:00`. */
export function withOffset(date: string, time: string, timeZone: string): string {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const guess = offsetMinutes(new Date(wall), timeZone);
  return atOffset(date, time, offsetMinutes(new Date(wall - guess * 60_000), timeZone));
}

/** ISO 8601 with an offset in minutes. */
export function atOffset(date: string, time: string, minutes: number): string {
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${twoDigits(Math.trunc(size / 60))}:${twoDigits(size % 60)}`;
  return `${date}T${time}:00${offset}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  return format;
}
