import type { Answer } from '../../entities/read-entity.js';
import { matchIntent } from '../../intents/match.js';
import { isWord } from '../../texts/languages.js';
import { redact } from '../../values/redaction.js';
import { cleanText } from '../../values/text.js';
import { authorizationStages, cancelLinks, isAt, requestLink, sendCode, type ServiceFrame } from '../services/authorization.js';
import { takeAnswer } from '../questions/answers.js';
import { focusOf } from '../questions/ask.js';
import { offerAbilities, offerTasks, sayStatus, startTask, taskOfAnswer, taskOfPayload } from './tasks.js';
import type { Turn } from '../turn.js';

/** Understands a message in one way; `false` when it is not meant so. */
type Route = (turn: Turn, answer: Answer) => boolean;

/** The ways to understand a message, in the order in which they are tried. */
const routes: readonly Route[] = [
  typesCode,
  picksTask,
  cancels,
  asksForHelp,
  asksForLink,
  answersQuestion,
  answersTaskList,
  mistypesCode,
  asksForTask,
  greets,
  isNotUnderstood,
];

/** Answers what the end user wrote or pressed, and gives back the text to store for it: without codes and answers about sensitive entities. */
export function takeInMessage(turn: Turn, message: Answer): string {
  const answer = { ...message, text: cleanText(message.text) };
  const { taskQuestion, frames } = turn;
  const focus = focusOf(frames);
  const sensitivity = focus && turn.entityNode(focus)?.entity.sensitive;
  const route = routes.find((understands) => understands(turn, answer));
  if (turn.taskQuestion === taskQuestion) turn.taskQuestion = undefined;
  if (route === answersQuestion && sensitivity) return redact(answer.text.trim(), sensitivity);
  const mayBeCode = frames.some((frame) => isAt(frame, authorizationStages));
  return mayBeCode && digitsOf(answer.text) !== undefined ? redact(answer.text, 'redact') : answer.text;
}

function typesCode(turn: Turn, { text }: Answer): boolean {
  const code = digitsOf(text);
  const frame = turn.frames.findLast((candidate): candidate is ServiceFrame => isAt(candidate, codeStages));
  if (!frame || code?.length !== 6) return false;
  if (frame.wait.stage === 'code-asked') sendCode(turn, frame, code);
  else turn.say(turn.texts.codeBeingChecked);
  return true;
}

function mistypesCode(turn: Turn, { text }: Answer): boolean {
  const isMistyped = digitsOf(text) !== undefined && turn.frames.some((frame) => isAt(frame, ['code-asked']));
  if (isMistyped) turn.say(turn.texts.codeShape);
  return isMistyped;
}

function picksTask(turn: Turn, answer: Answer): boolean {
  const task = taskOfPayload(turn, answer);
  if (task) startTask(turn, task);
  return task !== undefined;
}

function cancels(turn: Turn, answer: Answer): boolean {
  if (answer.payload !== undefined || !isWord(answer.text, 'cancel', turn.texts)) return false;
  const frame = focusOf(turn.frames) ?? turn.frames.at(-1);
  if (!frame) {
    turn.say(turn.texts.nothingToCancel);
    return true;
  }
  const { texts } = turn;
  cancelLinks(turn, frame);
  turn.remove(frame);
  const isSent = isAt(frame, ['running', 'retry-offered']);
  turn.say(isSent ? texts.cancelledWhileRunning(turn.step(frame)) : texts.cancelled(frame.taskName));
  return true;
}

function asksForHelp(turn: Turn, answer: Answer): boolean {
  if (answer.payload !== undefined || !isWord(answer.text, 'help', turn.texts)) return false;
  const focus = focusOf(turn.frames);
  if (focus) turn.say(turn.texts.asking(focus.taskName));
  else {
    for (const frame of turn.frames) sayStatus(turn, frame);
    offerAbilities(turn, '');
  }
  return true;
}

function asksForLink(turn: Turn, answer: Answer): boolean {
  if (!isWord(answer.text, 'newLink', turn.texts)) return false;
  const frame = turn.frames.findLast((candidate): candidate is ServiceFrame => isAt(candidate, authorizationStages));
  if (frame) requestLink(turn, frame);
  return frame !== undefined;
}

function answersQuestion(turn: Turn, answer: Answer): boolean {
  const focus = focusOf(turn.frames);
  return focus !== undefined && takeAnswer(turn, focus, answer);
}

function answersTaskList(turn: Turn, answer: Answer): boolean {
  const task = turn.taskQuestion && taskOfAnswer(turn, turn.taskQuestion.taskIds, answer);
  if (task) startTask(turn, task);
  return task !== undefined;
}

function asksForTask(turn: Turn, { text }: Answer): boolean {
  const match = matchIntent(text, turn.tasks);
  if (match.kind === 'one') startTask(turn, match.task);
  if (match.kind === 'several') offerTasks(turn, match.tasks, turn.texts.whichTask);
  return match.kind !== 'none';
}

function greets(turn: Turn, { text }: Answer): boolean {
  const { texts, context, frames } = turn;
  if (frames.length > 0 || !isWord(text, 'hello', texts)) return false;
  offerAbilities(turn, texts.greeting(context.botName, context.endUser.displayName));
  return true;
}

function isNotUnderstood(turn: Turn): boolean {
  const { texts, frames } = turn;
  const focus = focusOf(frames);
  if (focus) turn.say(texts.notUnderstood);
  else if (frames.length > 0) frames.forEach((frame) => sayStatus(turn, frame));
  else offerAbilities(turn, texts.notUnderstood);
  return true;
}

const codeStages = ['code-asked', 'code-sent'] as const;

/** The digits of a message that is nothing but a few digits. */
function digitsOf(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d{3,10}$/.test(digits) ? digits : undefined;
}
