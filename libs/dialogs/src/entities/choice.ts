import type { Choice } from '../model.js';
import { isWord, textsFor, wordsOf } from '../texts/languages.js';
import { everyLanguage } from '../values/localize.js';
import { normalize } from '../values/text.js';
import type { Answer, EntityReader } from './read-entity.js';

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
  return findNamed(answer, choices) ?? onlyOneWithin(normalize(answer.text), choices);
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

function namesOf({ title, synonyms = [] }: Choice): readonly string[] {
  return [...everyLanguage(title), ...synonyms].map(normalize).filter((name) => name !== '');
}
