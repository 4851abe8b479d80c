import type { Choice } from '../model.js';
import { isWord, textsFor, wordsOf } from '../texts/languages.js';
import { everyLanguage } from '../values/localize.js';
import { normalize } from '../values/text.js';
import { numberWords } from './amounts/number-words.js';
import type { Answer, EntityReader } from './read-entity.js';
import { isMistyped } from '../intents/typing.js';

/** Reads one of the choices, or a list of them where the entity accepts several: by title, synonym, number in the list or value. */
export const readChoice: EntityReader = (answer, { choices = [], multiple }, { locale }) => {
  if (!multiple) return findChoice(answer, choices)?.value;
  const texts = textsFor(locale);
  if (isWord(answer.text, 'all', texts)) return choices.map(({ value }) => value);
  const named = findNamed(answer, choices);
  const chosen = named ? [named] : findEach(answer.text, choices, wordsOf('and', texts));
  return chosen && [...new Set(chosen.map(({ value }) => value))];
};

/** The choice that an answer names, in a sentence too; `undefined` when it names none, or more than one. */
export function findChoice(answer: Answer, choices: readonly Choice[]): Choice | undefined {
  const said = normalize(answer.text);
  return (
    findNamed(answer, choices) ??
    onlyOneWithin(said, choices) ??
    choices.at(ordinalIn(said) ?? choices.length) ??
    onlyOneMistyped(said, choices)
  );
}

const ordinals: ReadonlyMap<string, number> = new Map([
  ...'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ').map(place),
  ...'erste zweite dritte vierte funfte sechste siebte achte neunte zehnte'.split(' ').map(place),
  ['last', -1],
  ['letzte', -1],
]);

function place(word: string, index: number): readonly [string, number] {
  return [word, index];
}

const aroundOrdinals =
  /^(?:(?:the|i|take|want|ich|nehme|mochte|der|die|das|den) ){0,3}(?:(?:number|option|choice|nummer|auswahl) )?([a-z]+|\d{1,3})(?:st|nd|rd|th|n|r|s)?(?: (?:one|option|choice))?(?: (?:please|bitte))?$/;

/** The place that "the second one", "die zweite" or "number two" means; -1 is the last. */
function ordinalIn(said: string): number | undefined {
  const [whole, word = ''] = aroundOrdinals.exec(said) ?? [];
  if (whole === undefined) return undefined;
  const stem = ordinals.has(word) ? word : word.replace(/[nrs]$/, '');
  const isNumbered = whole !== word && /number|nummer|option|choice|auswahl|\d(st|nd|rd|th)\b/.test(said);
  const number = isNumbered ? (numberWords.get(word) ?? Number(word)) : Number.NaN;
  return ordinals.get(stem) ?? (number >= 1 ? number - 1 : undefined);
}

/** The choice whose name an answer is, typing errors aside. */
function onlyOneMistyped(said: string, choices: readonly Choice[]): Choice | undefined {
  const close = choices.filter((choice) => namesOf(choice).some((name) => isMistyped(said, name)));
  return close.length === 1 ? close[0] : undefined;
}

/** The choice that is all there is in an answer. */
function findNamed({ text, payload }: Answer, choices: readonly Choice[]): Choice | undefined {
  const pressed = choices.find(({ value }) => value === payload);
  if (pressed) return pressed;
  const said = normalize(text);
  if (said === '') return undefined;
  return (
    choices.find((choice) => namesOf(choice).includes(said)) ??
    (isListNumber(text) ? choices[Number(said) - 1] : undefined) ??
    choices.find(({ value }) => value.toLowerCase() === text.trim().toLowerCase())
  );
}

/** Whether a text is a number as it stands in a list: `2`, `2.` or `2)`. */
function isListNumber(text: string): boolean {
  return /^\s*\d{1,3}[.)]?\s*$/.test(text.normalize('NFKC'));
}

function findEach(text: string, choices: readonly Choice[], and: ReadonlySet<string>): readonly Choice[] | undefined {
  const found = text
    .split(/[,;&+\n/]/)
    .filter((part) => normalize(part) !== '')
    .flatMap((part) => (findNamed({ text: part }, choices) ? [part] : splitAt(part, and)))
    .map((part) => findChoice({ text: part }, choices));
  const known = found.filter((choice) => choice !== undefined);
  return found.length > 0 && known.length === found.length ? known : undefined;
}

function splitAt(text: string, separators: ReadonlySet<string>): readonly string[] {
  const parts: string[] = [''];
  for (const word of text.trim().split(/\s+/)) {
    if (separators.has(normalize(word))) parts.push('');
    else parts[parts.length - 1] += ` ${word}`;
  }
  return parts.filter((part) => part !== '');
}

/** The choice whose name stands, word for word, in a longer answer; names that are part of other names found there do not count. */
function onlyOneWithin(said: string, choices: readonly Choice[]): Choice | undefined {
  const within = choices
    .map((choice) => ({ choice, name: namesOf(choice).find((name) => ` ${said} `.includes(` ${name} `)) }))
    .filter((match): match is { choice: Choice; name: string } => match.name !== undefined);
  const widest = within.filter(({ name }) => !within.some((other) => other.name !== name && other.name.includes(name)));
  return widest.length === 1 ? widest[0]?.choice : undefined;
}

/** What a choice is called, as it is compared. */
export function namesOf({ title, synonyms = [] }: Choice): readonly string[] {
  return [...everyLanguage(title), ...synonyms].map(normalize).filter((name) => name !== '');
}
