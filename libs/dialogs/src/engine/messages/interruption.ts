import type { Frame } from '../../state.js';
import type { Turn } from '../turn.js';
import type { Heard } from './heard.js';
import { candidatesFor } from './intents.js';
import { startTask } from './tasks.js';

/** Starts another task that a message asks for, though it came while a question was open, which it does not answer; that question is asked again later. */
export function interrupt(turn: Turn, frame: Frame, heard: Heard): boolean {
  if (heard.payload !== undefined) return false;
  const [candidate, ...others] = candidatesFor(turn, heard.text);
  if (!candidate || others.length > 0 || candidate.task.id === frame.taskId) return false;
  turn.note('understood', { as: 'task', score: candidate.score }, { taskId: candidate.task.id, nodeId: '' });
  startTask(turn, candidate.task, { ...heard, entities: { ...candidate.entities, ...heard.entities } });
  return true;
}
