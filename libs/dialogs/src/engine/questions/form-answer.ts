import type { EntityField, FormNode, JsonValue } from '../../model.js';
import type { Frame } from '../../state.js';
import { fillField, withoutAhead } from '../flow/known.js';
import { withFound } from '../messages/found-values.js';
import { hideAnswer, isForm, type Heard } from '../messages/heard.js';
import { validValue } from '../messages/valid-value.js';
import type { Turn } from '../turn.js';
import { complain, countFailure, goOn } from './entity-answer.js';

/** Takes a form that was filled in; `false` for any other message, which answers the first field. */
export function answerForm(turn: Turn, frame: Frame, node: FormNode, heard: Heard): boolean {
  if (!isForm(heard)) return false;
  const passed = (frame.wait.for === 'answer' && frame.wait.passed) || [];
  const open = node.fields.filter(({ name }) => !passed.includes(name));
  const { values, left, isFaulty } = readForm(turn, frame, open, heard);
  turn.note('understood', { as: 'form', fields: [...values.keys()] }, frame);
  const filled = left.reduce((next, field) => fillField(next, field), withFound(turn, frame, values));
  const done = [...values.keys(), ...left.map(({ name }) => name)];
  if (!isFaulty) goOn(turn, filled, done);
  else countFailure(turn, withPassed(withoutAhead(filled, done), [...passed, ...done]), node);
  return true;
}

interface FilledForm {
  readonly values: ReadonlyMap<string, JsonValue>;
  /** Fields that were left empty, and may be. */
  readonly left: readonly EntityField[];
  readonly isFaulty: boolean;
}

function readForm(turn: Turn, frame: Frame, fields: readonly EntityField[], heard: Heard): FilledForm {
  const given = heard.entities ?? {};
  const values = new Map<string, JsonValue>();
  const left: EntityField[] = [];
  for (const field of fields) {
    const value = Object.hasOwn(given, field.name) ? (given[field.name] ?? '') : '';
    if (value === '' && field.requirement === 'optional') {
      left.push(field);
      continue;
    }
    hideAnswer(turn, heard, field);
    const reading = value === '' ? ({ invalid: 'kind' } as const) : validValue(turn, field, value);
    if ('value' in reading) values.set(field.name, reading.value);
    else complain(turn, frame, field.name, reading);
  }
  return { values, left, isFaulty: values.size + left.length < fields.length };
}

function withPassed(frame: Frame, passed: readonly string[]): Frame {
  return frame.wait.for === 'answer' ? { ...frame, wait: { ...frame.wait, passed } } : frame;
}
