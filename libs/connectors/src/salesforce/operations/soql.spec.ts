import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputInvalidError } from '#connectors';
import { literalSearch } from './search-leads.operation.js';
import { bindSoql, type SoqlScalar } from './soql.js';

const meanings: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  "'": "'",
  '"': '"',
  '\\': '\\',
};

/** Reads SOQL as Salesforce documents it: what stands between quotation marks, and everything else word by word. */
function read(soql: string): (string | { text: string })[] {
  const tokens: (string | { text: string })[] = [];
  const token = /\s+|'((?:[^'\\]|\\[nrtbf'"\\])*)'(?!')|([^\s']+)/gy;
  let end = 0;
  for (const [whole, text, word] of soql.matchAll(token)) {
    end += whole.length;
    if (text !== undefined)
      tokens.push({ text: text.replace(/\\(.)/g, (_, escaped: string) => meanings[escaped] ?? '') });
    else if (word !== undefined) tokens.push(word);
  }
  if (end !== soql.length) throw new Error(`not SOQL: ${soql.slice(end)}`);
  return tokens;
}

/** Texts that are more likely than chance to break out. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom("'", '"', '\\', '\n', ':', 'b', ' ', '%', '_', '(', ')', '--', "\\'", ' OR ', '='),
  }),
  fc.constantFrom("' OR Name != '", "\\' OR 1=1 --", '\\', "'", ':other', '\u2028', '\ud800', 'a\'b"c\\d', "') OR ('"),
);

describe('a bound text', () => {
  it('comes out as exactly one text with the same meaning, whatever it holds', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const soql = bindSoql('SELECT Id FROM Lead WHERE Company = :one AND LastName = :other', { one, other });
        expect(read(soql)).toEqual([
          ...['SELECT', 'Id', 'FROM', 'Lead', 'WHERE', 'Company', '=', { text: one }],
          ...['AND', 'LastName', '=', { text: other }],
        ]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays one text in a list', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (names) => {
        const soql = bindSoql('SELECT Id FROM Lead WHERE LastName IN :names', { names });
        const texts = read(soql).filter((token) => typeof token === 'object');
        expect(texts).toEqual(names.map((text) => ({ text })));
      }),
    );
  });
});

describe('a bound value', () => {
  const bind = (value: SoqlScalar | SoqlScalar[]) =>
    bindSoql('SELECT Id FROM Lead WHERE A = :value', { value }).slice('SELECT Id FROM Lead WHERE A = '.length);

  it.each<[SoqlScalar | SoqlScalar[], string]>([
    [12.5, '12.5'],
    [-3, '-3'],
    [true, 'true'],
    [null, 'null'],
    ["O'Neil", "'O\\'Neil'"],
    [{ date: '2026-02-28' }, '2026-02-28'],
    [{ dateTime: '2026-02-28T10:30:00Z' }, '2026-02-28T10:30:00Z'],
    [{ dateTime: '2026-02-28T10:30:00.250+02:00' }, '2026-02-28T08:30:00.250Z'],
    [['a', 1, null], "('a', 1, null)"],
  ])('%j is written %s', (value, literal) => expect(bind(value)).toBe(literal));

  it.each<[SoqlScalar | SoqlScalar[]]>([
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1e30],
    [{ date: '2026-02-30' }],
    [{ date: "2026-01-01' OR" }],
    [{ date: '2026-01-01T00:00:00Z' }],
    [{ dateTime: '2026-01-01' }],
    [{ dateTime: '2026-01-01T00:00:00' }],
    [{ dateTime: '2026-13-01T00:00:00Z' }],
    [[]],
  ])('%j is refused', (value) => expect(() => bind(value)).toThrow(InputInvalidError));

  it('is never read as another parameter', () => {
    expect(bindSoql('SELECT Id FROM Lead WHERE A = :a AND B = :b', { a: ':b', b: 'x' })).toBe(
      "SELECT Id FROM Lead WHERE A = ':b' AND B = 'x'",
    );
  });
});

describe('a statement', () => {
  it.each([
    ['a text', "SELECT Id FROM Lead WHERE Name = 'x'", {}],
    ['a text in double quotes', 'SELECT Id FROM Lead WHERE Name = "x"', {}],
    ['a backslash', 'SELECT Id FROM Lead WHERE Name = \\', {}],
    ['something else than SELECT', 'DELETE FROM Lead', {}],
    ['nothing', '', {}],
    ['FOR UPDATE', 'SELECT Id FROM Lead FOR  UPDATE', {}],
    ['FOR VIEW', 'SELECT Id FROM Lead for view', {}],
    ['UPDATE VIEWSTAT', 'SELECT Title FROM FAQ UPDATE VIEWSTAT', {}],
    ['a parameter without a value', 'SELECT Id FROM Lead WHERE A = :a', {}],
    ['a parameter that only an object’s prototype has', 'SELECT Id FROM Lead WHERE A = :toString', {}],
    ['a value that is not used', 'SELECT Id FROM Lead', { a: 1 }],
    ['a parameter that is glued to a word', 'SELECT Id FROM Lead WHERE A IN:a', { a: 1 }],
    ['values that are too long', 'SELECT Id FROM Lead WHERE A = :a', { a: 'ü'.repeat(3_000) }],
  ])('with %s is refused', (_title, statement, parameters) => {
    expect(() => bindSoql(statement, parameters)).toThrow(InputInvalidError);
  });

  it('keeps its own dates, ranges and times', () => {
    const statement = 'SELECT Id FROM Lead WHERE A = LAST_N_DAYS:30 AND B > 2026-01-01T10:00:00+01:00';
    expect(bindSoql(statement)).toBe(statement);
  });

  it('tells which parameter is wrong', () => {
    const wrong = () => bindSoql('SELECT Id FROM Lead WHERE A = :a', { a: { date: 'soon' } });
    expect(wrong).toThrow(
      expect.objectContaining({ violations: [expect.objectContaining({ pointer: '/parameters/a' })] }),
    );
  });
});

describe('a search text', () => {
  it.each([
    ['Ann Smith', 'Ann Smith'],
    ['  Ann \n\t Smith ', 'Ann Smith'],
    ['A* B?', 'A\\* B\\?'],
    ['Smith AND Jones or not', 'Smith "AND" Jones "or" "not"'],
    ['"quoted" {x} (y)', '\\"quoted\\" \\{x\\} \\(y\\)'],
    ["O'Neil-Ng & Co. +1", "O\\'Neil\\-Ng \\& Co. \\+1"],
    ['back\\slash', 'back\\\\slash'],
    ['Andy Norton', 'Andy Norton'],
  ])('%j becomes %j', (keyword, q) => expect(literalSearch(keyword)).toBe(q));

  it('leaves no operator, wildcard or grouping with a meaning of its own', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostile, fc.string({ unit: fc.constantFrom('AND', 'OR', 'NOT', ' ', '"', '\\', '*', 'x') })),
        (text) => {
          const withoutEscapes = literalSearch(text)
            .replace(/\\[?&|!{}[\]()^~*:\\"'+-]/g, 'x')
            .replace(/"(?:and|or|not)"/gi, 'x');
          expect(withoutEscapes).not.toMatch(/[?&|!{}[\]()^~*:\\"'+-]/);
          expect(withoutEscapes).not.toMatch(/(?:^|\s)(?:and|or|not)(?:\s|$)/i);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
