import { extractCorrection, type Correction } from '../../entities/extraction/extract-correction.js';
import type { DialogNode, JsonValue } from '../../model.js';
import type { Frame } from '../../state.js';
import { sayAgain, saysToChange } from '../../texts/say-again.js';
import { entitiesOf } from '../../values/entities-of.js';
import { redactValue } from '../../values/redaction.js';
import { withAhead, withoutValues, withValue } from '../flow/known.js';
import { wayOut } from '../flow/nodes.js';
import { passedBy, rewound } from '../flow/rewind.js';
import { proceed } from '../flow/run.js';
import type { PlacedEntity } from '../graph-survey.js';
import { goOn } from '../questions/entity-answer.js';
import { askedEntity } from '../questions/entity-question.js';
import { cancelLinks, isAt } from '../services/authorization.js';
import type { Turn } from '../turn.js';
import { freeKinds, readText, toExtractable } from './found-values.js';
import { hideAnswer, type Heard } from './heard.js';
import { showValue } from './shown-value.js';
import { sayStatus } from './tasks.js';

const longestText = 500;

/** A longer answer is a text of its own, though it begins with what it is asked for. */
const mostWordsOfName = 6;

/** Takes a message as the correction of an answer that a run was given, which goes on if it was put off; `false` when it is none. */
export function correct(turn: Turn, { isPostponed: _, ...frame }: Frame, heard: Heard): boolean {
  if (heard.payload !== undefined || heard.text.length > longestText) return false;
  const correction = readCorrection(turn, frame, heard.text);
  const placed = correction && turn.survey(frame)?.entities.get(correction.name);
  if (!placed) return false;
  const { value } = correction;
  hideAnswer(turn, heard, placed.entity);
  turn.note('understood', { as: 'correction', entity: placed.entity.name }, frame);
  const system = sentTo(turn, frame, placed);
  if (system !== undefined) {
    const label = turn.localize(frame, placed.label);
    turn.say(turn.texts.tooLateToCorrect(label, { task: frame.taskName, system }));
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
  const correction = extractCorrection(text, entities, turn.context, frame.entities);
  if (correction && !isFreeAnswer(turn, frame, text, correction)) return correction;
  return correctionOfLatest(turn, frame, text);
}

/** Whether a message may as well be the text that is asked for: one that names a value, but does not say that anything is to change. */
function isFreeAnswer(turn: Turn, frame: Frame, text: string, { name }: Correction): boolean {
  const asked = askedEntity(turn, frame)?.entity;
  if (asked?.kind !== 'text' || saysToChange(text, turn.context.locale)) return false;
  return asked.name !== name || text.trim().split(/\s+/).length > mostWordsOfName;
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

/** The system that the value has gone out to already, or to which something went out after it had decided where the run goes. */
function sentTo(turn: Turn, frame: Frame, { entity, node }: PlacedEntity): string | undefined {
  const survey = turn.survey(frame);
  const users = survey?.givenTo.get(entity.name) ?? [];
  const hasDecided = survey?.deciding.has(entity.name) && !frame.trail?.includes(node.id);
  const isUnderWay = isAt(frame, ['running', 'retry-offered']);
  const sent = [...(isUnderWay ? [frame.nodeId] : []), ...Object.keys(frame.results)];
  const to = turn.node(frame, sent.find((id) => hasDecided || users.includes(id)) ?? '');
  return to?.type === 'service' ? turn.systemOf(to.operation) : undefined;
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
