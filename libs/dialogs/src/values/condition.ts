import type { ComparisonOperator, Condition, JsonValue, Transition, TransitionTarget } from '../model.js';
import { resolve, type KnownValues } from './known-values.js';

type Comparison = (left: JsonValue | undefined, right: JsonValue | undefined) => boolean;

const comparisons: Record<ComparisonOperator, Comparison> = {
  equals: isEqual,
  'not-equals': (left, right) => !isEqual(left, right),
  contains: (left, right) => {
    if (Array.isArray(left)) return left.some((item: JsonValue) => isEqual(item, right));
    return typeof left === 'string' && isScalar(right) && left.includes(String(right));
  },
  'starts-with': (left, right) => typeof left === 'string' && isScalar(right) && left.startsWith(String(right)),
  'greater-than': (left, right) => order(left, right) > 0,
  'less-than': (left, right) => order(left, right) < 0,
  'is-set': (left) => left !== undefined && left !== null && left !== '',
  'is-empty': isEmpty,
};

/**
 * Whether a condition holds. Numbers, strings and booleans compare by what they look like (`"5"` equals `5`); `greater-than` and
 * `less-than` order numbers as numbers and other strings, such as ISO dates, by their characters; what is not known equals nothing.
 */
export function holds(condition: Condition, values: KnownValues): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, values));
  if ('any' in condition) return condition.any.some((part) => holds(part, values));
  if ('not' in condition) return !holds(condition.not, values);
  const right = condition.right && resolve(condition.right, values);
  return comparisons[condition.operator](resolve(condition.left, values), right);
}

/** Where the first transition that holds leads; `undefined` when none does. */
export function firstTarget(transitions: readonly Transition[], values: KnownValues): TransitionTarget | undefined {
  return transitions.find(({ when }) => !when || holds(when, values))?.to;
}

function isEqual(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (isScalar(left) && isScalar(right)) return String(left) === String(right);
  return JSON.stringify(left) === JSON.stringify(right);
}

function isScalar(value: JsonValue | undefined): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Negative, zero or positive; `NaN`, which is none of them, for what has no order. */
function order(left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (!isScalar(left) || !isScalar(right) || left === '' || right === '') return NaN;
  const difference = Number(left) - Number(right);
  if (!Number.isNaN(difference)) return difference;
  return String(left) < String(right) ? -1 : Number(String(left) > String(right));
}
