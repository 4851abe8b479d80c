import type { ConfirmationNode } from '../../model.js';
import type { QuestionMessage } from '../../protocol.js';
import type { Frame } from '../../state.js';
import type { Turn } from '../turn.js';
import { yesNoChoices } from './entity-question.js';
import { wordQuestion } from './wording.js';

/** The question of a confirmation. */
export function confirmationQuestion(turn: Turn, frame: Frame, node: ConfirmationNode): QuestionMessage {
  const { prompts, errorPrompts, title, id } = node;
  const complaint = turn.complaints.get(id);
  const failures = frame.wait.for === 'answer' ? frame.wait.failures : 0;
  const line = wordQuestion(turn, frame, {
    kind: 'yes-no',
    title,
    prompts,
    errorPrompts,
    failures,
    ...(complaint && { complaint }),
  });
  return { kind: 'question', ...line, choices: yesNoChoices(turn) };
}
