import { readEntity, type InvalidReading, type Reading } from '../../entities/read-entity.js';
import type { JsonValue } from '../../model.js';
import type { AnswerWait, Frame } from '../../state.js';
import { isWord } from '../../texts/languages.js';
import { redactValue } from '../../values/redaction.js';
import { fillField, mayBeLeftOut, withoutAhead, withValue } from '../flow/known.js';
import { wayOut } from '../flow/nodes.js';
import { passedBy } from '../flow/rewind.js';
import { ownError, proceed } from '../flow/run.js';
import { findValues, freeKinds, withFound, type FoundValues } from '../messages/found-values.js';
import { hideAnswer, type Heard } from '../messages/heard.js';
import { interrupt } from '../messages/interruption.js';
import { validValue } from '../messages/valid-value.js';
import type { Turn } from '../turn.js';
import type { AskedEntity } from './entity-question.js';

/** Takes a message as the answer to the question for an entity; `false` when it asks for another task. */
export function answerEntity(turn: Turn, frame: Frame, asked: AskedEntity, heard: Heard): boolean {
  const { entity } = asked;
  if (entity.requirement === 'optional' && isWord(heard.payload ?? heard.text, 'skip', turn.texts)) {
    turn.note('understood', { as: 'skip' }, frame);
    goOn(turn, fillField(frame, entity), [entity.name]);
    return true;
  }
  const { reading, others } = readAnswer(turn, frame, asked, heard);
  if ('invalid' in reading && others.size === 0 && interrupt(turn, frame, heard)) return true;
  hideAnswer(turn, heard, entity);
  const informed = withFound(turn, frame, others);
  if ('invalid' in reading) rejectAnswer(turn, informed, asked, reading);
  else acceptAnswer(turn, informed, asked, reading.value);
  return true;
}

/** Goes on from the question of a frame, some of whose entities are done with now. */
export function goOn(turn: Turn, frame: Frame, done: readonly string[]): void {
  const { wait, ...run } = frame;
  const node = turn.node(frame, frame.nodeId);
  if (!node) return proceed(turn, run, frame.nodeId);
  if (node.type !== 'form') return proceed(turn, passedBy(run, node.id), wayOut(turn, run, node));
  const before = (wait.for === 'answer' && wait.passed) || [];
  const known = node.fields.filter((field) => mayBeLeftOut(run, field)).map(({ name }) => name);
  const passed = [...new Set([...before, ...done, ...known])];
  const informed = withoutAhead(run, passed);
  if (passed.length >= node.fields.length)
    return proceed(turn, passedBy(informed, node.id), wayOut(turn, informed, node));
  turn.park(informed, { for: 'answer', failures: 0, passed });
}

/** Counts an answer that cannot be used: the question is asked again, or its node gives up. */
export function countFailure(
  turn: Turn,
  frame: Frame,
  { retries, onExhausted }: Pick<AskedEntity, 'retries' | 'onExhausted'>,
): void {
  const wait: AnswerWait = frame.wait.for === 'answer' ? frame.wait : { for: 'answer', failures: 0 };
  const failures = wait.failures + 1;
  if (failures <= retries) return turn.park(frame, { ...wait, failures });
  const error = { ...ownError(turn, frame, 'retries-exhausted'), node: frame.nodeId };
  proceed(turn, { ...frame, error }, onExhausted);
}

/** Notes why an answer about an entity cannot be used, for the question that follows. */
export function complain(turn: Turn, frame: Frame, name: string, reading: InvalidReading): void {
  turn.complaints.set(name, reading);
  turn.note('rejected', { entity: name, reason: reading.invalid }, frame);
}

function acceptAnswer(turn: Turn, frame: Frame, { entity }: AskedEntity, value: JsonValue): void {
  const { name } = entity;
  turn.note('understood', { as: 'answer', entity: name, value: redactValue(value, entity) }, frame);
  goOn(turn, { ...withValue(frame, name, value), latest: name }, [name]);
}

function rejectAnswer(turn: Turn, frame: Frame, asked: AskedEntity, reading: InvalidReading): void {
  complain(turn, frame, asked.entity.name, reading);
  countFailure(turn, frame, asked);
}

interface ReadAnswer {
  readonly reading: Reading;
  /** Values of other entities that the message holds too. */
  readonly others: FoundValues;
}

/** Reads the answer, and what else the message holds. */
function readAnswer(turn: Turn, frame: Frame, { entity }: AskedEntity, heard: Heard): ReadAnswer {
  const found = findValues(turn, frame, heard, entity);
  const others = new Map([...found].filter(([name]) => name !== entity.name));
  const own = found.get(entity.name);
  const reading = plainReading(turn, { entity }, heard);
  if (own !== undefined && (others.size > 0 || 'invalid' in reading || heard.text.trim() === '')) {
    return { reading: { value: own }, others };
  }
  return { reading, others: freeKinds.has(entity.kind) ? onlyTold(others, heard) : others };
}

/** What the host found counts, whatever was asked. */
function onlyTold(found: FoundValues, { entities = {} }: Heard): FoundValues {
  return new Map([...found].filter(([name]) => Object.hasOwn(entities, name)));
}

function plainReading(turn: Turn, { entity }: Pick<AskedEntity, 'entity'>, heard: Heard): Reading {
  const reading = readEntity(heard, entity, turn.context);
  return 'value' in reading && entity.kind === 'attachment' ? validValue(turn, entity, reading.value) : reading;
}
