import type { EntityField, FormNode } from '../../model.js';
import type { FormField, FormMessage } from '../../protocol.js';
import type { Frame } from '../../state.js';
import { renderLine, type Line } from '../flow/speak.js';
import type { Turn } from '../turn.js';
import { askedEntity, choicesOf, entityQuestion } from './entity-question.js';
import { complaintText, joined } from './wording.js';

/** A form with all the fields that are not done with; its text introduces it once, and asks for the first of them. */
export function formQuestion(turn: Turn, frame: Frame, node: FormNode): FormMessage | undefined {
  const asked = askedEntity(turn, frame);
  if (!asked) return undefined;
  const passed = (frame.wait.for === 'answer' && frame.wait.passed) || [];
  const { kind: _, title: _title, ...question } = entityQuestion(turn, frame, asked);
  const heading = renderLine(turn, frame, node.heading ?? node.title) ?? { text: node.title };
  const intro = node.intro === undefined ? undefined : renderLine(turn, frame, node.intro);
  const isKnown = turn.before.frames.some(
    ({ id, nodeId, wait }) => id === frame.id && nodeId === node.id && wait.for === 'answer',
  );
  const lines: readonly Line[] = isKnown ? [question] : [heading, ...(intro ? [intro] : []), question];
  return {
    kind: 'form',
    ...question,
    ...joined(lines),
    title: heading.text,
    ...(intro && { intro: intro.text }),
    fields: node.fields.filter(({ name }) => !passed.includes(name)).map((field) => toField(turn, frame, field)),
  };
}

function toField(turn: Turn, frame: Frame, field: EntityField): FormField {
  const { name, kind, multiple, maxLength, min, max } = field;
  const choices = choicesOf(turn, frame, field);
  const complaint = turn.complaints.get(name);
  return {
    name,
    kind,
    label: renderLine(turn, frame, field.label)?.text ?? name,
    isRequired: field.requirement === 'mandatory',
    isSensitive: field.sensitive !== undefined,
    ...(multiple !== undefined && { multiple }),
    ...(maxLength !== undefined && { maxLength }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(choices && { choices }),
    ...(complaint && { error: complaintText(turn, complaint, kind) }),
  };
}
