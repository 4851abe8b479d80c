import type { JsonObject, JsonSchema, JsonValue } from './json-schema.ts';
import { childPointer, resolved } from './json-schema.ts';
import type { Violation } from '../api/problem.ts';

/** The object with another value under a name; what is `undefined` is left out. */
export function withValue(object: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  const { [name]: _before, ...others } = object;
  return value === undefined ? others : { ...object, [name]: value };
}

/** An object of JSON, and nothing else. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every required property that has no value, with what to say beside it. */
export function missingFields(
  schema: JsonSchema,
  value: JsonObject,
  root = schema,
  pointer = '',
): readonly Violation[] {
  const own = (schema.required ?? [])
    .filter((name) => value[name] === undefined)
    .map((name) => ({ pointer: childPointer(pointer, name), detail: 'This is needed.' }));
  const nested = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const inner = value[name];
    return isObject(inner) ? missingFields(resolved(property, root), inner, root, childPointer(pointer, name)) : [];
  });
  return [...own, ...nested];
}

/** `2026-12-31T09:30` of this browser's time zone as an instant in UTC. */
export function toInstant(local: string): string | undefined {
  const time = new Date(local);
  return local === '' || Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** An instant as a control for date and time takes it, in this browser's time zone. */
export function fromInstant(instant: string): string {
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return '';
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
