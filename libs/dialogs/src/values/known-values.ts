import type { JsonValue, Reference } from '../model.js';

/** What a task can refer to while it runs. */
export interface KnownValues {
  readonly entities: { readonly [name: string]: JsonValue };
  readonly results: { readonly [nodeId: string]: JsonValue };
  readonly error?: { readonly code: string; readonly message: string; readonly node: string };
  readonly endUser: { readonly id: string; readonly displayName?: string; readonly channel?: string };
  /** ISO 8601. */
  readonly now: string;
}

type ReferenceOf<From> = Extract<Reference, { from: From }>;

const resolvers: {
  [From in Reference['from']]: (from: ReferenceOf<From>, values: KnownValues) => JsonValue | undefined;
} = {
  entity: ({ name, pointer = '' }, values) => atPointer(ownProperty(values.entities, name), pointer),
  result: ({ node, pointer }, values) => atPointer(ownProperty(values.results, node), pointer),
  error: ({ name }, values) => values.error?.[name],
  'end-user': ({ name }, values) => values.endUser[name],
  value: ({ value }) => value,
};

/** The value that a reference points at; `undefined` where nothing is known yet. */
export function resolve(reference: Reference, values: KnownValues): JsonValue | undefined {
  const resolver = resolvers[reference.from] as (from: Reference, known: KnownValues) => JsonValue | undefined;
  return resolver(reference, values);
}

/** The value at a JSON pointer (RFC 6901); `undefined` where the path ends early. Inherited properties do not count. */
export function atPointer(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
  if (pointer === '') return value;
  let current = value;
  for (const token of pointer.split('/').slice(1)) {
    current = ownProperty(current, token.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (current === undefined) return undefined;
  }
  return current;
}

function ownProperty(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(name) ? (value[Number(name)] as JsonValue | undefined) : undefined;
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as { readonly [key: string]: JsonValue })[name];
}
