import { isWord } from '../../texts/languages.js';
import type { Heard } from '../messages/heard.js';
import { resume, sayStatus } from '../messages/tasks.js';
import { focusOf } from '../questions/ask.js';
import { authorizationStages, isAt } from '../services/authorization.js';
import type { Turn } from '../turn.js';

/** "not now": puts off the task whose question is open, or which waits for an authorization, until it is continued. */
export function postpone(turn: Turn, heard: Heard): boolean {
  if (!isWord(heard.text, 'postpone', turn.texts)) return false;
  const { frames } = turn;
  const waiting = [...authorizationStages, 'others-awaited'] as const;
  const frame = focusOf(frames) ?? frames.findLast((each) => !each.isPostponed && isAt(each, waiting));
  if (!frame) return false;
  const { wait, ...run } = frame;
  turn.park({ ...run, isPostponed: true }, wait);
  turn.say(turn.texts.postponed(frame.taskName));
  return true;
}

/** "continue": goes on with the task that was put off last. */
export function goOnWith(turn: Turn, heard: Heard): boolean {
  if (!isWord(heard.text, 'resume', turn.texts)) return false;
  const { frames } = turn;
  const putOff = frames.findLast(({ isPostponed }) => isPostponed);
  if (putOff) resume(turn, putOff);
  else if (frames.length === 0) turn.say(turn.texts.nothingPostponed);
  else if (focusOf(frames)) return false;
  else for (const frame of frames) sayStatus(turn, frame);
  return true;
}
