import type { JsonValue } from '../../model.js';
import type { DialogContext } from '../../protocol.js';
import type { Entity } from '../read-entity.js';
import { Extraction } from './extraction.js';
import { findLabels } from './labels.js';
import { takeLabelled } from './labelled.js';
import { takeNames } from './names.js';
import { takeId, takeKeyword, takeNamed, takeQuoted } from './quoted.js';
import { findCandidates, takeChoices, takeSureValues } from './sure.js';
import { claimCommand } from './utterance.js';

/** An entity that may be found in a longer text; `label` is what people call it, where that is not its name. */
export type ExtractableEntity = Entity & { readonly label?: string };

/** A value found in a text, and where: UTF-16 offsets of the text as it was given. Spans never overlap. */
export interface ExtractedEntity {
  readonly name: string;
  readonly value: JsonValue;
  readonly start: number;
  readonly end: number;
}

/** What lies behind this many characters is not looked at. */
const longestText = 1_000;

/**
 * Finds the values of several entities in one utterance; what is ambiguous is left out, so that it is asked for. `entities` are those not
 * known yet, in the order of the task; words of `samples`, the sample utterances of the task, are no values.
 */
export function extractEntities(
  text: string,
  entities: readonly ExtractableEntity[],
  context: DialogContext,
  samples: readonly string[] = [],
): readonly ExtractedEntity[] {
  const wanted = entities.filter(({ requirement, reuse }) => requirement !== 'hidden' && reuse !== false);
  if (wanted.length === 0) return [];
  const extraction = new Extraction(text.slice(0, longestText), wanted, context);
  const commandEnd = claimCommand(extraction.utterance, samples);
  const candidates = findCandidates(extraction);
  takeLabelled(extraction, findLabels(extraction.utterance, wanted), candidates);
  takeQuoted(extraction);
  takeSureValues(extraction, candidates);
  takeId(extraction);
  takeChoices(extraction);
  takeNamed(extraction);
  takeKeyword(extraction);
  takeNames(extraction, commandEnd);
  return [...extraction.found].sort((a, b) => a.start - b.start);
}
