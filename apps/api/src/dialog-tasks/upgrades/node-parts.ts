import { isDeepStrictEqual } from 'node:util';
import type { DialogGraph, DialogNode, JsonValue } from '#dialogs';

/** A JSON value, or nothing at all. */
export type Value = JsonValue | undefined;
export type Parts = Readonly<Record<string, Value>>;

/** The nodes of a graph; their ids are unique. */
export function byId({ nodes }: DialogGraph): ReadonlyMap<string, DialogNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}

/** A node by its fields. */
export function partsOf(node: DialogNode | undefined): Parts {
  return (node ?? {}) as unknown as Parts;
}

/** A field that an object has by itself. */
export function own(parts: Parts, key: string): Value {
  return Object.hasOwn(parts, key) ? parts[key] : undefined;
}

const divided = new Set(['entity', 'input', 'utterances', 'heading', 'intro', 'channels']);

/** Whether the parts of a field are looked at one by one; others are one thing. */
export function isDivided(key: string, ...values: readonly Value[]): boolean {
  return (
    divided.has(key) && values.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  );
}

/** A JSON pointer of some keys. */
export function pointer(...keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Whether two nodes are the same, wherever the canvas draws them. */
export function isSame(one: DialogNode | undefined, other: DialogNode | undefined): boolean {
  return isDeepStrictEqual(withoutPlace(one), withoutPlace(other));
}

/** Pointers to the fields in which two nodes differ; an empty one where all of it does. */
export function differences(one: DialogNode | undefined, other: DialogNode | undefined): readonly string[] {
  if (isSame(one, other)) return [];
  if (one === undefined || other === undefined || one.type !== other.type) return [''];
  return differing(withoutPlace(one), withoutPlace(other)).flatMap((key) => {
    const [left, right] = [own(partsOf(one), key), own(partsOf(other), key)];
    if (!isDivided(key, left, right)) return [pointer(key)];
    return differing(left as Parts, right as Parts).map((part) => pointer(key, part));
  });
}

function differing(one: object, other: object): readonly string[] {
  const [left, right] = [one as Parts, other as Parts];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.filter((key) => !isDeepStrictEqual(own(left, key), own(right, key)));
}

function withoutPlace(node: DialogNode | undefined): object {
  const { position: _, ...rest } = partsOf(node);
  return rest;
}
