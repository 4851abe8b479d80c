import { describe, expect, it } from 'vitest';
import type { ComparisonOperator, Condition, JsonValue } from '../model.js';
import { firstTarget, holds } from './condition.js';
import { atPointer, resolve, type KnownValues } from './known-values.js';

const values: KnownValues = {
  entities: { name: 'Ada', age: 36, fields: ['status', 'title'], empty: '', none: [] },
  results: { get: { 'a/b': { '~': [10, { deep: true }] }, records: [] } },
  error: { code: 'not-found', message: 'Nobody.', node: 'get' },
  endUser: { id: 'u1' },
  now: '2026-11-22T12:00:00Z',
};

function compare(left: JsonValue, operator: ComparisonOperator, right?: JsonValue): boolean {
  const side = (value: JsonValue) => ({ from: 'value', value }) as const;
  return holds({ left: side(left), operator, ...(right !== undefined && { right: side(right) }) }, values);
}

describe('a condition', () => {
  it.each<[JsonValue, ComparisonOperator, JsonValue | undefined, boolean]>([
    ['a', 'equals', 'a', true],
    ['a', 'equals', 'A', false],
    [5, 'equals', '5', true],
    [true, 'equals', 'true', true],
    [['a'], 'equals', ['a'], true],
    [null, 'equals', null, true],
    ['a', 'not-equals', 'b', true],
    ['a', 'not-equals', 'a', false],
    ['status, title', 'contains', 'title', true],
    [['status', 'title'], 'contains', 'title', true],
    [['status', 'title'], 'contains', 'tit', false],
    [5, 'contains', '5', false],
    ['status', 'starts-with', 'sta', true],
    ['status', 'starts-with', 'tat', false],
    [10, 'greater-than', 9, true],
    ['10', 'greater-than', '9', true],
    [9, 'greater-than', 9, false],
    ['2026-12-01', 'greater-than', '2026-11-30', true],
    ['a', 'less-than', 'b', true],
    ['', 'less-than', 1, false],
    [[1], 'less-than', 2, false],
    [null, 'greater-than', -1, false],
    [0, 'is-set', undefined, true],
    [false, 'is-set', undefined, true],
    ['', 'is-set', undefined, false],
    [null, 'is-set', undefined, false],
    ['', 'is-empty', undefined, true],
    [[], 'is-empty', undefined, true],
    [{}, 'is-empty', undefined, true],
    [0, 'is-empty', undefined, false],
    [['a'], 'is-empty', undefined, false],
  ])('compares: %j %s %j', (left, operator, right, expected) => expect(compare(left, operator, right)).toBe(expected));

  it('takes nothing as equal to what is not known', () => {
    const unknown = { from: 'entity', name: 'toString' } as const;
    expect(holds({ left: unknown, operator: 'equals', right: unknown }, values)).toBe(false);
    expect(holds({ left: unknown, operator: 'is-empty' }, values)).toBe(true);
    expect(holds({ left: { from: 'entity', name: 'age' }, operator: 'equals' }, values)).toBe(false);
  });

  it('combines others', () => {
    const yes: Condition = {
      left: { from: 'entity', name: 'age' },
      operator: 'greater-than',
      right: { from: 'value', value: 30 },
    };
    const no: Condition = { not: yes };
    expect(holds({ all: [yes, { any: [no, yes] }] }, values)).toBe(true);
    expect(holds({ all: [yes, no] }, values)).toBe(false);
    expect(holds({ any: [no, no] }, values)).toBe(false);
    expect(holds({ all: [] }, values)).toBe(true);
    expect(holds({ any: [] }, values)).toBe(false);
  });

  it('decides which of several transitions is taken', () => {
    const never: Condition = { any: [] };
    expect(firstTarget([{ when: never, to: 'a' }, { to: 'b' }, { to: 'c' }], values)).toBe('b');
    expect(firstTarget([{ when: never, to: 'a' }], values)).toBeUndefined();
  });
});

describe('a reference', () => {
  it('finds entities, results, the error, the end user and fixed values', () => {
    expect(resolve({ from: 'entity', name: 'name' }, values)).toBe('Ada');
    expect(resolve({ from: 'result', node: 'get', pointer: '/records' }, values)).toEqual([]);
    expect(resolve({ from: 'error', name: 'code' }, values)).toBe('not-found');
    expect(resolve({ from: 'end-user', name: 'id' }, values)).toBe('u1');
    expect(resolve({ from: 'end-user', name: 'channel' }, values)).toBeUndefined();
    expect(resolve({ from: 'value', value: [1] }, values)).toEqual([1]);
  });

  it('follows JSON pointers, escapes included, and stops where the path ends', () => {
    const { get } = values.results;
    expect(atPointer(get, '')).toBe(get);
    expect(atPointer(get, '/a~1b/~0/1/deep')).toBe(true);
    expect(atPointer(get, '/a~1b/~0/2')).toBeUndefined();
    expect(atPointer(get, '/a~1b/~0/-')).toBeUndefined();
    expect(atPointer(get, '/a~1b/~0/length')).toBeUndefined();
    expect(atPointer(get, '/nowhere/deep')).toBeUndefined();
    expect(atPointer(undefined, '/x')).toBeUndefined();
    expect(atPointer('text', '/0')).toBeUndefined();
  });

  it('never reaches what is inherited', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(resolve({ from: 'entity', name }, values)).toBeUndefined();
      expect(resolve({ from: 'result', node: name, pointer: '' }, values)).toBeUndefined();
      expect(resolve({ from: 'result', node: 'get', pointer: `/${name}` }, values)).toBeUndefined();
      expect(resolve({ from: 'result', node: 'get', pointer: `/records/${name}` }, values)).toBeUndefined();
    }
  });
});
