import type { Frame } from '../../state.js';
import { abandon } from '../flow/run.js';
import type { Heard } from '../messages/heard.js';
import { isAt } from '../services/authorization.js';
import type { Turn } from '../turn.js';
import { answerConfirmation } from './confirmation-answer.js';
import { answerEntity } from './entity-answer.js';
import { askedEntity } from './entity-question.js';
import { answerForm } from './form-answer.js';
import { answerLinkOffer, answerRetryOffer } from './offers.js';

/** Takes a message as the answer to the question in focus; `false` when it is none, and may mean something else. */
export function takeAnswer(turn: Turn, focus: Frame, heard: Heard): boolean {
  if (isAt(focus, ['link-offered'])) return answerLinkOffer(turn, focus, heard);
  if (isAt(focus, ['retry-offered'])) return answerRetryOffer(turn, focus, heard);
  const node = turn.node(focus, focus.nodeId);
  if (node?.type === 'confirmation') return answerConfirmation(turn, focus, node, heard);
  if (node?.type === 'form' && answerForm(turn, focus, node, heard)) return true;
  const asked = askedEntity(turn, focus);
  if (asked) return answerEntity(turn, focus, asked, heard);
  abandon(turn, focus);
  return true;
}
