import { GoogleError } from './google-error.js';

/** An instant in ISO 8601 as the clocks of a zone show it; throws what Google answers to a zone that there is not. */
export function inZone(at: number, timeZone: string): string {
  const clock = partsOf(at, timeZone, { dateStyle: 'short', timeStyle: 'medium' }, 'sv-SE');
  const [date = '', time = ''] = clock.split(' ');
  const offset = partsOf(at, timeZone, { timeZoneName: 'longOffset' }, 'en').split('GMT')[1];
  return `${date}T${time}${offset || 'Z'}`;
}

function partsOf(at: number, timeZone: string, style: Intl.DateTimeFormatOptions, locale: string): string {
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(at);
  } catch {
    throw new GoogleError(400, 'invalid', 'Invalid Value', 'timeZone');
  }
}
