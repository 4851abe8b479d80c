import { InputInvalidError } from '#connectors';
import { Type, type Static } from 'typebox';

const Scalar = Type.Union([
  Type.String({ title: 'Text', description: 'A text.', maxLength: 4_000 }),
  Type.Number({ title: 'Number', description: 'A number.' }),
  Type.Boolean({ title: 'Yes or no', description: 'True or false.' }),
  Type.Null({ title: 'Nothing', description: 'No value.' }),
  Type.Object(
    { date: Type.String({ title: 'Date', description: 'A day: 2026-01-31.', format: 'date' }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { dateTime: Type.String({ title: 'Time', description: 'A time: 2026-01-31T09:30:00Z.', format: 'date-time' }) },
    { additionalProperties: false },
  ),
]);

/** Values of a query by name; dates are wrapped, since SOQL tells them from text, and a list is for `IN`. */
export const SoqlParameters = Type.Record(
  Type.String({ pattern: '^[A-Za-z]\\w{0,39}$' }),
  Type.Union([Scalar, Type.Array(Scalar, { maxItems: 200 })]),
  {
    title: 'Parameters',
    description:
      'A value for each :name; dates as {"date": "2026-01-31"}, times as {"dateTime": "2026-01-31T09:30:00Z"}.',
    additionalProperties: false,
  },
);

/** One value that a query is bound to. */
export type SoqlScalar = Static<typeof Scalar>;

type SoqlValue = SoqlScalar | readonly SoqlScalar[];

/** What a request line may hold, encoded; Salesforce accepts 16,384 bytes of URL. */
const MAX_ENCODED_LENGTH = 15_000;

/**
 * Puts values in the place of `:name` in a SELECT statement. The statement itself can hold no quotation mark and no
 * backslash, so that text can only ever come in as a value, and a value can only ever be one literal.
 * Throws `InputInvalidError` with pointers `/soql` and `/parameters/<name>`.
 */
export function bindSoql(statement: string, parameters: Readonly<Record<string, SoqlValue>> = {}): string {
  checkStatement(statement);
  const used = new Set<string>();
  const bound = statement.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined) throw invalid(`/parameters/${name}`, 'is used by the query, but has no value');
    used.add(name);
    return literalOf(value, `/parameters/${name}`);
  });
  const unused = Object.keys(parameters).find((name) => !used.has(name));
  if (unused !== undefined) throw invalid(`/parameters/${unused}`, 'is not used by the query');
  if (new URLSearchParams({ q: bound }).toString().length > MAX_ENCODED_LENGTH) {
    throw invalid('/soql', 'is too long with its values: ask for less at once');
  }
  return bound;
}

function checkStatement(statement: string): void {
  if (!/^\s*select\s/i.test(statement)) throw invalid('/soql', 'must begin with SELECT');
  if (/['"\\]/.test(statement)) {
    throw invalid('/soql', 'must not hold text: write :name and give the text as a parameter');
  }
  if (/\bfor\s+(?:view|reference|update)\b|\bupdate\s+(?:tracking|viewstat)\b/i.test(statement)) {
    throw invalid('/soql', 'must only read: leave out FOR VIEW, FOR REFERENCE, FOR UPDATE and UPDATE');
  }
  const glued = /\w:[A-Za-z_]\w*/.exec(statement)?.[0];
  if (glued !== undefined) throw invalid('/soql', `needs a space before the parameter in "${glued}"`);
}

function literalOf(value: SoqlValue, pointer: string): string {
  if (!isList(value)) return scalarLiteral(value, pointer);
  if (value.length === 0) throw invalid(pointer, 'must hold at least one value');
  return `(${value.map((one) => scalarLiteral(one, pointer)).join(', ')})`;
}

function scalarLiteral(value: SoqlScalar, pointer: string): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberLiteral(value, pointer);
  return 'date' in value ? dateLiteral(value.date, pointer) : dateTimeLiteral(value.dateTime, pointer);
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** Quoted String Escape Sequences, SOQL and SOSL Reference. */
function stringLiteral(text: string): string {
  return `'${text.replace(/[\\'\n\r\t\b\f]/g, (character) => escapes[character] ?? character)}'`;
}

function numberLiteral(value: number, pointer: string): string {
  const text = String(value);
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw invalid(pointer, 'is a number that a query cannot hold');
  return text;
}

function dateLiteral(value: string, pointer: string): string {
  const date = new Date(`${value}T00:00:00Z`);
  const isDate = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value;
  if (!isDate) throw invalid(pointer, 'must be a date such as 2026-01-31');
  return value;
}

function dateTimeLiteral(value: string, pointer: string): string {
  const isForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(value);
  const date = new Date(value);
  if (!isForm || Number.isNaN(date.getTime())) {
    throw invalid(pointer, 'must be a time with its zone such as 2026-01-31T09:30:00Z');
  }
  return date.toISOString().replace('.000Z', 'Z');
}

function isList(value: SoqlValue): value is readonly SoqlScalar[] {
  return Array.isArray(value);
}

function invalid(pointer: string, message: string): InputInvalidError {
  return new InputInvalidError(`The query is not valid: ${pointer} ${message}.`, [
    { pointer, message, keyword: 'soql' },
  ]);
}
