import { functionWords } from '../../intents/vocabulary.js';
import { parseAmount } from '../amounts/number.js';
import { toPerson } from '../names/person.js';
import { readEntity } from '../read-entity.js';
import type { ExtractableEntity } from './extract-entities.js';
import type { Extraction, Place } from './extraction.js';
import { roleOf, type Label } from './labels.js';
import { capitalRun } from './names.js';
import type { Candidate } from './sure.js';
import type { Utterance } from './utterance.js';

/** What stands between a label and its value. */
const connector =
  /^\s*(?::|=|[-–](?=\s)|(?:is|are|will be|should be|equals|ist|lautet|heißt|sei|named|called|namens|to|auf|of)(?![\p{L}\p{N}]))\s*:?\s*/iu;
const openingWords = /^(?:["„“”'‚‘«]|(?:the|a|an|on|at|in|um|am|auf|den|die|der|das|dem)(?=\s)\s*)*/i;
const quoted = /^\s*(?:"([^"]+)"|„([^“”"]+)[“”"]|“([^”"]+)[”"]|«([^»]+)»|'([^']+)'|‚([^‘’]+)[‘’])/u;
/** What leads from one value to the next: not a part of either. */
const trailer =
  /(?:[\s,]+|(?<=[\s,])(?:and|und|with|mit|the|his|her|their|its|a|an|die|der|das|seine?|ihre?|ein|eine|einem|einer)(?=\s*$))+$/iu;

/** Values behind labels: `company: Acme`, "the subject is ...", "mobile +1 202 555 0136". */
export function takeLabelled(extraction: Extraction, labels: readonly Label[], candidates: readonly Candidate[]): void {
  labels.forEach((label, i) => {
    const region = regionOf(extraction.utterance, label, labels[i + 1]);
    const taken = region && takers[takerOf(label.entity)](extraction, label.entity, { ...region, candidates });
    const [first, last] = [extraction.utterance.words[label.from], extraction.utterance.words[label.to - 1]];
    if (taken && first && last) extraction.utterance.claim(first.start, last.end);
  });
}

/** The part of the text where the value of a label must be. */
interface Region extends Place {
  /** Something such as a colon or "is" says that a value follows. */
  readonly isConnected: boolean;
  readonly candidates: readonly Candidate[];
}

type Taker = (extraction: Extraction, entity: ExtractableEntity, region: Region) => boolean;

function regionOf(utterance: Utterance, label: Label, next: Label | undefined): Omit<Region, 'candidates'> | undefined {
  const { text, words } = utterance;
  const labelEnd = words[label.to - 1]?.end ?? 0;
  const limit = words[next?.from ?? words.length]?.start ?? text.length;
  const rest = text.slice(labelEnd, limit);
  const joint = connector.exec(rest)?.[0] ?? '';
  const behind = rest.slice(joint.length).trimStart();
  const said = behind.replace(/(?:[;\n]|[.!?]\s+\p{Lu})[^]*$/u, '').replace(/[.!?\s]+$/, '');
  const start = limit - behind.length;
  return said === '' ? undefined : { start, end: start + said.length, isConnected: joint !== '' };
}

type TakerName = 'id' | 'form' | 'number' | 'words' | 'company' | 'person' | 'text';

function takerOf(entity: ExtractableEntity): TakerName {
  const role = roleOf(entity);
  if (role === 'company') return 'company';
  if (role === 'person' || role === 'first-name' || role === 'last-name') return 'person';
  if (role === 'id') return 'id';
  if (entity.kind === 'text') return 'text';
  if (entity.kind === 'number') return 'number';
  return entity.kind === 'choice' || entity.kind === 'yes-no' ? 'words' : 'form';
}

const takers: Record<TakerName, Taker> = {
  id: (extraction, entity, { start, end }) => {
    const [said = '', id = ''] = /^#?([\p{L}\p{N}_-]+)/u.exec(extraction.utterance.text.slice(start, end)) ?? [];
    return (
      /\d/.test(id) && extraction.take(entity, id, { start: start + said.length - id.length, end: start + said.length })
    );
  },
  form: (extraction, entity, region) => takeForm(extraction, entity, region),
  number: (extraction, entity, { start, end }) => {
    const said =
      /^[+-]?\d[\d.,]*\d?(?:\s?(?:k|m|mio|tsd)(?!\p{L}))?|^\p{L}+/iu.exec(
        extraction.utterance.text.slice(start, end),
      )?.[0] ?? '';
    const written = said.replace(/[.,]$/, '');
    const value = parseAmount(written, extraction.context.locale);
    return value !== undefined && extraction.take(entity, value, { start, end: start + written.length });
  },
  words: (extraction, entity, region) => takeShortest(extraction, entity, region),
  company: (extraction, entity, region) => takeName(extraction, entity, region),
  person: (extraction, entity, region) => takeName(extraction, entity, region),
  text: (extraction, entity, region) => takeText(extraction, entity, region),
};

/** A value that its form gives away, right behind the label, unless it is one of several to choose from. */
function takeForm(extraction: Extraction, entity: ExtractableEntity, { start, end, candidates }: Region): boolean {
  const { text } = extraction.utterance;
  const within = candidates.filter((each) => each.kind === entity.kind && each.start >= start && each.start < end);
  const [own, other] = within;
  if (!own) return false;
  const before = text.slice(start, own.start);
  const isNext = (openingWords.exec(before)?.[0] ?? '') === before;
  const isListed = other !== undefined && /^[\s,/]*(?:or|and|oder|und)?\s*$/i.test(text.slice(own.end, other.start));
  return isNext && !isListed && extraction.take(entity, own.value, own);
}

/** The first few words that are valid; no more of them than it takes. */
function takeShortest(extraction: Extraction, entity: ExtractableEntity, { start, end, isConnected }: Region): boolean {
  const { utterance, context } = extraction;
  const from = utterance.indexFrom(start);
  const readings = [1, 2, 3, 4].flatMap((count) => {
    const last = utterance.words[from + count - 1];
    if (!last || last.end > end) return [];
    const reading = readEntity({ text: utterance.slice(from, from + count) }, entity, context);
    return 'value' in reading ? [{ value: reading.value, end: last.end }] : [];
  });
  const longest = readings.at(-1);
  const shortest = readings.find(({ value }) => JSON.stringify(value) === JSON.stringify(longest?.value));
  const isMeant = isConnected || entity.kind === 'choice';
  return isMeant && shortest !== undefined && extraction.take(entity, shortest.value, { start, end: shortest.end });
}

function takeName(extraction: Extraction, entity: ExtractableEntity, region: Region): boolean {
  const { utterance } = extraction;
  const { start, end } = quotedIn(utterance.text, region) ?? nameIn(extraction, entity, region);
  const said = utterance.text.slice(start, end);
  if (said === '') return false;
  const value = roleOf(entity) === 'person' ? toPerson(said) : said;
  return value !== undefined && extraction.take(entity, value, { start, end });
}

/** The name at the beginning of a region: what is written with capitals or, where a value surely follows and nobody used any, the first words. */
function nameIn({ utterance }: Extraction, entity: ExtractableEntity, { start, end, isConnected }: Region): Place {
  const opening = openingWords.exec(utterance.text.slice(start, end))?.[0].length ?? 0;
  const from = utterance.indexFrom(start + opening);
  const role = roleOf(entity);
  const run = capitalRun(utterance, from, role === 'company');
  const isSmall = run.to === from && isConnected;
  const to = isSmall ? smallNameEnd(utterance, from) : Math.min(run.to, from + (role === 'first-name' ? 2 : 7));
  const [first, last] = [utterance.words[from], utterance.words[to - 1]];
  return first && last && last.end <= end && to > from ? { start: first.start, end: last.end } : { start, end: start };
}

function smallNameEnd(utterance: Utterance, from: number): number {
  let to = from;
  while (to - from < 4 && isNameLike(utterance.lower(to)) && (to === from || utterance.isJoined(to - 1))) to += 1;
  return to;
}

function isNameLike(word: string): boolean {
  return word !== '' && !functionWords.has(word);
}

/** Free text: what is quoted, or all up to what surely is something else. */
function takeText(extraction: Extraction, entity: ExtractableEntity, region: Region): boolean {
  const { text } = extraction.utterance;
  const inside = quotedIn(text, region);
  if (inside) return extraction.take(entity, text.slice(inside.start, inside.end), inside);
  if (!region.isConnected) return false;
  const others = region.candidates.filter(({ start }) => start > region.start && start < region.end);
  const stops = others
    .map(({ start }) => start)
    .filter((start) => /,\s*(?:\p{L}+\s+){0,3}$/u.test(text.slice(region.start, start)));
  const before = text.slice(region.start, Math.min(region.end, ...stops));
  const said = (stops.length > 0 ? before.slice(0, before.lastIndexOf(',')) : before).replace(trailer, '');
  return said !== '' && extraction.take(entity, said, { start: region.start, end: region.start + said.length });
}

function quotedIn(text: string, { start, end }: Place): Place | undefined {
  const match = quoted.exec(text.slice(start, end));
  const inside = match?.slice(1).find((part) => part !== undefined);
  const at = inside === undefined ? -1 : (match?.[0].indexOf(inside) ?? -1);
  return inside !== undefined && at !== -1 ? { start: start + at, end: start + at + inside.length } : undefined;
}
