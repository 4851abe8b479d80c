import { saysYes } from '../../entities/yes-no.js';
import type { ConfirmationNode } from '../../model.js';
import type { Frame } from '../../state.js';
import { normalize } from '../../values/text.js';
import { wayOut } from '../flow/nodes.js';
import { passedBy } from '../flow/rewind.js';
import { proceed } from '../flow/run.js';
import type { Heard } from '../messages/heard.js';
import { interrupt } from '../messages/interruption.js';
import type { Turn } from '../turn.js';
import { complain, countFailure } from './entity-answer.js';

/** Takes a message as the answer to a confirmation. */
export function answerConfirmation(turn: Turn, frame: Frame, node: ConfirmationNode, heard: Heard): boolean {
  const isConfirmed = readConfirmation(turn, node, heard);
  if (isConfirmed === undefined) {
    if (interrupt(turn, frame, heard)) return true;
    complain(turn, frame, node.id, { invalid: 'kind' });
    countFailure(turn, frame, node);
    return true;
  }
  const { wait: _, ...run } = frame;
  turn.note('understood', { as: 'answer', value: isConfirmed }, frame);
  proceed(turn, passedBy(run, node.id), isConfirmed ? wayOut(turn, run, node) : node.onNo);
  return true;
}

/** Whether a message is yes or no in the words of the confirmation that a frame asks for. */
export function isOwnAnswer(turn: Turn, frame: Frame, heard: Heard): boolean {
  const node = turn.nodeOfType(frame, 'confirmation');
  return node !== undefined && ownAnswer(node, heard) !== undefined;
}

/** Yes or no, in the words of the node or in those that always mean it. */
function readConfirmation(turn: Turn, node: ConfirmationNode, heard: Heard): boolean | undefined {
  return ownAnswer(node, heard) ?? saysYes(heard, turn.texts);
}

function ownAnswer({ yes = [], no = [] }: ConfirmationNode, { text, payload }: Heard): boolean | undefined {
  const said = normalize(text);
  const isAmong = (words: readonly string[]) => payload === undefined && words.some((word) => normalize(word) === said);
  if (isAmong(no)) return false;
  return isAmong(yes) ? true : undefined;
}
