import { brokenBound } from '../../entities/bounds.js';
import { readEntity, type Reading } from '../../entities/read-entity.js';
import type { DialogEntity, EntityKind, JsonValue } from '../../model.js';
import { cleanText } from '../../values/text.js';
import type { Turn } from '../turn.js';

type JsonObject = { readonly [key: string]: JsonValue };
type ShapeReader = (value: JsonValue, entity: DialogEntity) => JsonValue | undefined;

const longestPart = 2_500;

/** Takes a value of a kind out of what is no text; `undefined` for what has another shape. */
const shapes: { readonly [Kind in EntityKind]?: ShapeReader } = {
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  'yes-no': (value) => (typeof value === 'boolean' ? value : undefined),
  choice: (value, { multiple, choices = [] }) => {
    if (!multiple || !Array.isArray(value) || value.length === 0) return undefined;
    const known = new Set<JsonValue>(choices.map((choice) => choice.value));
    const chosen: readonly JsonValue[] = value;
    return chosen.every((item) => known.has(item)) ? [...new Set(chosen)] : undefined;
  },
  money: (value) => {
    const { amount, currency } = toObject(value);
    const isMoney = typeof amount === 'number' && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
    return isMoney ? { amount, currency } : undefined;
  },
  person: (value) => {
    const { first, last, full } = toObject(value);
    const name = textOf(full);
    return name && { first: textOf(first) ?? '', last: textOf(last) ?? '', full: name };
  },
  attachment: (value) => {
    const { id, name, mediaType, size, url } = toObject(value);
    const parts = { id: textOf(id), name: textOf(name), mediaType: textOf(mediaType) };
    if (!parts.id || !parts.name || !parts.mediaType || typeof size !== 'number') return undefined;
    const address = textOf(url) ?? '';
    const isOnTheWeb = /^https?:\/\//i.test(address) && URL.canParse(address);
    return { id: parts.id, name: parts.name, mediaType: parts.mediaType, size, ...(isOnTheWeb && { url: address }) };
  },
};

/** Holds a value that comes from elsewhere against an entity: read as an answer where it is a text, otherwise of the shape that its kind has. */
export function validValue({ context }: Turn, entity: DialogEntity, value: JsonValue): Reading {
  if (typeof value === 'string') return readEntity({ text: cleanText(value), payload: value }, entity, context);
  const shaped = shapes[entity.kind]?.(value, entity);
  if (shaped === undefined || shaped === '') return { invalid: 'kind' };
  return brokenBound(shaped, entity) ?? { value: shaped };
}

function toObject(value: JsonValue): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.length <= longestPart ? cleanText(value).trim() : undefined;
}
