import type { DialogNodeType } from '../../model.js';
import type { FormMessage, MessageChoice, QuestionMessage } from '../../protocol.js';
import type { AnswerWait, Frame, ServiceStage } from '../../state.js';
import { isAt, linkChoices, retryChoices } from '../services/authorization.js';
import type { Turn } from '../turn.js';
import { confirmationQuestion } from './confirmation-question.js';
import { askedEntity, entityQuestion } from './entity-question.js';
import { formQuestion } from './form-question.js';
import { withPrefix } from './wording.js';

type Question = QuestionMessage | FormMessage;
type AskingFrame = Frame & { readonly wait: AnswerWait };

/** The stages of a service node in which the end user is asked something that has a few answers. */
const offerStages: readonly ServiceStage[] = ['link-offered', 'retry-offered'];

/** The frame whose question the end user answers now: the youngest that has one, unless it is to wait. */
export function focusOf(frames: readonly Frame[]): Frame | undefined {
  return frames.findLast((frame) => !frame.isPostponed && (frame.wait.for === 'answer' || isAt(frame, offerStages)));
}

/** Asks the question in focus when it is new, or asks it again when other things were said in between. */
export function askFocus(turn: Turn): void {
  const focus = focusOf(turn.frames);
  if (!focus || turn.accountQuestion) return;
  const isNew = !turn.before.frames.some(({ wait }) => wait === focus.wait);
  const isInFocusAnew = focusOf(turn.before.frames)?.id !== focus.id;
  if (!isNew && !isInFocusAnew && turn.messages.length === 0) return;
  const question = makeQuestion(turn, focus);
  if (question) turn.send(isNew ? question : withPrefix(turn.texts.backTo(focus.taskName), question), focus);
}

function makeQuestion(turn: Turn, focus: Frame): Question | undefined {
  if (isAt(focus, ['link-offered'])) {
    return offer(turn.texts.offerLink(turn.step(focus).system), linkChoices(turn));
  }
  if (isAt(focus, ['retry-offered'])) return offer(turn.texts.offerRetry, retryChoices(turn));
  return focus.wait.for === 'answer' ? askNode(turn, focus as AskingFrame) : undefined;
}

function offer(text: string, choices: readonly MessageChoice[]): QuestionMessage {
  return { kind: 'question', text, choices };
}

/** The types of nodes that ask. */
export const askingTypes: ReadonlySet<DialogNodeType> = new Set(['entity', 'form', 'confirmation']);

function askNode(turn: Turn, focus: AskingFrame): Question | undefined {
  const node = turn.node(focus, focus.nodeId);
  if (node?.type === 'confirmation') return confirmationQuestion(turn, focus, node);
  if (node?.type === 'form') return formQuestion(turn, focus, node);
  const asked = askedEntity(turn, focus);
  return asked && entityQuestion(turn, focus, asked);
}
