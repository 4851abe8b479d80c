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

describe('a number', () => {
  it.each([
    ['2k', 2_000],
    ['1.5k', 1_500],
    ['3 million', 3_000_000],
    ['3.5 M', 3_500_000],
    ['seven', 7],
    ['Twelve', 12],
    ['about 5 people', 5],
    ['2 thousand euros', 2_000],
    ['it is 1,250.50.', 1_250.5],
    ['10%', 10],
  ])('is understood in English: %s', (text, value) => expect(read('number', text)).toBe(value));

  it.each([
    ['1.234,5', 1_234.5],
    ['2 Tsd.', 2_000],
    ['1,5 Mio.', 1_500_000],
    ['drei Milliarden', 3e9],
    ['zwölf', 12],
    ['ungefähr 1.250 Stück', 1_250],
  ])('is understood in German: %s', (text, value) => expect(read('number', text, {}, { locale: 'de' })).toBe(value));

  it.each(['between 5 and 7', 'five or six', '5x', 'room 12b', '1.2.3', 'k', 'million', '99999999999 million'])(
    'is not found, or not just one, in "%s"',
    (text) => expect(read('number', text)).toEqual({ invalid: 'kind' }),
  );

  it('stays within its bounds, which are told', () => {
    expect(read('number', '5', { min: 5, max: 5 })).toBe(5);
    expect(read('number', '4', { min: 5 })).toEqual({ invalid: 'min', limit: 5 });
    expect(read('number', '2k', { max: 1_999 })).toEqual({ invalid: 'max', limit: 1_999 });
  });
});

describe('an amount of money', () => {
  it.each([
    ['€20', 20, 'EUR'],
    ['20 Euro', 20, 'EUR'],
    ['20€', 20, 'EUR'],
    ['1.5k USD', 1_500, 'USD'],
    ['USD 1.5k', 1_500, 'USD'],
    ['$1,250.50', 1_250.5, 'USD'],
    ['five dollars', 5, 'USD'],
    ['it costs 99.90 CHF a month', 99.9, 'CHF'],
    ['100 swiss francs', 100, 'CHF'],
    ['250 Australian dollars', 250, 'AUD'],
    ['£3 million', 3_000_000, 'GBP'],
    ['10 eur', 10, 'EUR'],
    ['-5 €', -5, 'EUR'],
  ])('is understood in English: %s', (text, amount, currency) =>
    expect(read('money', text)).toEqual({ amount, currency }),
  );

  it.each([
    ['1.234,50 €', 1_234.5, 'EUR'],
    ['20 Euro', 20, 'EUR'],
    ['2,5 Mio. Euro', 2_500_000, 'EUR'],
    ['zwölf Franken', 12, 'CHF'],
    ['50 US-Dollar', 50, 'USD'],
    ['10 schweizer franken', 10, 'CHF'],
  ])('is understood in German: %s', (text, amount, currency) =>
    expect(read('money', text, {}, { locale: 'de' })).toEqual({ amount, currency }),
  );

  it('has the currency of the entity where it names none, and the dollar of the region', () => {
    expect(read('money', '1,250', { currency: 'GBP' })).toEqual({ amount: 1_250, currency: 'GBP' });
    expect(read('money', '€5', { currency: 'GBP' })).toEqual({ amount: 5, currency: 'EUR' });
    expect(read('money', '$5', {}, { locale: 'en-CA' })).toEqual({ amount: 5, currency: 'CAD' });
    expect(read('money', '$5', { currency: 'AUD' })).toEqual({ amount: 5, currency: 'AUD' });
    expect(read('money', '1,250')).toEqual({ invalid: 'kind' });
  });

  it.each(['', '€', 'euro', '€5 or €6', 'all the money', '20 all', '5 top', 'XYZ 5'])(
    'is not found, or not just one, in "%s"',
    (text) => expect(read('money', text)).toEqual({ invalid: 'kind' }),
  );

  it('stays within its bounds', () => {
    expect(read('money', '€4', { min: 5 })).toEqual({ invalid: 'min', limit: 5 });
    expect(read('money', '€6', { max: 5 })).toEqual({ invalid: 'max', limit: 5 });
  });
});
