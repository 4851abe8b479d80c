import type { DialogContext, DialogEffect, DialogEvent, DialogTask, OutgoingMessage } from '../protocol.js';
import { dialogStateVersion, type DialogState } from '../state.js';

/** One event to answer; a conversation that has just begun has no state. */
export interface AdvanceInput {
  readonly tasks: readonly DialogTask[];
  readonly state?: DialogState;
  readonly event: DialogEvent;
  readonly context: DialogContext;
}

/** The answer to one event: keep `state`, send `messages` in order, carry out `effects`. */
export interface AdvanceResult {
  readonly state: DialogState;
  readonly messages: readonly OutgoingMessage[];
  readonly effects: readonly DialogEffect[];
  /** After a `message`: what to store as said by the end user; codes and sensitive answers are redacted. */
  readonly userMessageText?: string;
}

/** Answers one event: pure and synchronous, so the same input always gives the same result. */
export function advance(input: AdvanceInput): AdvanceResult {
  const state = input.state ?? { version: dialogStateVersion, counter: 0, frames: [] };
  return { state, messages: [], effects: [] };
}
