import type { JsonValue } from '../model.js';
import type { Entity } from './read-entity.js';

/** Why a value of the right kind does not count: it is longer, smaller (earlier) or larger (later) than the entity allows. */
export type BoundBroken =
  | { readonly invalid: 'length'; readonly limit: number }
  | { readonly invalid: 'min' | 'max'; readonly limit: number | string };

/** The bound of an entity that a value breaks. */
export function brokenBound(value: JsonValue, { kind, min, max, maxLength }: Entity): BoundBroken | undefined {
  const text = lengthOf(value);
  if (maxLength !== undefined && text !== undefined && [...text].length > maxLength) {
    return { invalid: 'length', limit: maxLength };
  }
  const size = sizeOf(value, kind);
  if (size === undefined) return undefined;
  if (min !== undefined && isSmaller(size, min)) return { invalid: 'min', limit: min };
  if (max !== undefined && isSmaller(max, size)) return { invalid: 'max', limit: max };
  return undefined;
}

function lengthOf(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value;
  return isRecord(value) && typeof value.full === 'string' ? value.full : undefined;
}

/** What of a value is compared: a number, an amount, a day, a time of day. */
function sizeOf(value: JsonValue, kind: Entity['kind']): number | string | undefined {
  const compared = kind === 'money' && isRecord(value) ? value.amount : value;
  if (typeof compared === 'number') return compared;
  if (typeof compared !== 'string' || !comparedTexts.has(kind)) return undefined;
  return kind === 'date-time' ? compared.slice(0, 10) : compared;
}

const comparedTexts: ReadonlySet<Entity['kind']> = new Set(['date', 'time', 'date-time']);

/** Numbers and ISO 8601 texts compare as they are; a number and a text do not compare. */
function isSmaller(a: number | string, b: number | string): boolean {
  return typeof a === typeof b && a < b;
}

function isRecord(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
