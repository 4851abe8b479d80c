import type { Extraction } from './extraction.js';
import { roleOf } from './labels.js';
import { capitalRun } from './names.js';
import type { Utterance } from './utterance.js';

const quotes = /"([^"\n]{1,500})"|„([^“”"\n]{1,500})[“”"]|“([^”"\n]{1,500})[”"]|«([^»\n]{1,500})»/gu;
const naming = /(?:named|called|titled|entitled|namens|genannt|mit dem namen|mit dem titel)\s+/giu;
const searchCues = /^(for|named|called|nach|namens)$/;
const idShape = /^(?=.*\d)(?:[A-Za-z]{1,10}-?\d{1,20}|[A-Za-z0-9]{15}|[A-Za-z0-9]{18}|[0-9a-f]{32}|\d{3,20})$/;

/** Takes what is quoted for the one text that is missing, or for the name where it is called so: `called "Big deal"`. */
export function takeQuoted(extraction: Extraction): void {
  const { text } = extraction.utterance;
  const found = [...text.matchAll(quotes)].flatMap(({ 0: said, index, ...groups }) => {
    const inside = Object.values(groups).find((part) => typeof part === 'string' && part !== '' && said.includes(part));
    const start = index + 1;
    return typeof inside === 'string' && extraction.utterance.isFree(start, start + inside.length)
      ? [{ inside, start }]
      : [];
  });
  const [only] = found;
  if (!only || found.length > 1) return;
  const isNamed = /(?:named|called|titled|entitled|namens|genannt|namen|titel)\s*$/i.test(
    text.slice(0, only.start - 1),
  );
  const texts = freeTexts(extraction);
  const entity = isNamed ? texts.find(({ name }) => /^(name|title|subject)$|Name$/.test(name)) : undefined;
  const chosen = entity ?? (texts.length === 1 ? texts[0] : undefined);
  if (chosen) extraction.take(chosen, only.inside, { start: only.start, end: only.start + only.inside.length });
}

/** Takes what is named without quotes where the task asks for a name: "called Big deal", up to what surely is something else. */
export function takeNamed(extraction: Extraction): void {
  const { utterance } = extraction;
  const entity = freeTexts(extraction).find(({ name }) => name === 'name');
  const match = [...utterance.text.matchAll(naming)].at(0);
  if (!entity || !match) return;
  const from = utterance.indexFrom(match.index + match[0].length);
  let to = from;
  while (utterance.words[to]?.isCapital && utterance.isFreeWord(to)) {
    to += 1;
    if (!utterance.isJoined(to - 1)) break;
  }
  const [first, last] = [utterance.words[from], utterance.words[to - 1]];
  if (first && last && to > from)
    extraction.take(entity, utterance.slice(from, to), { start: first.start, end: last.end });
}

/** Takes the one word that has the shape of an id where one is asked for: `00Q8d00000AbCdEAAV`, `INC0010023`, `PROJ-12`. */
export function takeId(extraction: Extraction): void {
  const entities = extraction.missing.filter((entity) => roleOf(entity) === 'id');
  const { utterance } = extraction;
  const ids = utterance.words.filter(
    ({ text }, i) =>
      idShape.test(text) && utterance.isFreeWord(i) && (!/^\d+$/.test(text) || isNumberOfRecord(utterance, i)),
  );
  const [entity, id] = [entities[0], ids[0]];
  if (entity && id && entities.length === 1 && ids.length === 1) extraction.take(entity, id.text, id);
}

/** A bare number is an id right behind the command or a number sign: `view ticket 1234`, `#1234`. */
function isNumberOfRecord(utterance: Utterance, index: number): boolean {
  const isAfterCommand = index > 0 && !utterance.isFreeWord(index - 1) && utterance.isJoined(index - 1);
  return isAfterCommand || utterance.text.charAt((utterance.words[index]?.start ?? 0) - 1) === '#';
}

/** Takes what is searched for: "search leads for Acme", "find a lead named Ada Lovelace". */
export function takeKeyword(extraction: Extraction): void {
  const { utterance } = extraction;
  const entity = extraction.missing.find((each) => roleOf(each) === 'keyword');
  const cues = utterance.words.flatMap((_, i) =>
    utterance.isFreeWord(i) && searchCues.test(utterance.lower(i)) ? [i] : [],
  );
  const [cue] = cues;
  if (!entity || cue === undefined || cues.length > 1) return;
  const run = capitalRun(utterance, cue + 1, true);
  const [first, last] = [utterance.words[run.from], utterance.words[run.to - 1]];
  if (first && last && run.to > run.from) {
    extraction.take(entity, utterance.slice(run.from, run.to), { start: first.start, end: last.end });
  }
}

function freeTexts({ missing }: Extraction) {
  return missing.filter((entity) => entity.kind === 'text' && ['other', 'keyword'].includes(roleOf(entity)));
}
