import type { IntentRecognizer } from '../intents/recognizer.js';
import { similarityRecognizer } from '../intents/similarity.js';
import type { DialogContext, DialogEffect, DialogEvent, DialogTask, OutgoingMessage, TraceStep } from '../protocol.js';
import { dialogStateVersion, type DialogState } from '../state.js';
import { isAt } from './services/authorization.js';
import { takeInEffectEvent } from './services/effect-event.js';
import { askFocus, focusOf } from './questions/ask.js';
import { offerAbilities, sayStatus } from './messages/tasks.js';
import { Turn } from './turn.js';
import { takeInMessage } from './messages/user-message.js';

/** One event to answer; a conversation that has just begun has no state. */
export interface AdvanceInput {
  readonly tasks: readonly DialogTask[];
  readonly state?: DialogState;
  readonly event: DialogEvent;
  readonly context: DialogContext;
  /** Tells which tasks an utterance may ask for, in place of the built-in one. */
  readonly recognizer?: IntentRecognizer;
}

/** The answer to one event: keep `state`, send `messages` in order, carry out `effects`. */
export interface AdvanceResult {
  readonly state: DialogState;
  readonly messages: readonly OutgoingMessage[];
  readonly effects: readonly DialogEffect[];
  /** What happened, in order, for whoever watches the conversation. */
  readonly trace: readonly TraceStep[];
  /** After a `message`: what to store as said by the end user; codes and sensitive answers are redacted. */
  readonly userMessageText?: string;
}

/** A conversation was kept by another version of the engine than this one. */
export class DialogStateUnsupportedError extends Error {
  readonly code = 'dialog-state-unsupported';
}

/**
 * Answers one event: pure and synchronous, so the same input always gives the same result.
 * Throws `DialogStateUnsupportedError` for a state of another version.
 */
export function advance({
  tasks,
  state,
  event,
  context,
  recognizer = similarityRecognizer,
}: AdvanceInput): AdvanceResult {
  const before = state ?? { version: dialogStateVersion, counter: 0, frames: [] };
  const turn = new Turn({ tasks, before, context, recognizer });
  if (turn.before.version !== dialogStateVersion) {
    const found = String(turn.before.version);
    throw new DialogStateUnsupportedError(
      `The conversation was kept in version ${found}; this server reads version ${dialogStateVersion}. Run the server that kept it, or start a new conversation.`,
    );
  }
  const userMessageText = takeIn(turn, event);
  if (turn.hasEndedTask) remind(turn);
  askFocus(turn);
  const { messages, effects } = turn;
  return {
    state: turn.state,
    messages,
    effects,
    trace: turn.trace.steps,
    ...(userMessageText !== undefined && { userMessageText }),
  };
}

function takeIn(turn: Turn, event: DialogEvent): string | undefined {
  if (event.type === 'message') return takeInMessage(turn, event);
  if (event.type === 'conversation-started') greet(turn);
  else takeInEffectEvent(turn, event);
  return undefined;
}

function greet(turn: Turn): void {
  const { texts, context, frames } = turn;
  if (frames.length === 0) offerAbilities(turn, texts.greeting(context.botName, context.endUser.displayName));
}

/** After a task has ended, tells which other one still needs the end user, unless that one asks by itself. */
function remind(turn: Turn): void {
  if (focusOf(turn.frames)) return;
  const waiting = turn.frames.findLast((frame) => !frame.isPostponed && isAt(frame, ['link-sent', 'code-asked']));
  const putOff = turn.frames.findLast(({ isPostponed }) => isPostponed);
  if (waiting) sayStatus(turn, waiting);
  else if (putOff) turn.say(turn.texts.stillPutOff(putOff.taskName));
}
