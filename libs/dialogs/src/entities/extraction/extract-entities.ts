import type { JsonValue } from '../../model.js';
import type { DialogContext } from '../../protocol.js';
import type { Entity } from '../read-entity.js';

/** An entity that may be found in a longer text; `label` is what people call it, where that is not its name. */
export type ExtractableEntity = Entity & { readonly label?: string };

/** A value found in a text, and where: UTF-16 offsets of the text as it was given. Spans never overlap. */
export interface ExtractedEntity {
  readonly name: string;
  readonly value: JsonValue;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the values of several entities in one utterance; what is ambiguous is left out, so that it is asked for. `entities` are those not
 * known yet, in the order of the task; words of `samples`, the sample utterances of the task, are no values.
 */
export function extractEntities(
  _text: string,
  _entities: readonly ExtractableEntity[],
  _context: DialogContext,
  _samples: readonly string[] = [],
): readonly ExtractedEntity[] {
  return [];
}
