import type { DialogEntity, JsonValue } from '../model.js';
import type { KnownValues } from './known-values.js';

/** How an entity is kept out of transcripts. */
export type Sensitivity = NonNullable<DialogEntity['sensitive']>;

/** Names of entities that are to be kept out of transcripts. */
export type SensitiveEntities = ReadonlyMap<string, Sensitivity>;

const dots = '••••';
const shortestEcho = 4;

const redactors: Record<Sensitivity, (text: string, name: string) => string> = {
  redact: () => dots,
  mask: (text) => (text.length < 8 ? dots : dots + text.slice(-4)),
  replace: (_text, name) => `[${name}]`,
};

/** A text as it may be stored: nothing of it, its last four characters where it is long enough to spare them, or the name of what it is. */
export function redact(text: string, sensitivity: Sensitivity, name = '…'): string {
  return redactors[sensitivity](text, name);
}

/** A value as it may be stored: as it is, unless its entity is sensitive. */
export function redactValue(
  value: JsonValue,
  { name, sensitive }: Pick<DialogEntity, 'name' | 'sensitive'>,
): JsonValue {
  return sensitive ? redact(plain(value), sensitive, name) : value;
}

/** The same values with those of sensitive entities redacted; `undefined` when none of them is known yet. */
export function redactValues(values: KnownValues, sensitive: SensitiveEntities): KnownValues | undefined {
  const known = Object.entries(values.entities).filter(([name]) => sensitive.has(name));
  if (known.length === 0) return undefined;
  const hidden = known.map(
    ([name, value]) => [name, redactValue(value, { name, sensitive: sensitive.get(name) })] as const,
  );
  return { ...values, entities: { ...values.entities, ...Object.fromEntries(hidden) } };
}

/** Redacts sensitive values that came back into a text by another way, such as in the result of an operation. */
export function redactEchoes(text: string, values: KnownValues, sensitive: SensitiveEntities): string {
  let redacted = text;
  for (const [name, sensitivity] of sensitive) {
    const value = Object.hasOwn(values.entities, name) ? values.entities[name] : undefined;
    for (const part of textsOf(value)) {
      if (part.length >= shortestEcho) redacted = redacted.replaceAll(part, redact(part, sensitivity, name));
    }
  }
  return redacted;
}

/** The same JSON with sensitive values redacted wherever they came back. */
export function redactEchoesWithin(value: JsonValue, values: KnownValues, sensitive: SensitiveEntities): JsonValue {
  if (sensitive.size === 0) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => redactEchoesWithin(item, values, sensitive));
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(
      ([key, part]) => [key, redactEchoesWithin(part, values, sensitive)] as const,
    );
    return Object.fromEntries(parts);
  }
  const text = String(value);
  const redacted = redactEchoes(text, values, sensitive);
  return redacted === text ? value : redacted;
}

/** A value as one text, and the texts that it is made of. */
function textsOf(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return typeof value === 'object' ? [plain(value), ...Object.values(value).flatMap(textsOf)] : [String(value)];
}

function plain(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
