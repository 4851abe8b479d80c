/** What JSON can say. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];

/** An object of JSON; a property that is `undefined` is left out. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** The part of JSON Schema (draft 2020-12) that a form is made of; what else a schema says is checked by the API. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly default?: JsonValue;
  readonly examples?: readonly JsonValue[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** One of the values that a field allows. */
export interface Choice {
  readonly value: JsonValue;
  readonly label: string;
}

/** How a value is entered. */
export type FieldKind =
  'text' | 'long-text' | 'number' | 'boolean' | 'choice' | 'choices' | 'date' | 'time' | 'date-time' | Compound;
type Compound = 'object' | 'list' | 'json';

const longTextLength = 300;
const timeKinds: Readonly<Record<string, FieldKind>> = { date: 'date', time: 'time', 'date-time': 'date-time' };

/** Follows `#/$defs/...`, and leaves `null` out of what a value may be: an empty field says the same. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const name = /^#\/\$defs\/(.+)$/.exec(schema.$ref ?? '')?.[1];
  const target = name === undefined ? schema : { ...root.$defs?.[name], ...schema, $ref: undefined };
  const options = (target.anyOf ?? target.oneOf)?.filter(({ type }) => type !== 'null');
  if (options?.length !== 1) return target;
  const { anyOf: _anyOf, oneOf: _oneOf, ...own } = target;
  return { ...resolved(options[0] ?? {}, root), ...own };
}

/** What a field is entered with. */
export function kindOf(schema: JsonSchema): FieldKind {
  if (choicesOf(schema) !== undefined) return 'choice';
  return kindsOfTypes[typeOf(schema) ?? '']?.(schema) ?? 'json';
}

const kindsOfTypes: Readonly<Record<string, (schema: JsonSchema) => FieldKind>> = {
  string: textKindOf,
  number: () => 'number',
  integer: () => 'number',
  boolean: () => 'boolean',
  array: ({ items }) => (items === undefined ? 'json' : choicesOf(items) ? 'choices' : 'list'),
  object: ({ properties }) => (properties === undefined ? 'json' : 'object'),
};

/** The values of an enumeration, also when it is written as a union of constants. */
export function choicesOf({ enum: values, anyOf, oneOf }: JsonSchema): readonly Choice[] | undefined {
  if (values !== undefined)
    return values.filter((value) => value !== null).map((value) => ({ value, label: `${value}` }));
  const options = (anyOf ?? oneOf)?.filter(({ type }) => type !== 'null');
  if (!options?.length || options.some((option) => option.const === undefined)) return undefined;
  return options.map((option) => ({ value: option.const ?? null, label: option.title ?? `${option.const}` }));
}

/** Whether numbers have no fraction. */
export function isInteger(schema: JsonSchema): boolean {
  return typeOf(schema) === 'integer';
}

/** `closeDate` or `close_date` as words, where a schema has no title. */
export function wordsOf(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** The pointer (RFC 6901) of a property or an item. */
export function childPointer(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function typeOf({ type }: JsonSchema): string | undefined {
  if (typeof type === 'string' || type === undefined) return type;
  const others = type.filter((one) => one !== 'null');
  return others.length === 1 ? others[0] : undefined;
}

function textKindOf({ format, maxLength = 0 }: JsonSchema): FieldKind {
  const timeKind = format === undefined ? undefined : timeKinds[format];
  return timeKind ?? (maxLength > longTextLength ? 'long-text' : 'text');
}
