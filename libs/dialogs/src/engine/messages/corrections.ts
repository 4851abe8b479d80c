import { extractCorrection, type Correction } from '../../entities/extraction/extract-correction.js';
import type { DialogNode, JsonValue } from '../../model.js';
import type { Frame } from '../../state.js';
import { sayAgain } from '../../texts/say-again.js';
import { entitiesOf } from '../../values/entities-of.js';
import { redactValue } from '../../values/redaction.js';
import { withAhead, withoutValues, withValue } from '../flow/known.js';
import { wayOut } from '../flow/nodes.js';
import { passedBy, rewound } from '../flow/rewind.js';
import { proceed } from '../flow/run.js';
import type { PlacedEntity } from '../graph-survey.js';
import { freeKinds, goOn } from '../questions/entity-answer.js';
import { askedEntity } from '../questions/entity-question.js';
import { cancelLinks, isAt } from '../services/authorization.js';
import type { Turn } from '../turn.js';
import { readText, toExtractable } from './found-values.js';
import { hideAnswer, type Heard } from './heard.js';
import { showValue } from './shown-value.js';
import { sayStatus } from './tasks.js';

const longestText = 500;

/** Takes a message as the correction of an answer that a run was given; `false` when it is none. */
export function correct(turn: Turn, frame: Frame, heard: Heard): boolean {
  if (heard.payload !== undefined || heard.text.length > longestText) return false;
  const correction = readCorrection(turn, frame, heard.text);
  const placed = correction && turn.survey(frame)?.entities.get(correction.name);
  if (!placed) return false;
  const { value } = correction;
  hideAnswer(turn, heard, placed.entity);
  turn.note('understood', { as: 'correction', entity: placed.entity.name }, frame);
  if (isTooLate(turn, frame, placed)) {
    turn.say(turn.texts.tooLateToCorrect(turn.localize(frame, placed.label), turn.step(frame)));
  } else if (value === undefined) askAnew(turn, frame, placed);
  else replace(turn, frame, placed, value);
  return true;
}

/** What a message corrects: an answer that it names, or the one that was given just before. */
function readCorrection(turn: Turn, frame: Frame, text: string): Correction | undefined {
  const survey = turn.survey(frame);
  if (!survey) return undefined;
  const open = [...survey.entities.values()].filter(({ entity: { requirement } }) => requirement !== 'hidden');
  const entities = open.map((placed) => toExtractable(turn, frame, placed));
  return extractCorrection(text, entities, turn.context, frame.entities) ?? correctionOfLatest(turn, frame, text);
}

/** "Actually, it is Acme": about the answer that was given last, unless it answers what is asked now. */
function correctionOfLatest(turn: Turn, frame: Frame, text: string): Correction | undefined {
  const said = sayAgain(text, turn.context.locale);
  const { latest = '' } = frame;
  const entity = turn.entity(frame, latest);
  if (said === undefined || !entity || !Object.hasOwn(frame.entities, latest)) return undefined;
  const value = isAnswerNow(turn, frame, said) ? undefined : readText(turn, entity, said);
  return value === undefined ? undefined : { name: latest, value };
}

function isAnswerNow(turn: Turn, frame: Frame, text: string): boolean {
  const asked = askedEntity(turn, frame)?.entity;
  return asked !== undefined && !freeKinds.has(asked.kind) && readText(turn, asked, text) !== undefined;
}

/** Whether the value has gone out already, or has decided where the run went before something went out. */
function isTooLate(turn: Turn, frame: Frame, { entity, node }: PlacedEntity): boolean {
  const survey = turn.survey(frame);
  const isUnderWay = isAt(frame, ['running', 'retry-offered']);
  const isDecided = survey?.deciding.has(entity.name) && !frame.trail?.includes(node.id);
  const sent = Object.keys(frame.results);
  if (isDecided && (isUnderWay || sent.length > 0)) return true;
  const users = survey?.givenTo.get(entity.name) ?? [];
  return users.some((id) => sent.includes(id) || (isUnderWay && frame.nodeId === id));
}

/** Asks for a value again that the end user wants to change without saying to what. */
function askAnew(turn: Turn, frame: Frame, { entity, node }: PlacedEntity): void {
  const { wait: _, ...run } = frame;
  cancelLinks(turn, frame);
  const there = withoutValues(rewound(turn, run, node.id), [entity.name]);
  const passed = entitiesOf(node).map(({ name }) => name);
  const others = passed.filter((name) => name !== entity.name);
  turn.park(there, { for: 'answer', failures: 0, ...(node.type === 'form' && { passed: others }) });
}

/** Replaces a value. Where that leads the run another way, it goes there; otherwise it waits on, and uses the new value later. */
function replace(turn: Turn, frame: Frame, placed: PlacedEntity, value: JsonValue): void {
  const { entity, node } = placed;
  const { name } = entity;
  const label = turn.localize(frame, placed.label);
  const informed = { ...withValue(frame, name, value), latest: name };
  turn.note('corrected', { entity: name, value: redactValue(value, entity) }, frame);
  if (askedEntity(turn, frame)?.entity.name === name) return goOn(turn, informed, [name]);
  turn.say(
    entity.sensitive
      ? turn.texts.correctedUnseen(label)
      : turn.texts.corrected(label, showValue(turn, frame, entity, value)),
  );
  const changed = Object.hasOwn(frame.entities, name) ? informed : withAhead(informed, [name]);
  if (turn.survey(frame)?.deciding.has(name) && frame.trail?.includes(node.id)) return goAgain(turn, changed, node);
  turn.park(changed, { ...frame.wait });
  sayStatus(turn, changed);
}

/** Goes the way from a question again, with the answers that were given. */
function goAgain(turn: Turn, frame: Frame, node: DialogNode): void {
  cancelLinks(turn, frame);
  const { wait: _, ...run } = frame;
  const there = passedBy(rewound(turn, run, node.id), node.id);
  proceed(turn, there, wayOut(turn, there, node));
}
