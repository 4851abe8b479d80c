import type { Choice, EntityKind } from '../../model.js';
import { functionWords } from '../../intents/vocabulary.js';
import { namesOf } from '../choice.js';
import { kinds } from '../kinds.js';
import type { Extraction, Place } from './extraction.js';
import type { Found } from './found.js';

/** A value that its form gives away, with the kind that it is. */
export interface Candidate extends Found {
  readonly kind: EntityKind;
}

/** Kinds that can be told by their form, those that are easier to tell first. */
const sureKinds = ['email', 'url', 'money', 'phone', 'date-time', 'date', 'time', 'duration'] as const;

/** Whatever in the text has the form of a value, asked for or not: it is not part of a name, either. Dates and times may share a place. */
export function findCandidates(extraction: Extraction): readonly Candidate[] {
  const { utterance, context, missing } = extraction;
  const found: Candidate[] = [];
  for (const kind of sureKinds) {
    const entity = missing.find((each) => each.kind === kind) ?? {};
    const masks = found.filter((other) => !(momentKinds.has(kind) && momentKinds.has(other.kind)));
    const values = kinds[kind].find?.(masked(utterance.text, masks), entity, context) ?? [];
    const isNew = ({ start, end }: Place) =>
      utterance.isFree(start, end) && !masks.some((mask) => overlaps(mask, { start, end }));
    found.push(...values.filter(isNew).map((value) => ({ ...value, kind })));
  }
  const isSplit = ['date', 'time'].every((kind) => missing.some((entity) => entity.kind === kind));
  const plausible = found.filter((candidate) => isPlausible(candidate, utterance.text));
  return isSplit ? plausible.flatMap((candidate) => splitMoment(candidate, plausible, extraction)) : plausible;
}

/** The text without what has a meaning already, which might look like a part of something else. */
function masked(text: string, masks: readonly Place[]): string {
  let rest = text;
  for (const { start, end } of masks) rest = rest.slice(0, start) + '#'.repeat(end - start) + rest.slice(end);
  return rest;
}

function overlaps(a: Place, b: Place): boolean {
  return a.start < b.end && b.start < a.end;
}

/** "tomorrow at 3pm" as a day and a time, for a task that asks for them apart. */
function splitMoment(
  candidate: Candidate,
  candidates: readonly Candidate[],
  { utterance, context }: Extraction,
): readonly Candidate[] {
  const { kind, value, start, end } = candidate;
  const said = utterance.text.slice(start, end);
  const at = /\s(?:at|um|gegen)\s/i.exec(said)?.index ?? 0;
  const isWhole = candidates.some((other) => other.kind === 'date-time' && other.start === start && other.end === end);
  if (!isWhole || kind === 'date-time') return [candidate];
  const from = kind === 'date' ? 0 : at;
  const part = kind === 'date' ? said.slice(0, at) : said.slice(at);
  const found = kinds[kind].find?.(part, {}, context).find((other) => other.value === value);
  return [found ? { ...candidate, start: start + from + found.start, end: start + from + found.end } : candidate];
}

/** Takes what is alone of its kind where one entity of that kind is missing. */
export function takeSureValues(extraction: Extraction, candidates: readonly Candidate[]): void {
  for (const kind of sureKinds) {
    const entities = extraction.missing.filter((each) => each.kind === kind);
    const free = candidates.filter(
      (each) => each.kind === kind && extraction.utterance.isFree(each.start, each.end) && isAlone(each, candidates),
    );
    const [entity, candidate] = [entities[0], free[0]];
    if (entity && candidate && entities.length === 1 && free.length === 1)
      extraction.take(entity, candidate.value, candidate);
  }
  for (const { start, end } of candidates) extraction.utterance.claim(start, end);
}

/** Takes the one choice, or where several are accepted all choices, that are named word for word. */
export function takeChoices(extraction: Extraction): void {
  for (const entity of extraction.missing.filter(({ kind }) => kind === 'choice')) {
    const named = (entity.choices ?? []).flatMap((choice) => {
      const place = placeOfChoice(extraction, choice);
      return place ? [{ value: choice.value, ...place }] : [];
    });
    const widest = named.filter((one) => !named.some((other) => other !== one && isWithin(one, other)));
    const [first] = widest;
    if (!first || (widest.length > 1 && !entity.multiple)) continue;
    const place = {
      start: Math.min(...widest.map(({ start }) => start)),
      end: Math.max(...widest.map(({ end }) => end)),
    };
    extraction.take(entity, entity.multiple ? widest.map(({ value }) => value) : first.value, place);
  }
}

function placeOfChoice({ utterance }: Extraction, choice: Choice): Place | undefined {
  const { words } = utterance;
  for (const name of namesOf(choice).filter((each) => !functionWords.has(each))) {
    const longest = name.split(' ').length;
    for (let from = 0; from < words.length; from += 1) {
      for (let to = from + 1; to <= Math.min(words.length, from + longest); to += 1) {
        const said = words.slice(from, to);
        const [start, end] = [said[0]?.start ?? 0, said.at(-1)?.end ?? 0];
        const isFree = said.every((_, i) => utterance.isFreeWord(from + i));
        if (isFree && said.map(({ lower }) => lower).join(' ') === name) return { start, end };
      }
    }
  }
  return undefined;
}

function isWithin(inner: Place, outer: Place): boolean {
  const isSame = inner.start === outer.start && inner.end === outer.end;
  return inner.start >= outer.start && inner.end <= outer.end && !isSame;
}

const momentKinds: ReadonlySet<EntityKind> = new Set(['date', 'time', 'date-time']);

/** Whether no other value of the kind is there, taken or not: of two, nobody knows which is meant. */
function isAlone({ kind, start }: Candidate, candidates: readonly Candidate[]): boolean {
  return candidates.every((other) => other.kind !== kind || other.start === start);
}

const commonDomains =
  /\.(?:com|org|net|io|dev|app|ai|de|at|ch|eu|uk|fr|it|es|nl|us|ca|au|info|biz|gov|edu|test|example|co)(?:[/:?#]|$)/i;

/** An address without scheme must end as addresses do; a national phone number must be written as one. */
function isPlausible({ kind, start, end }: Candidate, text: string): boolean {
  const said = text.slice(start, end);
  if (kind === 'url') return /^(?:https?:\/\/|www\.)/i.test(said) || commonDomains.test(said);
  if (kind === 'phone') return /^[+(0]/.test(said) || /^\d{3}[-. ]\d{3}[-. ]\d{4}$/.test(said);
  return true;
}
