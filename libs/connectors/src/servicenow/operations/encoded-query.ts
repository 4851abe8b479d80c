import { InputInvalidError } from '#connectors';

/** What an encoded query would not take as text: its separator, control characters, and scripts that the instance runs. */
const unsafe = /[\^\p{Cc}]|javascript:/iu;

/** A condition of an encoded query whose value means nothing but itself. */
export interface QueryCondition {
  readonly column: string;
  readonly operator: '=' | 'LIKE';
  readonly value: string;
  /** JSON pointer of the input that the value came from. */
  readonly pointer: string;
}

/**
 * Joins conditions that must all hold, then the order; throws `InputInvalidError` for a value that could change the query.
 * The vendor knows no way to escape such a value.
 */
export function encodeQuery(conditions: readonly QueryCondition[], ...orders: readonly string[]): string {
  return [...conditions.map(encodeCondition), ...orders].join('^');
}

/** Joins conditions of which any may hold. */
export function encodeAlternatives(conditions: readonly QueryCondition[]): string {
  return conditions.map(encodeCondition).join('^OR');
}

function encodeCondition({ column, operator, value, pointer }: QueryCondition): string {
  const text = value.trim();
  if (text !== '' && !unsafe.test(text)) return column + operator + text;
  const message = 'holds something that ServiceNow cannot search for: "^", "javascript:" or a control character';
  throw new InputInvalidError(`The value of "${pointer.slice(1)}" ${message}.`, [
    { pointer, message, keyword: 'pattern' },
  ]);
}
