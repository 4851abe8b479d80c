import type { JsonValue } from '../../model.js';
import type { DialogContext } from '../../protocol.js';
import { brokenBound } from '../bounds.js';
import type { ExtractableEntity, ExtractedEntity } from './extract-entities.js';
import { Utterance } from './utterance.js';

/** A place in a text, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The search for values in one utterance: what is still missing, and what was found. */
export class Extraction {
  readonly utterance: Utterance;
  readonly found: ExtractedEntity[] = [];

  constructor(
    text: string,
    private readonly entities: readonly ExtractableEntity[],
    readonly context: DialogContext,
  ) {
    this.utterance = new Utterance(text);
  }

  get missing(): readonly ExtractableEntity[] {
    return this.entities.filter(({ name }) => !this.found.some((each) => each.name === name));
  }

  /** Keeps a value, unless it breaks a bound or its place has another meaning already. */
  take(entity: ExtractableEntity, value: JsonValue, { start, end }: Place): boolean {
    if (brokenBound(value, entity) || !this.utterance.isFree(start, end)) return false;
    if (this.found.some(({ name }) => name === entity.name)) return false;
    this.utterance.claim(start, end);
    this.found.push({ name: entity.name, value, start, end });
    return true;
  }
}
