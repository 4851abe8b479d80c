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

/** Yes or no, in the words of the node or in those that always mean it. */
function readConfirmation({ texts }: Turn, { yes = [], no = [] }: ConfirmationNode, heard: Heard): boolean | undefined {
  const said = normalize(heard.text);
  const isNamed = (names: readonly string[]) =>
    heard.payload === undefined && names.some((name) => normalize(name) === said);
  if (isNamed(no)) return false;
  return isNamed(yes) ? true : saysYes(heard, texts);
}
