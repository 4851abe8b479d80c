import { intentFloor } from '../../intents/match.js';
import type { UserMessage } from '../../protocol.js';
import { isWord } from '../../texts/languages.js';
import { redact } from '../../values/redaction.js';
import { carryOut } from '../commands/commands.js';
import { answerAccountQuestion } from '../commands/connections.js';
import { takeAnswer } from '../questions/answers.js';
import { focusOf } from '../questions/ask.js';
import { isOwnAnswer } from '../questions/confirmation-answer.js';
import { askedEntity } from '../questions/entity-question.js';
import { authorizationStages, isAt, sendCode, type ServiceFrame } from '../services/authorization.js';
import type { Turn } from '../turn.js';
import { correct } from './corrections.js';
import { freeKinds, readText } from './found-values.js';
import { hideAnswer, isForm, storedText, toHeard, type Heard } from './heard.js';
import { candidatesFor, taskWithSample } from './intents.js';
import { offerAbilities, offerTasks, sayStatus, startTask, taskOfAnswer, taskOfPayload } from './tasks.js';

/** Understands a message in one way; `false` when it is not meant so. */
type Route = (turn: Turn, heard: Heard) => boolean;

/** The ways to understand a message, in the order in which they are tried. */
const routes: readonly Route[] = [
  typesCode,
  picksTask,
  answersAccountQuestion,
  isToldToBeTask,
  saysSample,
  carryOut,
  corrects,
  answersQuestion,
  answersTaskList,
  mistypesCode,
  asksForTask,
  greets,
  isNotUnderstood,
];

/** Answers what the end user wrote, pressed or filled in, and gives back the text to store for it: without codes and sensitive values. */
export function takeInMessage(turn: Turn, message: UserMessage): string {
  const heard = toHeard(message);
  const { taskQuestion, accountQuestion, frames } = turn;
  routes.find((understands) => understands(turn, heard));
  if (turn.taskQuestion === taskQuestion) turn.taskQuestion = undefined;
  if (turn.accountQuestion === accountQuestion) turn.accountQuestion = undefined;
  const mayBeCode = frames.some((frame) => isAt(frame, authorizationStages));
  if (turn.hidden.length === 0 && mayBeCode && digitsOf(heard.text) !== undefined) return redact(heard.text, 'redact');
  return storedText(turn, heard);
}

function typesCode(turn: Turn, { text }: Heard): boolean {
  const code = digitsOf(text);
  const frame = turn.frames.findLast((candidate): candidate is ServiceFrame => isAt(candidate, codeStages));
  if (!frame || code?.length !== 6) return false;
  turn.note('understood', { as: 'code' }, frame);
  if (frame.wait.stage === 'code-asked') sendCode(turn, frame, code);
  else turn.say(turn.texts.codeBeingChecked);
  return true;
}

function mistypesCode(turn: Turn, { text }: Heard): boolean {
  const isMistyped = digitsOf(text) !== undefined && turn.frames.some((frame) => isAt(frame, ['code-asked']));
  if (isMistyped) turn.say(turn.texts.codeShape);
  return isMistyped;
}

function picksTask(turn: Turn, heard: Heard): boolean {
  const task = taskOfPayload(turn, heard);
  if (!task) return false;
  turn.note('understood', { as: 'task', by: 'choice' }, { taskId: task.id, nodeId: '' });
  startTask(turn, task);
  return true;
}

function answersAccountQuestion(turn: Turn, heard: Heard): boolean {
  return turn.accountQuestion !== undefined && answerAccountQuestion(turn, heard, turn.accountQuestion);
}

/** The host found out which task is asked for; of the one that asks already, the message is an answer. */
function isToldToBeTask(turn: Turn, heard: Heard): boolean {
  const { intent } = heard;
  if (!intent || heard.payload !== undefined) return false;
  const { taskId, confidence = 1 } = intent;
  const task = confidence >= intentFloor ? turn.task(taskId) : undefined;
  if (!task) turn.note('rejected', { intent: taskId, reason: confidence >= intentFloor ? 'unknown' : 'unlikely' });
  if (!task || focusOf(turn.frames)?.taskId === task.id) return false;
  turn.note('understood', { as: 'task', by: 'host', score: confidence }, { taskId: task.id, nodeId: '' });
  startTask(turn, task, heard);
  return true;
}

/** A sample utterance of another task, word for word, starts it at any time, unless it is one of the answers that are asked for. */
function saysSample(turn: Turn, heard: Heard): boolean {
  if (heard.payload !== undefined) return false;
  const task = taskWithSample(turn, heard.text);
  const focus = focusOf(turn.frames);
  if (!task || focus?.taskId === task.id) return false;
  const asked = focus && askedEntity(turn, focus)?.entity;
  if (asked && !freeKinds.has(asked.kind) && readText(turn, asked, heard.text) !== undefined) return false;
  turn.note('understood', { as: 'task', score: 1 }, { taskId: task.id, nodeId: '' });
  startTask(turn, task, heard);
  return true;
}

/** Corrects what is asked about now; where nothing is asked, what the youngest task was told that this may be about. */
function corrects(turn: Turn, heard: Heard): boolean {
  const focus = focusOf(turn.frames);
  const asked = focus && askedEntity(turn, focus)?.entity;
  const candidates = focus ? [focus] : turn.frames.toReversed().filter(({ account }) => !account);
  if (focus && isOwnAnswer(turn, focus, heard)) return false;
  const isCorrection = candidates.some((frame) => correct(turn, frame, heard));
  if (isCorrection && asked) hideAnswer(turn, heard, asked);
  return isCorrection;
}

function answersQuestion(turn: Turn, heard: Heard): boolean {
  const focus = focusOf(turn.frames);
  return focus !== undefined && takeAnswer(turn, focus, heard);
}

function answersTaskList(turn: Turn, heard: Heard): boolean {
  const task = turn.taskQuestion && taskOfAnswer(turn, turn.taskQuestion.taskIds, heard);
  if (!task) return false;
  turn.note('understood', { as: 'task', by: 'choice' }, { taskId: task.id, nodeId: '' });
  // A number or the name alone says nothing more.
  const saysMore = heard.text.trim().length > task.name.length;
  startTask(turn, task, saysMore ? heard : { ...heard, text: '' });
  return true;
}

function asksForTask(turn: Turn, heard: Heard): boolean {
  if (isForm(heard)) return false;
  const candidates = candidatesFor(turn, heard.text);
  const [first, ...others] = candidates;
  if (!first) return false;
  const shown = candidates.map(({ task, score }) => ({ taskId: task.id, score }));
  turn.note('understood', { as: others.length === 0 ? 'task' : 'several-tasks', candidates: shown });
  if (others.length === 0)
    startTask(turn, first.task, { ...heard, entities: { ...first.entities, ...heard.entities } });
  else
    offerTasks(
      turn,
      candidates.map(({ task }) => task),
      turn.texts.whichTask,
    );
  return true;
}

function greets(turn: Turn, { text }: Heard): boolean {
  const { texts, context, frames } = turn;
  if (frames.some(({ isPostponed }) => !isPostponed) || !isWord(text, 'hello', texts)) return false;
  turn.note('understood', { as: 'greeting' });
  offerAbilities(turn, texts.greeting(context.botName, context.endUser.displayName));
  return true;
}

function isNotUnderstood(turn: Turn): boolean {
  const { texts } = turn;
  const frames = turn.frames.filter(({ isPostponed }) => !isPostponed);
  turn.note('understood', { as: 'nothing' });
  if (focusOf(frames)) turn.say(texts.notUnderstood);
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
