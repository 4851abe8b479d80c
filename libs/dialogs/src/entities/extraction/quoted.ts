import type { Extraction } from './extraction.js';
import { roleOf } from './labels.js';

const quotes = /"([^"\n]{1,500})"|„([^“”"\n]{1,500})[“”"]|“([^”"\n]{1,500})[”"]|«([^»\n]{1,500})»/gu;
const naming = /(?:named|called|titled|entitled|namens|genannt|mit dem namen|mit dem titel)\s+/giu;
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
  const ids = extraction.utterance.words.filter(
    ({ text, start, end }) => idShape.test(text) && extraction.utterance.isFree(start, end),
  );
  const [entity, id] = [entities[0], ids[0]];
  if (entity && id && entities.length === 1 && ids.length === 1) extraction.take(entity, id.text, id);
}

function freeTexts({ missing }: Extraction) {
  return missing.filter((entity) => entity.kind === 'text' && roleOf(entity) === 'other');
}
