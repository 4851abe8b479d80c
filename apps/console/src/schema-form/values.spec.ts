import { describe, expect, it } from 'vitest';
import { fromInstant, missingFields, toInstant, withValue } from './values.ts';

describe('values of a form', () => {
  it('leave out what was emptied', () => {
    expect(withValue({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
    expect(withValue({ b: 2 }, 'a', false)).toEqual({ a: false, b: 2 });
  });

  it('are asked for where the schema needs them, also inside', () => {
    const schema = {
      required: ['name', 'address'],
      properties: { name: {}, address: { required: ['city'], properties: { city: {} } } },
    };
    expect(missingFields(schema, { address: {} }).map(({ pointer }) => pointer)).toEqual(['/name', '/address/city']);
    expect(missingFields(schema, { name: '', address: { city: 'Paris' } })).toEqual([]);
  });

  it('of time come back as they were typed', () => {
    const instant = toInstant('2026-12-31T09:30');
    expect(instant).toMatch(/Z$/);
    expect(fromInstant(instant ?? '')).toBe('2026-12-31T09:30');
  });

  it.each(['', 'soon', '2026-13-45T99:99'])('of no time (%s) are no value', (typed) => {
    expect(toInstant(typed)).toBeUndefined();
    expect(fromInstant(typed)).toBe('');
  });
});
