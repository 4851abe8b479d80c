import type { EntityKind, EntityNode, JsonValue } from '../model.js';
import type { DialogContext } from '../protocol.js';
import { readChoice } from './choice.js';
import { readDate } from './date.js';
import { readEmail, readPhone, readUrl } from './contact.js';
import { readNumber } from './number.js';
import { readYesNo } from './yes-no.js';

/** What an entity node asks for. */
export type Entity = EntityNode['entity'];

/** The end user's answer, free of harmful characters; `payload` is the value of the choice that was pressed. */
export interface Answer {
  readonly text: string;
  readonly payload?: string;
}

/** Why an answer has no valid value: its kind does not fit, or it has too many characters. */
export type InvalidReading = { readonly invalid: 'kind' } | { readonly invalid: 'length'; readonly limit: number };

/** A valid value, or why there is none. */
export type Reading = { readonly value: JsonValue } | InvalidReading;

/** Reads one kind of value from a trimmed answer; `undefined` when it is not there, or not there just once. */
export type EntityReader = (answer: Answer, entity: Entity, context: DialogContext) => JsonValue | undefined;

const readers: Record<EntityKind, EntityReader> = {
  text: ({ text }) => text || undefined,
  company: ({ text }) => text || undefined,
  number: readNumber,
  email: readEmail,
  phone: readPhone,
  date: readDate,
  url: readUrl,
  choice: readChoice,
  'yes-no': readYesNo,
  time: () => undefined,
  'date-time': () => undefined,
  duration: () => undefined,
  money: () => undefined,
  person: () => undefined,
  attachment: () => undefined,
};

/** The most characters that an answer may have, whatever the kind: a longer one is not even looked at. */
const longest: Record<EntityKind, number> = {
  text: 10_000,
  number: 100,
  email: 400,
  phone: 200,
  date: 200,
  url: 2_500,
  choice: 2_000,
  'yes-no': 200,
  company: 500,
  time: 200,
  'date-time': 200,
  duration: 200,
  money: 200,
  person: 500,
  attachment: 500,
};

/** Reads the value of an entity from what the end user answered. */
export function readEntity(answer: Answer, entity: Entity, context: DialogContext): Reading {
  const text = answer.text.trim();
  const kindLimit = longest[entity.kind];
  if (text.length > kindLimit) return { invalid: 'length', limit: entity.maxLength ?? kindLimit };
  const value = readers[entity.kind]({ ...answer, text }, entity, context);
  if (value === undefined) return { invalid: 'kind' };
  const { maxLength } = entity;
  if (maxLength !== undefined && typeof value === 'string' && [...value].length > maxLength) {
    return { invalid: 'length', limit: maxLength };
  }
  return { value };
}
