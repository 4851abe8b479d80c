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
  const intro = renderLine(turn, frame, node.intro ?? '');
  const introduction = intro ? [heading, intro] : [heading];
  const labels = node.fields.flatMap((field) => renderLine(turn, frame, field.label) ?? []);
  const lines = isAsked(turn, frame) ? [question] : [...introduction, question];
  return {
    kind: 'form',
    ...question,
    ...stored(joined(lines), [...introduction, ...labels]),
    title: heading.text,
    ...(intro && { intro: intro.text }),
    fields: node.fields.filter(({ name }) => !passed.includes(name)).map((field) => toField(turn, frame, field)),
  };
}

/** Whether the form that a frame waits for was shown before this turn. */
function isAsked({ before }: Turn, { id, nodeId }: Frame): boolean {
  return before.frames.some((frame) => frame.id === id && frame.nodeId === nodeId && frame.wait.for === 'answer');
}

/** A text that says what to store when anything beside it is to be kept out of transcripts. */
function stored(text: Line, beside: readonly Line[]): Line {
  const isSensitive = beside.some(({ transcriptText }) => transcriptText !== undefined);
  return isSensitive ? { text: text.text, transcriptText: text.transcriptText ?? text.text } : text;
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
