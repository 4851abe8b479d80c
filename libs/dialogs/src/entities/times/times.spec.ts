import { describe, expect, it } from 'vitest';
import { context } from '../../transcripts/transcript.js';
import type { DialogContext } from '../../protocol.js';
import { readEntity, type Entity } from '../read-entity.js';

/** The value that is read from a text, or why there is none. */
function read(
  kind: Entity['kind'],
  text: string,
  entity: Partial<Entity> = {},
  surroundings: Partial<DialogContext> = {},
) {
  const asked: Entity = { name: 'x', kind, requirement: 'mandatory', ...entity };
  const reading = readEntity({ text }, asked, { ...context, ...surroundings });
  return 'value' in reading ? reading.value : reading;
}

const german = { locale: 'de' };

describe('a time of day', () => {
  it.each([
    ['3pm', '15:00'],
    ['15:30', '15:30'],
    ['at 9', '09:00'],
    ['3', '15:00'],
    ['03:00', '03:00'],
    ['3 am', '03:00'],
    ['half past three', '15:30'],
    ['quarter to 9', '08:45'],
    ['noon', '12:00'],
    ['5 p.m. please', '17:00'],
  ])('is understood in English: %s', (text, value) => expect(read('time', text)).toBe(value));

  it.each([
    ['15 Uhr', '15:00'],
    ['um 15:30 Uhr', '15:30'],
    ['15.30 Uhr', '15:30'],
    ['halb vier', '15:30'],
    ['viertel nach neun', '09:15'],
    ['9', '09:00'],
    ['um 3 Uhr nachmittags', '15:00'],
    ['gegen 8', '08:00'],
  ])('is understood in German: %s', (text, value) => expect(read('time', text, {}, german)).toBe(value));

  it.each(['', 'soon', 'tomorrow', '25:00', '99', '3pm or 4pm', 'from 3 to 5pm', 'an hour'])(
    'is not found, or not just one, in "%s"',
    (text) => expect(read('time', text)).toEqual({ invalid: 'kind' }),
  );

  it('stays within its bounds', () => {
    expect(read('time', '7 am', { min: '08:00' })).toEqual({ invalid: 'min', limit: '08:00' });
    expect(read('time', '9pm', { max: '18:00' })).toEqual({ invalid: 'max', limit: '18:00' });
  });
});

describe('a day and a time', () => {
  const berlin = { timeZone: 'Europe/Berlin' };

  it.each([
    ['tomorrow at 3pm', '2026-11-23T15:00:00+00:00'],
    ['tomorrow at 3', '2026-11-23T15:00:00+00:00'],
    ['next Friday at noon', '2026-11-27T12:00:00+00:00'],
    ['in 2 hours', '2026-11-22T14:00:00+00:00'],
    ['5 May at 15:00', '2027-05-05T15:00:00+00:00'],
    ['half past three tomorrow', '2026-11-23T15:30:00+00:00'],
    ['yesterday at 10am', '2026-11-21T10:00:00+00:00'],
    ['2026-12-24T18:00:00+05:30', '2026-12-24T18:00:00+05:30'],
    ['at 5pm', '2026-11-22T17:00:00+00:00'],
    ['at 9', '2026-11-23T09:00:00+00:00'],
  ])('are understood in English: %s', (text, value) => expect(read('date-time', text)).toBe(value));

  it.each([
    ['morgen um 15 Uhr', '2026-11-23T15:00:00+01:00'],
    ['am Freitag um 15:30', '2026-11-27T15:30:00+01:00'],
    ['am 24.12. um 18 Uhr', '2026-12-24T18:00:00+01:00'],
    ['am 1. Juli um 9 Uhr', '2027-07-01T09:00:00+02:00'],
    ['Gerne, morgen um 15 Uhr', '2026-11-23T15:00:00+01:00'],
    ['morgen um halb vier', '2026-11-23T15:30:00+01:00'],
    ['in zwei Stunden', '2026-11-22T15:00:00+01:00'],
  ])('are understood in German, where the end user is: %s', (text, value) =>
    expect(read('date-time', text, {}, { ...german, ...berlin })).toBe(value),
  );

  it('have the offset that the zone has on that day', () => {
    expect(read('date-time', '1 July 2027 at 9:00', {}, berlin)).toBe('2027-07-01T09:00:00+02:00');
    expect(read('date-time', '28 March 2027 at 04:00', {}, berlin)).toBe('2027-03-28T04:00:00+02:00');
    expect(read('date-time', 'tomorrow at 9:00', {}, { timeZone: 'Asia/Kathmandu' })).toBe('2026-11-23T09:00:00+05:45');
    expect(read('date-time', 'tomorrow at 9:00', {}, { timeZone: 'No/Where' })).toBe('2026-11-23T09:00:00+00:00');
  });

  it.each(['', 'tomorrow', 'next week', 'Monday or Tuesday at 3', 'tomorrow at 3 or 4pm', 'for 2 hours'])(
    'are not found, or not just one, in "%s"',
    (text) => expect(read('date-time', text)).toEqual({ invalid: 'kind' }),
  );
});

describe('a day', () => {
  it.each(['next week', 'this weekend', 'last month', 'guten Morgen', 'for 2 days', 'I sat down'])(
    'is not taken from "%s"',
    (text) =>
      expect(read('date', text, {}, { locale: text.startsWith('guten') ? 'de' : 'en' })).toEqual({ invalid: 'kind' }),
  );

  it.each([
    ['So', '2026-11-22'],
    ['am Mo', '2026-11-23'],
    ['24.12.', '2026-12-24'],
    ['am 3.1.', '2027-01-03'],
    ['morgen früh', '2026-11-23'],
  ])('is understood in German: %s', (text, value) => expect(read('date', text, {}, german)).toBe(value));

  it('stays within its bounds', () => {
    expect(read('date', 'yesterday', { min: '2026-11-22' })).toEqual({ invalid: 'min', limit: '2026-11-22' });
    expect(read('date', 'tomorrow', { max: '2026-11-22' })).toEqual({ invalid: 'max', limit: '2026-11-22' });
    expect(read('date', 'today', { min: '2026-11-22', max: '2026-11-22' })).toBe('2026-11-22');
  });
});

describe('a span of time', () => {
  it.each([
    ['an hour and a half', 'PT1H30M'],
    ['90 minutes', 'PT1H30M'],
    ['half an hour', 'PT30M'],
    ['two and a half hours', 'PT2H30M'],
    ['1.5 h', 'PT1H30M'],
    ['1h30', 'PT1H30M'],
    ['1h 30m', 'PT1H30M'],
    ['2 hours and 15 minutes, please', 'PT2H15M'],
    ['1 week', 'P7D'],
    ['a year', 'P1Y'],
    ['2 years and 6 months', 'P2Y6M'],
    ['36 hours', 'PT36H'],
    ['1.5 days', 'PT36H'],
    ['PT90M', 'PT1H30M'],
    ['P1W', 'P7D'],
    ['for 45 min', 'PT45M'],
  ])('is understood in English: %s', (text, value) => expect(read('duration', text)).toBe(value));

  it.each([
    ['90 Minuten', 'PT1H30M'],
    ['anderthalb Stunden', 'PT1H30M'],
    ['eine halbe Stunde', 'PT30M'],
    ['1,5 Std.', 'PT1H30M'],
    ['eine Viertelstunde', 'PT15M'],
    ['zwei Stunden und 20 Minuten', 'PT2H20M'],
    ['drei Wochen', 'P21D'],
    ['ein halbes Jahr', 'P6M'],
  ])('is understood in German: %s', (text, value) => expect(read('duration', text, {}, german)).toBe(value));

  it.each([
    '',
    '5',
    'soon',
    'hours',
    '1 hour or 2 hours',
    '3M',
    '5 m and 3 apples',
    '0 minutes',
    'PT',
    'P',
    '1e9 years',
  ])('is not found, or not just one, in "%s"', (text) => expect(read('duration', text)).toEqual({ invalid: 'kind' }));
});
