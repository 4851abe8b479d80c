import { describe, expect, it } from 'vitest';
import { choicesOf, kindOf, resolved, wordsOf, type JsonSchema } from './json-schema.ts';

describe('the control of a schema', () => {
  it.each<[JsonSchema, string]>([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', maxLength: 4000 }, 'long-text'],
    [{ type: 'string', format: 'date' }, 'date'],
    [{ type: 'string', format: 'date-time' }, 'date-time'],
    [{ type: 'string', format: 'email' }, 'text'],
    [{ type: ['integer', 'null'] }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ enum: ['a', 'b'] }, 'choice'],
    [{ anyOf: [{ const: 1 }, { const: 2 }] }, 'choice'],
    [{ type: 'array', items: { enum: ['a'] } }, 'choices'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'object', properties: {} }, 'object'],
    [{ type: 'object' }, 'json'],
    [{ type: ['string', 'number'] }, 'json'],
    [{ anyOf: [{ type: 'string' }, { type: 'object' }] }, 'json'],
    [{}, 'json'],
  ])('of %j is %s', (schema, kind) => expect(kindOf(schema)).toBe(kind));

  it('leaves null out of what may be chosen, and shows titles of constants', () => {
    expect(choicesOf({ enum: ['a', null] })).toEqual([{ value: 'a', label: 'a' }]);
    expect(choicesOf({ oneOf: [{ const: 2, title: 'Open' }, { type: 'null' }] })).toEqual([
      { value: 2, label: 'Open' },
    ]);
  });
});

describe('a reference', () => {
  it('is followed, and keeps the title where it stands', () => {
    const root = { $defs: { Address: { type: 'object', title: 'Address' } } };
    expect(resolved({ $ref: '#/$defs/Address', title: 'Home' }, root)).toMatchObject({ type: 'object', title: 'Home' });
  });

  it('to nothing is no failure: the value is entered as JSON', () => {
    expect(kindOf(resolved({ $ref: '#/$defs/Missing' }, {}))).toBe('json');
  });

  it('or null is what is referred to', () => {
    const root = { $defs: { Name: { type: 'string' } } };
    expect(kindOf(resolved({ anyOf: [{ $ref: '#/$defs/Name' }, { type: 'null' }] }, root))).toBe('text');
  });
});

it('names become words', () => {
  expect(wordsOf('closeDate')).toBe('Close date');
  expect(wordsOf('close_date')).toBe('Close date');
});
