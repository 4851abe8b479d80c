import type { DialogEntity, JsonValue } from '../model.js';
import type { Attachment, DialogContext } from '../protocol.js';
import { brokenBound, type BoundBroken } from './bounds.js';
import { kinds } from './kinds.js';

/** What an entity node, or a field of a form, asks for. */
export type Entity = DialogEntity;

/** The end user's answer, free of harmful characters; `payload` is the value of the choice that was pressed. */
export interface Answer {
  readonly text: string;
  readonly payload?: string;
  readonly attachments?: readonly Attachment[];
}

/** Why an answer has no valid value: its kind does not fit, or it breaks a bound of the entity. */
export type InvalidReading = { readonly invalid: 'kind' } | BoundBroken;

/** A valid value, or why there is none. */
export type Reading = { readonly value: JsonValue } | InvalidReading;

/** Reads one kind of value from a trimmed answer; `undefined` when it is not there, or not there just once. */
export type EntityReader = (answer: Answer, entity: Entity, context: DialogContext) => JsonValue | undefined;

/** Reads the value of an entity from what the end user answered. */
export function readEntity(answer: Answer, entity: Entity, context: DialogContext): Reading {
  const text = answer.text.trim();
  const { read, longest } = kinds[entity.kind];
  if (text.length > longest) return { invalid: 'length', limit: entity.maxLength ?? longest };
  const value = read({ ...answer, text }, entity, context);
  if (value === undefined) return { invalid: 'kind' };
  return brokenBound(value, entity) ?? { value };
}
