import type { EndNode, ServiceNode, TransitionTarget } from '../../model.js';
import type { DialogError, Frame } from '../../state.js';
import type { OwnErrorCode } from '../../texts/texts.js';
import { firstTarget } from '../../values/condition.js';
import { cleanText, shorten } from '../../values/text.js';
import type { Run, Turn } from '../turn.js';
import { runNode, wayOut } from './nodes.js';

/** The most nodes that a run may pass without waiting, and the most it may have said when it passes more. */
const mostNodes = 200;
const mostMessagesOfLoop = 10;

/** How much of what an operation says about its failure is kept, in characters. */
const longestReason = 1_000;

/** Runs a task from a node until it waits for something or ends. */
export function proceed(turn: Turn, start: Run, target: TransitionTarget): void {
  const saidBefore = turn.messages.length;
  let run = start;
  let to = target;
  for (let count = 0; count < mostNodes; count += 1) {
    if (to === 'end') return finish(turn, run, 'completed');
    const result = to === 'return' ? leaveGroup(turn, run) : enter(turn, run, to);
    if (!result) return abandon(turn, run);
    const { next } = result;
    run = result.run;
    if ('waitFor' in next) return turn.park(run, next.waitFor);
    if ('end' in next) return finish(turn, run, next.end);
    to = next.goTo;
  }
  turn.messages.splice(saidBefore + mostMessagesOfLoop);
  turn.remove(run, 'failed');
  turn.say(turn.texts.faulty(run.taskName));
}

function enter(turn: Turn, run: Run, to: string): ReturnType<typeof runNode> {
  const node = turn.node(run, to);
  return node && runNode(node, { ...run, nodeId: to }, turn);
}

/** Takes the way out of the group that a run stands in. */
function leaveGroup(turn: Turn, run: Run): ReturnType<typeof runNode> {
  const groupId = turn.node(run, run.nodeId)?.group;
  const group = groupId === undefined ? undefined : turn.node(run, groupId);
  if (group?.type !== 'group') return undefined;
  const left = { ...run, nodeId: group.id };
  return { run: left, next: { goTo: wayOut(turn, left, group) } };
}

/** Takes the way that a service node has for failures; without one the task ends with an apology. */
export function fail(turn: Turn, run: Run, node: ServiceNode, error: Omit<DialogError, 'node'>): void {
  const message = shorten(cleanText(error.message), longestReason);
  const failed: Run = { ...run, error: { ...error, message, node: node.id } };
  proceed(turn, failed, firstTarget(node.onFailure, turn.values(failed)) ?? 'end');
}

/** The error of a frame whose node the engine itself gives up on. */
export function ownError(turn: Turn, frame: Frame, code: OwnErrorCode): Omit<DialogError, 'node'> {
  return { code, message: turn.texts.reasons[code](turn.step(frame).system) };
}

/**
 * Ends a task that cannot go on, because its node is gone, its task is gone, or its graph leads nowhere; tells of a step that was
 * carried out all the same.
 */
export function abandon(turn: Turn, run: Run): void {
  const { texts, doneStep } = turn;
  if (doneStep && !turn.spoke.has(run.id)) turn.say(texts.stepDone(doneStep));
  const task = turn.task(run.taskId);
  turn.remove(run, 'failed');
  if (!task) return turn.say(texts.removed(run.taskName));
  turn.say(task.version === run.taskVersion ? texts.faulty(run.taskName) : texts.changed(run.taskName));
}

function finish(turn: Turn, run: Run, outcome: EndNode['outcome']): void {
  turn.remove(run, outcome);
  if (!turn.spoke.has(run.id)) turn.say(lastWords(turn, run, outcome));
}

/** What is said when a task ends without a word of its own. */
function lastWords({ texts }: Turn, { taskName, error }: Run, outcome: EndNode['outcome']): string {
  if (outcome === 'cancelled') return texts.cancelled(taskName);
  if (outcome === 'completed' && !error) return texts.done(taskName);
  return texts.failed(taskName, error?.message ?? '', error?.isTransient ?? false);
}
