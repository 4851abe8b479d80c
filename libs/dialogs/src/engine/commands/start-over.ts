import { isWord } from '../../texts/languages.js';
import { abandon } from '../flow/run.js';
import type { Heard } from '../messages/heard.js';
import { startTask } from '../messages/tasks.js';
import { focusOf } from '../questions/ask.js';
import { cancelLinks, isAt } from '../services/authorization.js';
import type { Turn } from '../turn.js';

/** "start over": begins the task whose question is open, or else the youngest, again. */
export function startOver(turn: Turn, heard: Heard): boolean {
  if (!isWord(heard.text, 'startOver', turn.texts)) return false;
  const { texts } = turn;
  const frame = focusOf(turn.frames) ?? turn.frames.findLast(({ account }) => !account);
  if (!frame || frame.account) {
    turn.say(texts.nothingToStartOver);
    return true;
  }
  const task = turn.task(frame.taskId);
  cancelLinks(turn, frame);
  if (!task) abandon(turn, frame);
  else {
    if (isAt(frame, ['running', 'retry-offered'])) turn.say(texts.cancelledWhileRunning(turn.step(frame)));
    turn.remove(frame, 'cancelled');
    turn.say(texts.startingOver(task.name));
    startTask(turn, task);
  }
  return true;
}
