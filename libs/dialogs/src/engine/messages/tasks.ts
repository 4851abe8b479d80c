import { findChoice } from '../../entities/choice.js';
import type { Answer } from '../../entities/read-entity.js';
import type { DialogTask, MessageChoice } from '../../protocol.js';
import type { Frame, ServiceStage } from '../../state.js';
import { cleanText } from '../../values/text.js';
import { authorizationStages, isAt, requestLink, type ServiceFrame } from '../services/authorization.js';
import { proceed } from '../flow/run.js';
import type { Run, Turn } from '../turn.js';
import { findValues, withFound } from './found-values.js';
import type { Heard } from './heard.js';

const mostInProgress = 5;
const mostListed = 20;
const prefix = 'task:';

/**
 * Starts a task with what the message says already, unless too much is going on; of one that waits for an authorization it is told
 * instead, or a new link is sent; one that was put off goes on.
 */
export function startTask(turn: Turn, task: DialogTask, heard: Heard = { text: '' }): void {
  const own = turn.frames.filter(({ taskId }) => taskId === task.id);
  const parked = own.find((frame): frame is ServiceFrame => isAt(frame, [...authorizationStages, 'others-awaited']));
  if (parked) return isAt(parked, ['link-offered']) ? requestLink(turn, parked) : sayStatus(turn, parked);
  const putOff = own.findLast(({ isPostponed }) => isPostponed);
  if (putOff) return resume(turn, putOff);
  if (turn.frames.length >= mostInProgress) return turn.say(turn.texts.tooManyTasks);
  const intent = task.graph.nodes.find(({ type }) => type === 'intent');
  const run: Run = {
    id: turn.nextNumber(),
    taskId: task.id,
    taskName: task.name,
    taskVersion: task.version,
    nodeId: intent?.id ?? '',
    entities: {},
    results: {},
    spoken: {},
  };
  const found = findValues(turn, run, heard);
  const [latest, ...others] = found.keys();
  const isOne = latest !== undefined && others.length === 0;
  proceed(turn, withFound(turn, isOne ? { ...run, latest } : run, found), run.nodeId);
}

/** Goes on with a task that was put off: its question comes up before all others. */
export function resume(turn: Turn, { isPostponed: _, ...frame }: Frame): void {
  turn.frames = [...turn.frames.filter(({ id }) => id !== frame.id), frame];
  sayStatus(turn, frame);
}

/** The task that a choice of an earlier list stands for. */
export function taskOfPayload(turn: Turn, { payload }: Answer): DialogTask | undefined {
  return payload?.startsWith(prefix) ? turn.task(payload.slice(prefix.length)) : undefined;
}

/** The task that answers the list which was offered last, by its number or its name. */
export function taskOfAnswer(turn: Turn, offered: readonly string[], answer: Answer): DialogTask | undefined {
  const tasks = offered.map((taskId) => turn.task(taskId)).filter((task) => task !== undefined);
  const choice = findChoice(answer, toChoices(tasks));
  return tasks.find(({ id }) => choice?.value === prefix + id);
}

/** Lists what the bot can do; the end user picks by number, name or button. */
export function offerAbilities(turn: Turn, opening: string): void {
  const { texts, tasks } = turn;
  if (tasks.length === 0) return turn.say(`${opening} ${texts.noAbilities}`.trim());
  offerTasks(turn, tasks.slice(0, mostListed), cleanText(`${opening} ${texts.abilities}`).trim());
}

/** Asks which of some tasks is meant. */
export function offerTasks(turn: Turn, tasks: readonly DialogTask[], title: string): void {
  const list = tasks.map(({ name }, i) => `${i + 1}. ${name}`);
  turn.send({ kind: 'question', title, text: [title, ...list].join('\n'), choices: toChoices(tasks) });
  turn.taskQuestion = { taskIds: tasks.map(({ id }) => id) };
}

type Status = (turn: Turn, frame: ServiceFrame) => string;

const statuses: Record<ServiceStage, Status | undefined> = {
  running: (turn, frame) => turn.texts.stillRunning(turn.step(frame)),
  'others-awaited': (turn, frame) => turn.texts.stillAwaitingOthers(turn.step(frame)),
  'link-requested': (turn, frame) => turn.texts.linkRequested(turn.step(frame).system),
  'link-sent': (turn, frame) => turn.texts.stillWaiting(turn.step(frame)),
  'code-asked': (turn, frame) => turn.texts.stillAskingCode(turn.step(frame)),
  'code-sent': (turn) => turn.texts.codeBeingChecked,
  'link-offered': undefined,
  'retry-offered': undefined,
};

/** Says what a task is waiting for, unless that is a question which is asked anyway. */
export function sayStatus(turn: Turn, frame: Frame): void {
  const status = frame.wait.for === 'service' ? statuses[frame.wait.stage] : undefined;
  if (status) turn.say(status(turn, frame as ServiceFrame));
}

function toChoices(tasks: readonly DialogTask[]): readonly MessageChoice[] {
  return tasks.map(({ id, name }) => ({ value: prefix + id, title: name }));
}
