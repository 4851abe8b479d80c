import { commonNouns, functionWords, roleWords } from '../../intents/vocabulary.js';
import { hasLegalForm, isBusinessWord } from '../names/company.js';
import { isNameParticle, isTitle, toPerson, type Person } from '../names/person.js';
import type { Extraction, Place } from './extraction.js';
import { roleOf, type Role } from './labels.js';
import type { Utterance } from './utterance.js';

/** Words from one place to before another. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

const personCues = new Set(
  'for named called with meet met name is ist fur namens mit treffe traf heisst heißt'.split(' '),
);
const companyCues = new Set('at bei beim'.split(' '));
const weakCompanyCues = new Set('of from von'.split(' '));
const articles =
  /^(an?|the|my|our|your|his|her|their|this|ein|eine[nmr]?|der|die|das|de[nm]|(mein|unser|ihr|sein)(e[nmr]?)?)$/;
const longestRun = 7;
/** People of one's own house: "for Grace Hopper" is not about them. */
const internalPerson = /owner|assignee|assigned|approver|manager|requester|reporter|creator|author|sender/i;

/** Takes a person and a company where cues tell them: "for Grace Hopper at Example Navy", "bei Example Navy", "Acme Inc.". */
export function takeNames(extraction: Extraction, commandEnd: number): void {
  const { utterance } = extraction;
  const persons = utterance.hasCapitals ? findPersons(utterance, commandEnd) : findSmallPersons(utterance);
  const [person] = persons;
  if (person && persons.length === 1) takePerson(extraction, person);
  const companies = utterance.hasCapitals ? findCompanies(utterance, person) : findSmallCompanies(utterance, person);
  const [company] = companies;
  if (company && companies.length === 1) takeCompany(extraction, company);
}

/** Gives a name to the entities that ask for it: whole, or first and last name apart. */
function takePerson(extraction: Extraction, run: Run): void {
  const { utterance } = extraction;
  const [said, place] = [utterance.slice(run.from, run.to), placeOf(utterance, run)];
  const person = toPerson(said);
  const whole = only(extraction, 'person');
  if (person && whole) extraction.take(whole, person, place);
  if (person && !whole) takeParts(extraction, person, { ...place, said });
  if (person) utterance.claim(place.start, place.end);
}

function takeParts(
  extraction: Extraction,
  { first, last }: Person,
  { start, said }: Place & { readonly said: string },
): void {
  const [firstEntity, lastEntity] = [only(extraction, 'first-name'), only(extraction, 'last-name')];
  const lastAt = start + said.lastIndexOf(last);
  const firstAt = start + said.indexOf(first ?? '');
  if (!lastEntity || (first !== undefined && !firstEntity)) return;
  const isTaken = extraction.take(lastEntity, last, { start: lastAt, end: lastAt + last.length });
  if (isTaken && first !== undefined && firstEntity) {
    extraction.take(firstEntity, first, { start: firstAt, end: firstAt + first.length });
  }
}

/** Gives a name to the one entity that asks for a company. */
function takeCompany(extraction: Extraction, run: Run): boolean {
  const entity = only(extraction, 'company');
  if (!entity) return false;
  return extraction.take(entity, extraction.utterance.slice(run.from, run.to), placeOf(extraction.utterance, run));
}

/** The words from a place on that are written as one name; particles and "of" within a name count. */
export function capitalRun(utterance: Utterance, from: number, isCompany: boolean): Run {
  let to = from;
  for (let at = from; at - from < longestRun && mayFollow(utterance, from, at); at += 1) {
    if (isNameWord(utterance, from, at)) to = at + 1;
    else if (!isLink(utterance, { from, to: at }, isCompany)) break;
  }
  return { from, to };
}

function mayFollow(utterance: Utterance, from: number, at: number): boolean {
  return utterance.isFreeWord(at) && (at === from || utterance.isJoined(at - 1));
}

/** A word with a capital; at the beginning, none such as "The". */
function isNameWord(utterance: Utterance, from: number, at: number): boolean {
  const word = utterance.words[at];
  return word !== undefined && word.isCapital && !(at === from && functionWords.has(word.lower));
}

/** A word in small letters within a name: "van der", "of", "&"; "von der" before a company is none of a person's. */
function isLink(utterance: Utterance, { from, to: at }: Run, isCompany: boolean): boolean {
  const word = utterance.words[at]?.text ?? '';
  if (isCompany) return at > from && /^(&|of|and|und|the|für|for|de)$/i.test(word);
  return isNameParticle(word) && !(at > from && word === 'von' && isBusiness(utterance, at + 1));
}

/** Whether a company's name begins at a place, as its form or its words tell. */
function isBusiness(utterance: Utterance, from: number): boolean {
  const run = capitalRun(utterance, skipRoles(utterance, from), true);
  const words = utterance.words.slice(run.from, run.to);
  return words.some(({ text }) => isBusinessWord(text)) || hasLegalForm(utterance.slice(run.from, run.to));
}

function findPersons(utterance: Utterance, commandEnd: number): readonly Run[] {
  const starts = utterance.words.flatMap((_, i) => {
    const isAfterCommand = i === commandEnd && isFollowed(utterance, i);
    return isAfterCommand || isPersonCue(utterance, i) ? [skipRoles(utterance, i + 1)] : [];
  });
  const first = capitalRun(utterance, 0, false);
  const isAnswer = commandEnd === -1 && /^(at|bei|from|of|von)$/.test(utterance.lower(first.to));
  const runs = starts.map((from) => capitalRun(utterance, from, false));
  return distinct(isAnswer ? [first, ...runs] : runs).filter((run) => isPersonName(utterance, run));
}

/** Whether something that may be a name stands right behind a word: `create lead Grace Hopper`, `new lead: Grace Hopper`. */
function isFollowed(utterance: Utterance, index: number): boolean {
  const [word, next] = [utterance.words[index], utterance.words[index + 1]];
  return word !== undefined && next !== undefined && /^\s*[:–-]?\s+$/.test(utterance.text.slice(word.end, next.start));
}

function isPersonCue(utterance: Utterance, index: number): boolean {
  const isWork = /^(works?|working|arbeitet)$/.test(utterance.lower(index - 1));
  return personCues.has(utterance.lower(index)) && !isWork && utterance.isFreeWord(index);
}

/** Skips "my colleague" and "den Kunden" before a name. */
function skipRoles(utterance: Utterance, from: number): number {
  let at = from;
  while (at - from < 4 && isBeforeName(utterance, at)) at += 1;
  return at;
}

function isBeforeName(utterance: Utterance, index: number): boolean {
  const word = utterance.words[index];
  if (!word || !utterance.isJoined(index)) return false;
  return roleWords.has(word.lower) || (!word.isCapital && articles.test(word.lower));
}

/** Two names or more, or a title and a name: one name alone may be either, or anything. */
function isPersonName(utterance: Utterance, { from, to }: Run): boolean {
  const words = utterance.words.slice(from, to);
  const names = words.filter(({ text }) => !isTitle(text) && !isNameParticle(text));
  const isEnough = names.length >= 2 || (names.length === 1 && isTitle(words[0]?.text ?? ''));
  const isOther = words.some(({ text, lower }) => commonNouns.has(lower) || isBusinessWord(text) || /\d|&/.test(text));
  return (
    isEnough && names.length <= 5 && !isOther && !isListed(utterance, to) && !hasLegalForm(utterance.slice(from, to))
  );
}

/** "Grace Hopper and Ada Lovelace": which of them is meant, nobody knows. */
function isListed(utterance: Utterance, index: number): boolean {
  const isAnd = /^(and|und|or|oder|&)$/.test(utterance.words[index]?.text ?? '');
  return isAnd && utterance.isJoined(index - 1) && (utterance.words[index + 1]?.isCapital ?? false);
}

function findCompanies(utterance: Utterance, person: Run | undefined): readonly Run[] {
  const runs = utterance.words.flatMap((_, i): readonly Run[] => {
    const from = isCompanyCue(utterance, i, person) ? skipRoles(utterance, i + 1) : undefined;
    if (from !== undefined) return [capitalRun(utterance, from, true)];
    const isStart = !(utterance.words[i - 1]?.isCapital && utterance.isJoined(i - 1) && utterance.isFreeWord(i - 1));
    const run = isStart ? capitalRun(utterance, i, true) : { from: i, to: i };
    return hasLegalForm(utterance.slice(run.from, run.to)) && run.to - run.from > 1 ? [run] : [];
  });
  return distinct(runs).filter((run) => isCompanyName(utterance, run));
}

/** "at" and "bei"; "works for"; and, right behind a person, "of", "from" and "von" where what follows can be no place. */
function isCompanyCue(utterance: Utterance, index: number, person: Run | undefined): boolean {
  const word = utterance.lower(index);
  if (!utterance.isFreeWord(index)) return false;
  if (companyCues.has(word)) return true;
  if (/^(for|fur)$/.test(word)) return /^(works?|working|arbeitet)$/.test(utterance.lower(index - 1));
  if (!weakCompanyCues.has(word) || index !== person?.to) return false;
  return word === 'of' || isBusiness(utterance, index + 1);
}

function isCompanyName(utterance: Utterance, { from, to }: Run): boolean {
  const words = utterance.words.slice(from, to);
  const [first] = words;
  if (!first || isTitle(first.text) || !words.some(({ text }) => /\p{L}/u.test(text))) return false;
  const isInflected = /^de[rm]$/.test(utterance.lower(from - 1)) && /en$/.test(first.text);
  return !isInflected && !words.some(({ lower }) => commonNouns.has(lower)) && !functionWords.has(first.lower);
}

/** `for grace hopper at acme`: without capitals, both cues must be there. */
function findSmallPersons(utterance: Utterance): readonly Run[] {
  return utterance.words.flatMap((_, i): readonly Run[] => {
    if (!isPersonCue(utterance, i)) return [];
    const run = smallRun(utterance, i + 1);
    const isBeforeCompany = companyCues.has(utterance.lower(run.to)) && utterance.isFreeWord(run.to);
    return run.to - run.from === 2 && isBeforeCompany && smallRun(utterance, run.to + 1).to > run.to + 1 ? [run] : [];
  });
}

function findSmallCompanies(utterance: Utterance, person: Run | undefined): readonly Run[] {
  const run = person && smallRun(utterance, person.to + 1);
  return run && run.to > run.from && run.to - run.from <= 3 ? [run] : [];
}

function smallRun(utterance: Utterance, from: number): Run {
  let to = from;
  while (isSmallName(utterance, to) && (to === from || utterance.isJoined(to - 1))) to += 1;
  return { from, to };
}

function isSmallName(utterance: Utterance, index: number): boolean {
  const word = utterance.words[index];
  if (!word || !utterance.isFreeWord(index) || /\d/.test(word.text)) return false;
  return !functionWords.has(word.lower) && !commonNouns.has(word.lower);
}

/** Without those that are empty, said twice or a part of another. */
function distinct(runs: readonly Run[]): readonly Run[] {
  return runs.filter(({ from, to }, i) => {
    const isPart = runs.some((other, j) => {
      const isSame = other.from === from && other.to === to;
      return isSame ? j < i : other.from <= from && other.to >= to;
    });
    return to > from && !isPart;
  });
}

/** The one missing entity of a role. */
function only({ missing }: Extraction, role: Role) {
  const entities = missing.filter((entity) => roleOf(entity) === role && !internalPerson.test(entity.name));
  return entities.length === 1 ? entities[0] : undefined;
}

function placeOf({ words }: Utterance, { from, to }: Run): Place {
  return { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 };
}
