import type { JsonValue } from '../../../../dialog-graph/graph.ts';

/** A JSON Schema, as far as a person who picks a value needs it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly examples?: readonly unknown[];
}

/** A value inside another one. */
export interface SchemaField {
  /** RFC 6901. */
  readonly pointer: string;
  /** What follows the value's name in Liquid. */
  readonly liquid: string;
  readonly label: string;
  readonly type: string;
  /** What it may look like. */
  readonly example?: string;
}

const longestExample = 60;
const deepest = 4;
const most = 200;

/** What can be picked from values of a schema; of a list, its first item. */
export function fieldsOf(schema: JsonSchema | undefined): readonly SchemaField[] {
  const fields: SchemaField[] = [];
  const walk = (at: JsonSchema, path: readonly string[]) => {
    if (path.length >= deepest || fields.length >= most) return;
    for (const [name, part] of partsOf(at)) {
      const inner = [...path, name];
      if (fields.length < most) fields.push({ ...addressOf(inner), type: typeOf(part), ...exampleOf(part) });
      walk(part, inner);
    }
  };
  if (schema) walk(schema, []);
  return fields;
}

/** The schema of a value, with all that is in it as examples; a list is as its first item. */
export function schemaOfValue(value: JsonValue): JsonSchema {
  if (value === null) return {};
  if (typeof value !== 'object') return { type: typeof value, examples: [value] };
  if (isList(value)) return { type: 'array', ...(value[0] !== undefined && { items: schemaOfValue(value[0]) }) };
  const parts = Object.entries(value).map(([name, part]) => [name, schemaOfValue(part)] as const);
  return { type: 'object', properties: Object.fromEntries(parts) };
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function exampleOf({ examples }: JsonSchema): { readonly example?: string } {
  const [first] = examples ?? [];
  return typeof first === 'object' || first === undefined || first === ''
    ? {}
    : { example: String(first as string | number | boolean).slice(0, longestExample) };
}

/** The type of a schema's values in a word or two. */
export function typeOf(schema: JsonSchema): string {
  if (choicesOf(schema)) return 'Choice';
  const options = (schema.anyOf ?? []).filter((option) => option.type !== 'null');
  return options.length === 1 && options[0] ? typeOf(options[0]) : plainType(schema);
}

function plainType({ type, format = '' }: JsonSchema): string {
  const name = [type ?? []].flat().find((each) => each !== 'null') ?? '';
  return (name === 'string' ? words[format] : undefined) ?? words[name] ?? 'Any';
}

const words: Readonly<Record<string, string>> = {
  string: 'Text',
  'date-time': 'Date and time',
  date: 'Date',
  email: 'E-mail address',
  integer: 'Number',
  number: 'Number',
  boolean: 'Yes or no',
  array: 'List',
  object: 'Object',
};

/** The values that a schema allows, where it lists them. */
export function choicesOf(schema: JsonSchema | undefined): readonly string[] | undefined {
  const listed = schema?.enum ?? schema?.anyOf?.filter(({ type }) => type !== 'null').map((option) => option.const);
  return listed && listed.length > 0 && listed.every((value) => typeof value === 'string') ? listed : undefined;
}

function partsOf(schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  if (schema.properties) return Object.entries(schema.properties);
  const [only, ...others] = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  if (only && others.length === 0) return partsOf(only);
  return schema.items ? [['0', schema.items]] : [];
}

function addressOf(path: readonly string[]): Omit<SchemaField, 'type'> {
  const pointer = path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const liquid = path
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : /^[A-Za-z_][\w-]*$/.test(part) ? `.${part}` : `["${part}"]`))
    .join('');
  return { pointer, liquid, label: path.map((part) => (part === '0' ? 'first' : part)).join(' › ') };
}
