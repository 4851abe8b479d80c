import { SalesforceError } from './api-error.js';
import { findField, type Field, type SalesforceObject } from './objects.js';
import { parseRecordId } from './record-ids.js';
import { isDate } from './record-rules.js';
import type { FieldValue, SalesforceRecord } from './record-store.js';
import type { Condition, Literal, Operator } from './soql.js';
import { likePattern, unescapeSoql } from './soql-tokens.js';
import { matchesWildcards } from './wildcards.js';

/** Says whether a record fulfils a condition. */
export type Filter = (record: SalesforceRecord) => boolean;

type Comparable = string | number | boolean;
type Test = (value: Comparable | null) => boolean;

const numberTypes: readonly string[] = ['int', 'currency', 'percent'];
const timeTypes: readonly string[] = ['date', 'datetime'];
const unlikeable: readonly string[] = ['boolean', 'id', 'reference', ...numberTypes, ...timeTypes];
const dayMs = 24 * 60 * 60 * 1_000;

/** Finds a field of an object, or says that there is none. */
export function needField(object: SalesforceObject, name: string): Field {
  const field = findField(object, name);
  if (!field) {
    throw new SalesforceError(400, 'INVALID_FIELD', `No such column '${name}' on entity '${object.name}'.`);
  }
  return field;
}

/** A value in the form in which values of its field are compared and sorted. */
export function comparable(field: Field, value: FieldValue | undefined): Comparable | null {
  if (value === null || value === undefined) return null;
  if (timeTypes.includes(field.type)) return timeOf(String(value));
  return typeof value === 'string' && field.type !== 'id' && field.type !== 'reference' ? value.toLowerCase() : value;
}

function timeOf(text: string): number {
  return Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

/** Turns a condition into a filter; throws for fields and values that do not fit, also when nothing is stored. */
export function compile(condition: Condition, object: SalesforceObject, now: Date): Filter {
  if (condition.kind === 'not') {
    const filter = compile(condition.part, object, now);
    return (record) => !filter(record);
  }
  if (condition.kind !== 'compare') {
    const filters = condition.parts.map((part) => compile(part, object, now));
    if (condition.kind === 'and') return (record) => filters.every((filter) => filter(record));
    return (record) => filters.some((filter) => filter(record));
  }
  const field = needField(object, condition.field);
  checkFilterable(field, condition.operator);
  const tests = condition.values.map((literal) => testOf(field, condition.operator, literal, now));
  const test: Test =
    condition.operator === 'NOT IN'
      ? (value) => tests.every((each) => each(value))
      : (value) => tests.some((each) => each(value));
  return (record) => test(comparable(field, record[field.name]));
}

function checkFilterable({ name, type }: Field, operator: Operator): void {
  if (type === 'textarea') {
    throw new SalesforceError(400, 'INVALID_FIELD', `field '${name}' can not be filtered in a query call`);
  }
  const unfit = operator === 'LIKE' ? unlikeable : /^[<>]/.test(operator) ? ['boolean'] : [];
  if (unfit.includes(type)) {
    throw new SalesforceError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${type} field: ${name}`);
  }
}

function testOf(field: Field, operator: Operator, literal: Literal, now: Date): Test {
  if (literal.kind === 'null') return nullTest(field, operator);
  checkLiteral(field, literal);
  if (operator === 'LIKE') {
    const pattern = likePattern(literal.text);
    return (value) => value !== null && matchesWildcards(pattern, String(value));
  }
  const [from, to] = literal.kind === 'range' ? rangeOf(literal.text, now) : pointOf(field, literal);
  return compareTo(operator, from, to);
}

function nullTest(field: Field, operator: Operator): Test {
  if (operator === '=' || operator === 'IN') return (value) => value === null;
  if (operator === '!=' || operator === 'NOT IN') return (value) => value !== null;
  throw new SalesforceError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator for null: ${field.name}`);
}

/** Compares with a stretch of values, whose end is within for a single value. */
function compareTo(operator: Operator, from: Comparable, to: Comparable): Test {
  const tests: Readonly<Record<Operator, (value: Comparable) => boolean>> = {
    '=': (value) => value >= from && value <= to,
    IN: (value) => value >= from && value <= to,
    '!=': (value) => value < from || value > to,
    'NOT IN': (value) => value < from || value > to,
    '<': (value) => value < from,
    '<=': (value) => value <= to,
    '>': (value) => value > to,
    '>=': (value) => value >= from,
    LIKE: () => false,
  };
  const includesNull = operator === '!=' || operator === 'NOT IN';
  return (value) => (value === null ? includesNull : tests[operator](value));
}

function fits({ type }: Field, { kind }: Literal): boolean {
  if (type === 'boolean') return kind === 'boolean';
  if (numberTypes.includes(type)) return kind === 'number';
  if (timeTypes.includes(type)) return kind === type || kind === 'range';
  return kind === 'string';
}

function checkLiteral(field: Field, literal: Literal): void {
  const { name, type } = field;
  if (!fits(field, literal)) {
    const hint = literal.kind === 'string' ? 'not be enclosed in quotes' : 'be enclosed in quotes if it is text';
    const message = `value of filter criterion for field '${name}' must be of type ${type} and should ${hint}`;
    throw new SalesforceError(400, 'INVALID_FIELD', message);
  }
  if ((type === 'id' || type === 'reference') && !parseRecordId(unescapeSoql(literal.text))) {
    throw new SalesforceError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.text}`);
  }
  const isTime = literal.kind === 'date' || literal.kind === 'datetime';
  if (isTime && (!isDate(literal.text.slice(0, 10)) || Number.isNaN(timeOf(literal.text)))) {
    throw new SalesforceError(400, 'INVALID_FIELD', `invalid ${type} for field '${name}': ${literal.text}`);
  }
}

function pointOf(field: Field, { kind, text }: Literal): readonly [Comparable, Comparable] {
  let value: Comparable = unescapeSoql(text);
  if (kind === 'number') value = Number(text);
  else if (kind === 'boolean') value = text.toLowerCase() === 'true';
  else if (field.type === 'id' || field.type === 'reference') value = parseRecordId(value) ?? value;
  else value = comparable(field, value) ?? value;
  return [value, value];
}

/** First and last millisecond of a named stretch of days, in UTC. */
function rangeOf(text: string, now: Date): readonly [number, number] {
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  const [name = '', count = '0'] = text.toUpperCase().split(':');
  const days = Number(count);
  const stretches: Readonly<Record<string, readonly [number, number]>> = {
    TODAY: [0, 1],
    YESTERDAY: [-1, 0],
    TOMORROW: [1, 2],
    LAST_N_DAYS: [-days, 1],
    NEXT_N_DAYS: [1, days + 1],
  };
  const [from, to] = stretches[name] ?? [0, 0];
  return [today + from * dayMs, today + to * dayMs - 1];
}
