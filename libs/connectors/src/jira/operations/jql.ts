import { InputInvalidError } from '#connectors';
import { Type } from 'typebox';

const Scalar = Type.Union([
  Type.String({ title: 'Text', description: 'A text, or a day such as 2026-01-31.', maxLength: 2_000 }),
  Type.Number({ title: 'Number', description: 'A number.' }),
]);

/** Values of a query by name; a list is for `in`. */
export const JqlParameters = Type.Record(
  Type.String({ pattern: '^[A-Za-z]\\w{0,39}$' }),
  Type.Union([Scalar, Type.Array(Scalar, { minItems: 1, maxItems: 200 })]),
  { title: 'Parameters', description: 'A value for each :name of the query.', additionalProperties: false },
);

type JqlValue = string | number | readonly (string | number)[];

/**
 * Puts values in the place of `:name` in a JQL query. The query itself can hold no quotation mark and no backslash, and a name
 * can only stand where a value does, so that no value can become a field, a function or an operator.
 * Throws `InputInvalidError` with pointers `/jql` and `/parameters/<name>`.
 */
export function bindJql(jql: string, parameters: Readonly<Record<string, JqlValue>> = {}): string {
  checkStatement(jql);
  const used = new Set<string>();
  const bound = jql.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined) throw invalid(`/parameters/${name}`, 'is used by the query, but has no value');
    used.add(name);
    const pointer = `/parameters/${name}`;
    return isList(value) ? `(${value.map((one) => literal(one, pointer)).join(', ')})` : literal(value, pointer);
  });
  const unused = Object.keys(parameters).find((name) => !used.has(name));
  if (unused !== undefined) throw invalid(`/parameters/${unused}`, 'is not used by the query');
  return bound;
}

/** A name that is glued to a word, or that something follows which follows no value: an operator, or the parenthesis of a function. */
const misplaced =
  /[^\s(,=~<>]:[A-Za-z]\w*|:[A-Za-z]\w*(?!\w|\s*(?:$|[),]|(?:and|or|order|after|before|on|during|by|from|to)\b))/i;

function checkStatement(jql: string): void {
  if (/['"\\]/.test(jql)) throw invalid('/jql', 'must not hold text: write :name and give the text as a parameter');
  const [found] = misplaced.exec(jql) ?? [];
  if (found !== undefined) throw invalid('/jql', `has "${found.slice(0, 40)}" where no value can stand`);
  if (/\border\s+by\b[^]*:[A-Za-z]/i.test(jql)) throw invalid('/jql', 'cannot be ordered by a parameter');
}

/** JQL, "Reserved characters": a text in double quotation marks, with the escapes that it knows. */
function literal(value: string | number, pointer: string): string {
  if (typeof value === 'string') {
    const escaped = value.replace(/["\\]|\p{Cc}|\p{Cn}|\p{Cs}/gu, escapeOf);
    return `"${escaped}"`;
  }
  const text = String(value);
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw invalid(pointer, 'is a number that a query cannot hold');
  return text;
}

function escapeOf(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

function isList(value: JqlValue): value is readonly (string | number)[] {
  return Array.isArray(value);
}

function invalid(pointer: string, message: string): InputInvalidError {
  return new InputInvalidError(`The query is not valid: ${pointer} ${message}.`, [
    { pointer, message, keyword: 'jql' },
  ]);
}
