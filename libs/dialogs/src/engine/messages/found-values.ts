import {
  extractEntities,
  type ExtractableEntity,
  type ExtractedEntity,
} from '../../entities/extraction/extract-entities.js';
import { roleOf, type Role } from '../../entities/extraction/labels.js';
import { readEntity, type Reading } from '../../entities/read-entity.js';
import type { DialogEntity, EntityKind, JsonValue } from '../../model.js';
import { redactValue } from '../../values/redaction.js';
import { everyUtterance } from '../../values/localize.js';
import type { GraphSurvey, PlacedEntity } from '../graph-survey.js';
import { withAhead, withValue } from '../flow/known.js';
import type { Run, Turn } from '../turn.js';
import { hideAnswer, hidePart, type Heard } from './heard.js';
import { validValue } from './valid-value.js';

/** Values by name. */
export type FoundValues = ReadonlyMap<string, JsonValue>;

/** Kinds that any text is a value of. */
export const freeKinds: ReadonlySet<EntityKind> = new Set(['text', 'person', 'company']);

const longestText = 500;

/** A name that stands alone in an answer is understood as one behind this word is. */
const nameCue = 'for ';
const partsOfName: ReadonlySet<Role> = new Set(['first-name', 'last-name']);

/** Finds values of entities that a run does not know yet, and of the one it asks for, in a message. */
export function findValues(turn: Turn, run: Run, heard: Heard, asked?: DialogEntity): FoundValues {
  const survey = turn.survey(run);
  if (!survey) return new Map();
  const told = toldValues(turn, run, heard);
  const wanted = [...survey.entities.values()].filter(
    (placed) => placed.entity === asked || (isWanted(placed, run) && !told.has(placed.entity.name)),
  );
  const others = wanted.filter(({ entity }) => entity !== asked);
  if (others.length === 0 || heard.payload !== undefined || !mayHoldSeveral(heard.text, asked !== undefined))
    return told;
  const entities = wanted.map((placed) => toExtractable(turn, run, placed));
  const extracted = asked
    ? extractFromAnswer(turn, heard.text, entities, asked)
    : extractEntities(heard.text, entities, turn.context, samplesOf(survey));
  for (const { name, start, end } of extracted) {
    const entity = turn.entity(run, name);
    if (entity) hidePart(turn, heard, { entity, start, end });
  }
  return new Map([...told, ...extracted.map(({ name, value }) => [name, value] as const)]);
}

/**
 * Finds several values in an answer. Where any text would be an answer, it is only taken apart when the value that was asked for is one of
 * the parts, and another one is more than the rest of a name: "Grace Hopper at Example Navy".
 */
function extractFromAnswer(
  { context }: Turn,
  text: string,
  entities: readonly ExtractableEntity[],
  asked: DialogEntity,
): readonly ExtractedEntity[] {
  if (!freeKinds.has(asked.kind)) return extractEntities(text, entities, context);
  const found = extractEntities(nameCue + text, entities, context).filter(({ start }) => start >= nameCue.length);
  const isMore = (name: string) => entities.some((each) => each.name === name && !partsOfName.has(roleOf(each)));
  const isApart = found.some(({ name }) => name !== asked.name && isMore(name));
  if (!isApart || !found.some(({ name }) => name === asked.name)) return [];
  return found.map((each) => ({ ...each, start: each.start - nameCue.length, end: each.end - nameCue.length }));
}

/** The values that the host found, as far as they are valid for entities of the run's task. */
export function toldValues(turn: Turn, run: Run, heard: Heard): FoundValues {
  const told = new Map<string, JsonValue>();
  const { entities = {} } = heard;
  for (const [name, value] of Object.entries(entities)) {
    const entity = turn.entity(run, name);
    const reading = entity && readTold(turn, heard, entity, value);
    if (reading && 'value' in reading) told.set(name, reading.value);
    else turn.note('rejected', { entity: name, reason: reading?.invalid ?? 'unknown' }, run);
  }
  return told;
}

/** Reads what the host found for an entity; what is never asked for is not taken from outside either. */
function readTold(turn: Turn, heard: Heard, entity: DialogEntity, value: JsonValue): Reading | undefined {
  if (entity.requirement === 'hidden') return undefined;
  hideTold(turn, heard, entity, value);
  return validValue(turn, entity, value);
}

/** Keeps a sensitive value that the host found out of what is stored: where it stands in the message, or else the whole message. */
function hideTold(turn: Turn, heard: Heard, entity: DialogEntity, value: JsonValue): void {
  const start = typeof value === 'object' || String(value) === '' ? -1 : heard.text.indexOf(String(value));
  if (start < 0) return hideAnswer(turn, heard, entity);
  hidePart(turn, heard, { entity, start, end: start + String(value).length });
}

/** A run that knows what was found; questions for it need not come up any more. */
export function withFound<Some extends Run>(turn: Turn, run: Some, found: FoundValues): Some {
  if (found.size === 0) return run;
  const shown = [...found].map(([name, value]) => {
    const entity = turn.entity(run, name);
    return [name, entity ? redactValue(value, entity) : value] as const;
  });
  turn.note('extracted', { entities: Object.fromEntries(shown) }, run);
  const filled = [...found].reduce((next, [name, value]) => withValue(next, name, value), run);
  return withAhead(filled, [...found.keys()]);
}

/** What people call an entity, in the language of the conversation. */
export function toExtractable(turn: Turn, run: Run, { entity, label }: PlacedEntity): ExtractableEntity {
  return { ...entity, label: turn.localize(run, label) };
}

/** Reads a text as the value of an entity. */
export function readText(turn: Turn, entity: DialogEntity, text: string): JsonValue | undefined {
  const reading = readEntity({ text }, entity, turn.context);
  return 'value' in reading ? reading.value : undefined;
}

function isWanted({ entity: { name, kind, requirement, reuse } }: PlacedEntity, { entities }: Run): boolean {
  return requirement !== 'hidden' && reuse !== false && kind !== 'attachment' && !Object.hasOwn(entities, name);
}

/** An answer of one word answers one question. */
function mayHoldSeveral(text: string, isAsked: boolean): boolean {
  const trimmed = text.trim();
  return trimmed !== '' && text.length <= longestText && (!isAsked || /\s/.test(trimmed));
}

function samplesOf({ nodes }: GraphSurvey): readonly string[] {
  return [...nodes.values()].flatMap((node) => (node.type === 'intent' ? everyUtterance(node.utterances) : []));
}
