import { SalesforceError } from './api-error.js';
import { findObject, type Field, type SalesforceObject } from './objects.js';
import { answerRecord, type QueryScope, type RecordAnswer } from './query.js';
import type { SalesforceRecord } from './record-store.js';
import { compile, needField } from './soql-filter.js';
import { parseSoqlCondition } from './soql.js';
import { anyCharacter, anyText, matchesWildcards, type Wildcards } from './wildcards.js';

/** What to look for in one object. */
export interface SearchTarget {
  readonly name: string;
  readonly fields?: readonly string[];
  readonly limit?: number;
  /** The condition of a WHERE clause. */
  readonly where?: string;
}

/** A parameterized search. */
export interface Search {
  readonly q: string;
  readonly targets: readonly SearchTarget[];
  readonly overallLimit?: number;
}

const wildcards: Readonly<Record<string, typeof anyText | typeof anyCharacter>> = { '*': anyText, '?': anyCharacter };
const searchedTypes: readonly string[] = ['string', 'textarea', 'phone', 'email', 'url'];
const maximumLimit = 2_000;

/** A term: words that follow one another; `*` and `?` stand for other characters. */
type Term = readonly Wildcards[];
type Matches = (words: readonly (readonly string[])[]) => boolean;

/** Looks for whole words, as the vendor's index does. */
export function runSearch({ q, targets, overallLimit = maximumLimit }: Search, scope: QueryScope): RecordAnswer[] {
  const matches = parseTerms(q);
  return targets.flatMap((target) => searchObject(target, matches, scope)).slice(0, overallLimit);
}

function searchObject(target: SearchTarget, matches: Matches, scope: QueryScope): RecordAnswer[] {
  const object = findObject(target.name);
  if (!object) throw new SalesforceError(400, 'INVALID_TYPE', `sObject type '${target.name}' is not supported.`);
  const fields = (target.fields ?? ['Id']).map((name) => needField(object, name));
  const filter = target.where ? compile(parseSoqlCondition(target.where), object, scope.now) : () => true;
  return scope
    .list(object)
    .filter((record) => filter(record) && matches(indexed(object, record)))
    .slice(0, target.limit ?? maximumLimit)
    .map((record) => answerRecord(object, record, fields, scope));
}

const isSearched = ({ type }: Field): boolean => searchedTypes.includes(type);

function indexed({ fields }: SalesforceObject, record: SalesforceRecord): readonly (readonly string[])[] {
  return fields.filter(isSearched).map(({ name }) => words(String(record[name] ?? '')));
}

function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Terms must all occur; between `OR` one side is enough, and `NOT` forbids what follows. */
function parseTerms(q: string): Matches {
  if (q.replace(/[^\p{L}\p{N}]/gu, '').length < 2) {
    throw new SalesforceError(400, 'MALFORMED_SEARCH', 'search term must be longer than one character');
  }
  const alternatives: Matches[][] = [[]];
  let isForbidden = false;
  for (const [, phrase, word] of q.matchAll(/"((?:[^"\\]|\\.)*)"|((?:[^\s"\\]|\\.)+)/gs)) {
    if (word === 'OR') alternatives.push([]);
    else if (word === 'NOT') isForbidden = true;
    else if (word !== 'AND') {
      alternatives.at(-1)?.push(occurs(parseTerm(phrase ?? word ?? ''), isForbidden));
      isForbidden = false;
    }
  }
  return (fields) => alternatives.some((all) => all.length > 0 && all.every((each) => each(fields)));
}

function occurs(term: Term, isForbidden: boolean): Matches {
  return (fields) => fields.some((field) => contains(field, term)) !== isForbidden;
}

function contains(field: readonly string[], term: Term): boolean {
  return (
    term.length > 0 &&
    field.some((_, start) =>
      term.every((word, i) => start + i < field.length && matchesWildcards(word, field[start + i] ?? '')),
    )
  );
}

/** A backslash takes a wildcard's meaning away, and what is neither letter nor digit only parts words. */
function parseTerm(text: string): Term {
  const plain = text.replace(/\\(.)/gs, (_all, character: string) => (/[*?]/.test(character) ? ' ' : character));
  const parts = plain.toLowerCase().match(/[\p{L}\p{N}*?]+/gu) ?? [];
  const words = parts.filter((part) => /[^*?]/.test(part));
  return words.map((word) => [...word].map((character) => wildcards[character] ?? character));
}
