import type { JsonValue } from '../model.js';
import type { DialogTask } from '../protocol.js';

/** A task that an utterance may ask for. `score` runs from 0 to 1; `entities` are values that the recognizer found on its way. */
export interface RankedIntent {
  readonly taskId: string;
  readonly score: number;
  readonly entities?: { readonly [name: string]: JsonValue };
}

/** What an utterance is compared with. */
export interface IntentSurroundings {
  /** BCP 47. */
  readonly locale: string;
  readonly tasks: readonly DialogTask[];
}

/** Tells which tasks an utterance may ask for, the likeliest first: synchronous, without side effects, the same answer to the same question. */
export interface IntentRecognizer {
  recognize(utterance: string, surroundings: IntentSurroundings): readonly RankedIntent[];
}
