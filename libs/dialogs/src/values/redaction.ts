import type { EntityNode, JsonValue } from '../model.js';
import type { KnownValues } from './known-values.js';

/** How an entity is kept out of transcripts. */
export type Sensitivity = NonNullable<EntityNode['entity']['sensitive']>;

/** Names of entities that are to be kept out of transcripts. */
export type SensitiveEntities = ReadonlyMap<string, Sensitivity>;

const dots = '••••';

const redactors: Record<Sensitivity, (text: string) => string> = {
  redact: () => dots,
  replace: () => dots,
  mask: (text) => (text.length < 8 ? dots : dots + text.slice(-4)),
};

/** A text as it may be stored: nothing of it, or its last four characters where it is long enough to spare them. */
export function redact(text: string, sensitivity: Sensitivity): string {
  return redactors[sensitivity](text);
}

/** The same values with those of sensitive entities redacted; `undefined` when none of them is known yet. */
export function redactValues(values: KnownValues, sensitive: SensitiveEntities): KnownValues | undefined {
  const known = Object.entries(values.entities).filter(([name]) => sensitive.has(name));
  if (known.length === 0) return undefined;
  const hidden = known.map(([name, value]) => [name, redact(plain(value), sensitive.get(name) ?? 'redact')] as const);
  return { ...values, entities: { ...values.entities, ...Object.fromEntries(hidden) } };
}

/** Redacts sensitive values that came back into a text by another way, such as in the result of an operation. */
export function redactEchoes(text: string, values: KnownValues, sensitive: SensitiveEntities): string {
  let redacted = text;
  for (const [name, sensitivity] of sensitive) {
    const value = Object.hasOwn(values.entities, name) ? plain(values.entities[name] ?? '') : '';
    if (value.length >= 4) redacted = redacted.replaceAll(value, redact(value, sensitivity));
  }
  return redacted;
}

function plain(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
