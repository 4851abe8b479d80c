import type { JsonValue } from '../../model.js';
import type { DialogContext } from '../../protocol.js';
import type { Entity } from '../read-entity.js';

/** A value and where it stands in a text, in UTF-16 units. */
export interface Found<Value extends JsonValue = JsonValue> {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
}

/** Finds all values of a kind in a text. */
export type Finder<Value extends JsonValue = JsonValue> = (
  text: string,
  entity: Pick<Entity, 'country' | 'currency'>,
  context: DialogContext,
) => readonly Found<Value>[];

/** The value that was found, if all that was found is the same. */
export function onlyValue<Value extends JsonValue>(found: readonly Found<Value>[]): Value | undefined {
  const distinct = new Set(found.map(({ value }) => JSON.stringify(value)));
  return distinct.size === 1 ? found[0]?.value : undefined;
}

/** A word or number of a text as it is compared, and where it stands. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The words and numbers of a text; a decimal number is one, a number and its unit are two. */
export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(/\d+(?:[.,]\d+)*|[\p{L}\p{M}'’]+/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
}
