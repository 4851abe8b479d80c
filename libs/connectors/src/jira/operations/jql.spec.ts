import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputInvalidError } from '#connectors';
import { bindJql } from './jql.js';

/** Reads JQL as its grammar has it: texts in double quotation marks, and everything else word by word. */
function read(jql: string): (string | { text: string })[] {
  const token = /\s+|"((?:[^"\\\p{Cc}]|\\(?:["'\\ nrt]|u[0-9a-f]{4}))*)"|([^\s"]+)/guy;
  const tokens: (string | { text: string })[] = [];
  let end = 0;
  for (const [whole, text, word] of jql.matchAll(token)) {
    end += whole.length;
    if (text !== undefined) tokens.push({ text: JSON.parse(`"${text}"`) as string });
    else if (word !== undefined) tokens.push(word);
  }
  if (end !== jql.length) throw new Error(`not JQL: ${jql.slice(end)}`);
  return tokens;
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('"', "'", '\\', '\n', ':', 'b', ' ', '(', ')', ',', '\\"', ' OR ', '=', '\u0000'),
  }),
  fc.constantFrom('" OR project != "', '\\" OR 1=1', '\\', 'currentUser()', 'EMPTY', ':other', '\u2028', '\ufdd0'),
);

describe('a bound text', () => {
  it('comes out as exactly one text with the same meaning, whatever it holds', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const jql = bindJql('project = :one AND summary ~ :other ORDER BY created DESC', { one, other });
        expect(read(jql)).toEqual([
          ...['project', '=', { text: one }, 'AND', 'summary', '~', { text: other }],
          ...['ORDER', 'BY', 'created', 'DESC'],
        ]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('stays one text in a list', () => {
    expect(bindJql('project in :keys AND votes > :n', { keys: ['A", "B', 'C'], n: 1.5 })).toBe(
      'project in ("A\\", \\"B", "C") AND votes > 1.5',
    );
  });
});

describe('a query', () => {
  it.each<[string, string, Record<string, string | number>]>([
    ['a text', 'project = "A"', {}],
    ['a text in single quotation marks', "project = 'A'", {}],
    ['a backslash', 'project = A\\', {}],
    ['a parameter as a field', ':field = 1', { field: 'summary' }],
    ['a parameter as a field in parentheses', '(:field in (1))', { field: 'summary' }],
    ['a parameter as a function', 'assignee = :f()', { f: 'currentUser' }],
    ['a parameter that sorts', 'project = A ORDER BY :x', { x: 'created' }],
    ['a parameter that is glued to a word', 'project = A:x', { x: 'B' }],
    ['a parameter without a value', 'project = :a', {}],
    ['a parameter that only an object’s prototype has', 'project = :toString', {}],
    ['a value that is not used', 'project = A', { a: 1 }],
    ['a number that cannot be written', 'votes > :n', { n: 1e30 }],
  ])('with %s is refused', (_title, jql, parameters) => {
    expect(() => bindJql(jql, parameters)).toThrow(InputInvalidError);
  });

  it('keeps what it says itself', () => {
    const jql = 'assignee = currentUser() AND status was :s BEFORE :d AND sprint in openSprints() ORDER BY rank';
    expect(bindJql(jql, { s: 'Open', d: '2026-01-31' })).toBe(
      jql.replace(':s', '"Open"').replace(':d', '"2026-01-31"'),
    );
  });
});
