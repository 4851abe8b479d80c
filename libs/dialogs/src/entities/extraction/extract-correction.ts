import type { JsonValue } from '../../model.js';
import type { DialogContext } from '../../protocol.js';
import { hasLegalForm } from '../names/company.js';
import { toPerson } from '../names/person.js';
import { readEntity } from '../read-entity.js';
import type { ExtractableEntity } from './extract-entities.js';
import { findLabels, roleOf, type Label } from './labels.js';
import { Utterance } from './utterance.js';

/** A correction of an earlier answer; without `value` the end user named what to change, not what to. */
export interface Correction {
  readonly name: string;
  readonly value?: JsonValue;
}

/** Values by the names of their entities. */
type Known = { readonly [name: string]: JsonValue };

const longestText = 500;

const openings =
  /^(?:(?:oh|no|nope|nah|sorry|wait|oops|actually|correction|hold on|i mean|i meant|i said|but|nein|nee|nö|doch|halt|moment|entschuldigung|eigentlich|ich meine|ich meinte|sondern|korrektur)(?:[\s,.!:;–-]+|$))+/i;
const changing =
  /^(?:(?:please|bitte|can you|could you|kannst du|können sie)\s+)*(?:change|correct|set|update|fix|edit|ändern?|ändere|korrigiere?n?|setzen?|aktualisiere?n?)\s+(?:(?:please|bitte)\s+)?/i;
const article = /^(?:(?:the|my|his|her|their|its|die|der|das|den|dem|mein|meine|meinen|seine?n?|ihre?n?)\s+)?/i;
const changingBehind = /\s+(?:ändern|setzen|korrigieren|sein|heißen|lauten)$/i;
const changingAlone = /^(?:bitte\s+)?(?:ändern|korrigieren)$/i;
const trailer = /(?:[\s,]+(?:and|und|the|die|der|das))*[\s,]*$/i;
const wrong = /^(?:is|was|ist|war)?\s*(?:wrong|not right|incorrect|falsch|nicht richtig|stimmt nicht)$/i;
const joint =
  /^(?::|=|(?:is|are|was|should be|must be|shall be|to|into|ist|lautet|heißt|sei|soll|sollte|muss|auf|in|zu)(?![\p{L}\p{N}]):?)\s*/iu;
const courtesies = /(?:[\s,!;]+(?:please|instead|bitte|stattdessen|thanks|danke)?\.?)+$/i;
/** "not Grace, Ada", "nicht Grace sondern Ada", "Ada instead of Grace". */
const exchanges: readonly { readonly pattern: RegExp; readonly old: number; readonly fresh: number }[] = [
  {
    pattern: /^(?:it's |it is |es ist )?(?:not|nicht)\s+([^,]+?)\s*(?:,\s*(?:but|sondern)?|\s(?:but|sondern))\s+(.+)$/i,
    old: 1,
    fresh: 2,
  },
  {
    pattern: /^(.+?)(?:\s*,\s*not|\s*,\s*nicht|\s+instead of|\s+rather than|\s+statt|\s+anstatt)\s+(.+)$/i,
    old: 2,
    fresh: 1,
  },
];

/**
 * Reads a correction such as "no, the company is Acme", "change the date to Friday" or "not Grace, Ada"; `undefined` when the text is
 * none. `entities` are those that may be corrected; `known` holds their values, by which "not Grace, Ada" is understood.
 */
export function extractCorrection(
  text: string,
  entities: readonly ExtractableEntity[],
  context: DialogContext,
  known: Known = {},
): Correction | undefined {
  if (text.length > longestText) return undefined;
  const trimmed = withoutStop(text.trim().replace(courtesies, ''));
  const said = trimmed.replace(openings, '');
  const isRefused = said.length < trimmed.length;
  return byLabel({ said, isRefused }, entities, context) ?? byOldValue(said, entities, { context, known });
}

function withoutStop(text: string): string {
  return text.endsWith('.') && !hasLegalForm(text) ? text.slice(0, -1) : text;
}

/** "the company is Acme", "change the company to Acme", "change the company", "the company is wrong". */
function byLabel(
  { said, isRefused }: { readonly said: string; readonly isRefused: boolean },
  entities: readonly ExtractableEntity[],
  context: DialogContext,
): Correction | undefined {
  const naming = namingIn(said, entities);
  if (!naming) return undefined;
  const { entity, rest, isChange } = naming;
  const named = { name: entity.name };
  if (wrong.test(rest)) return named;
  if (rest === '') return isChange ? named : undefined;
  const value = readJoined(rest, entity, context);
  if (value !== undefined) return { ...named, value };
  return (isChange || isRefused) && joint.test(rest) ? named : undefined;
}

/** The entity that is named first, what follows it, and whether a verb says that it is to be changed. */
function namingIn(said: string, entities: readonly ExtractableEntity[]) {
  const verb = changing.exec(said)?.[0] ?? '';
  const utterance = new Utterance(said.slice(verb.length).replace(article, ''));
  const [label, next] = findLabels(utterance, entities);
  if (label?.from !== 0) return undefined;
  const all = between(utterance, label, next).replace(trailer, '').trim();
  const rest = all.replace(changingAlone, '');
  const isBehind = rest !== all || /^(?:auf|in|zu)\s.*\s\p{Ll}+n$/iu.test(rest);
  return { entity: label.entity, rest, isChange: verb !== '' || isBehind };
}

function between({ text, words }: Utterance, label: Label, next: Label | undefined): string {
  return text.slice(words[label.to - 1]?.end, next && words[next.from]?.start);
}

function readJoined(rest: string, entity: ExtractableEntity, context: DialogContext): JsonValue | undefined {
  const joined = joint.exec(rest)?.[0];
  if (joined === undefined) return undefined;
  return read(rest.slice(joined.length).replace(changingBehind, ''), entity, context);
}

/** "not Grace, Ada": the one entity whose value is the old one. */
function byOldValue(
  said: string,
  entities: readonly ExtractableEntity[],
  { context, known }: { readonly context: DialogContext; readonly known: Known },
): Correction | undefined {
  for (const { pattern, old, fresh } of exchanges) {
    const match = pattern.exec(said);
    const [before = '', after = ''] = [match?.[old], match?.[fresh]];
    const corrections = entities.flatMap((entity): readonly Correction[] => {
      const value = match && exchange({ before, after }, entity, { context, known });
      return value === undefined || value === null ? [] : [{ name: entity.name, value }];
    });
    const [only, ...others] = corrections;
    if (only && others.length === 0) return only;
  }
  return undefined;
}

function exchange(
  { before, after }: { readonly before: string; readonly after: string },
  entity: ExtractableEntity,
  { context, known }: { readonly context: DialogContext; readonly known: Known },
): JsonValue | undefined {
  const value = Object.hasOwn(known, entity.name) ? known[entity.name] : undefined;
  if (value === undefined) return undefined;
  if (isSame(read(before, entity, context), value)) return read(after, entity, context);
  return roleOf(entity) === 'person' ? exchangeName(value, before, after) : undefined;
}

/** One of the names of a person, the others stay. */
function exchangeName(value: JsonValue, before: string, after: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { full } = value as { readonly full?: JsonValue };
  if (typeof full !== 'string') return undefined;
  const names = full.split(' ');
  const index = names.findIndex((name) => name.toLowerCase() === before.toLowerCase());
  return index === -1 ? undefined : toPerson(names.with(index, after).join(' '));
}

function read(text: string, entity: ExtractableEntity, context: DialogContext): JsonValue | undefined {
  const plain = text.trim().replace(/^["„“”'«»]+|["“”'«»]+$/g, '');
  const reading = plain === '' ? undefined : readEntity({ text: plain }, entity, context);
  return reading && 'value' in reading ? reading.value : undefined;
}

function isSame(a: JsonValue | undefined, b: JsonValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  return JSON.stringify(a) === JSON.stringify(b);
}
