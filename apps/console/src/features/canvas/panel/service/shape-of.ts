import type { JsonSchema } from '../../graph/known/schema-fields.ts';
import type { JsonValue } from '../../../../dialog-graph/graph.ts';

const plain: Readonly<Record<string, JsonValue>> = { string: '…', number: 0, integer: 0, boolean: true };

/** Something of the shape that a schema describes. */
export function shapeOf(schema: JsonSchema, depth = 0): JsonValue {
  const [listed] = schema.examples ?? schema.enum ?? [];
  if (listed !== undefined) return listed as JsonValue;
  if (depth > 4) return null;
  const inner = (part: JsonSchema) => shapeOf(part, depth + 1);
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, part]) => [name, inner(part)]));
  }
  if (schema.items) return [inner(schema.items)];
  return schema.anyOf?.[0] ? inner(schema.anyOf[0]) : plainShape(schema);
}

function plainShape({ type }: JsonSchema): JsonValue {
  const [name = ''] = [type ?? []].flat();
  return plain[name] ?? null;
}
