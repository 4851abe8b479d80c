import { isWord } from '../../texts/languages.js';
import type { Heard } from '../messages/heard.js';
import { focusOf } from '../questions/ask.js';
import { authorizationStages, cancelLinks, isAt } from '../services/authorization.js';
import type { Turn } from '../turn.js';

/** "cancel": drops the task whose question is open, or else the youngest. */
export function cancel(turn: Turn, heard: Heard): boolean {
  if (!isWord(heard.text, 'cancel', turn.texts)) return false;
  const { texts } = turn;
  const frame = focusOf(turn.frames) ?? turn.frames.at(-1);
  if (!frame) {
    turn.say(texts.nothingToCancel);
    return true;
  }
  const isSent = isAt(frame, ['running', 'retry-offered']);
  const step = turn.step(frame);
  cancelLinks(turn, frame);
  turn.remove(frame, 'cancelled');
  const about = isAt(frame, authorizationStages) ? ({ authorization: 'ended' } as const) : {};
  turn.say(isSent ? texts.cancelledWhileRunning(step) : texts.cancelled(frame.taskName), about);
  return true;
}
