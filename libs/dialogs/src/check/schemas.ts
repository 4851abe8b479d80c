import { Type, type TObject, type TSchema } from 'typebox';
import type { DialogNode, Reference } from '../model.js';
import {
  closed,
  condition,
  json,
  languageTag,
  nodeId,
  nodeSchemas,
  oneOfStrings,
  partSchemas,
  refTo,
  textSchemas,
} from './node-schemas.js';

const reference = Type.Unsafe<Reference>(refTo('DialogReference'));
const pointer = Type.String({ pattern: '^(/[^/]*)*$', maxLength: 500, description: 'JSON pointer (RFC 6901).' });

const references = {
  DialogEntityReference: Type.Object(
    { from: Type.Literal('entity'), name: Type.String(), pointer: Type.Optional(pointer) },
    closed,
  ),
  DialogResultReference: Type.Object({ from: Type.Literal('result'), node: Type.String(), pointer }, closed),
  DialogErrorReference: Type.Object(
    { from: Type.Literal('error'), name: oneOfStrings(['code', 'message', 'node']) },
    closed,
  ),
  DialogEndUserReference: Type.Object(
    { from: Type.Literal('end-user'), name: oneOfStrings(['id', 'displayName', 'channel']) },
    closed,
  ),
  DialogValueReference: Type.Object({ from: Type.Literal('value'), value: json }, closed),
};

/**
 * JSON Schema (2020-12) of a graph and its parts, by name: what goes into `components.schemas` of an OpenAPI document, where they refer
 * to each other. `DialogGraph` is the whole.
 */
export const dialogSchemas = {
  DialogGraph: Type.Object(
    {
      schemaVersion: Type.Literal(1),
      language: Type.Optional(
        Type.String({
          pattern: languageTag,
          maxLength: 35,
          description: 'BCP 47: of texts that are one string; `en` unless told.',
        }),
      ),
      nodes: Type.Array(Type.Unsafe<DialogNode>(refTo('DialogNode')), { minItems: 1, maxItems: 5_000 }),
    },
    closed,
  ),
  DialogNode: oneOf<DialogNode>('type', nodeSchemas),
  ...nodeSchemas,
  ...partSchemas,
  ...textSchemas,
  DialogTransition: Type.Object({ when: Type.Optional(condition), to: nodeId }, closed),
  DialogCondition: Type.Union([
    Type.Object({ all: Type.Array(condition, { maxItems: 50 }) }, closed),
    Type.Object({ any: Type.Array(condition, { maxItems: 50 }) }, closed),
    Type.Object({ not: condition }, closed),
    Type.Object(
      {
        left: reference,
        operator: oneOfStrings([
          'equals',
          'not-equals',
          'contains',
          'starts-with',
          'greater-than',
          'less-than',
          'is-set',
          'is-empty',
        ]),
        right: Type.Optional(reference),
      },
      closed,
    ),
  ]),
  DialogReference: oneOf<Reference>('from', references),
  ...references,
} satisfies { readonly [name: string]: TSchema };

/** One of several named objects, told apart by one property. */
function oneOf<T>(propertyName: string, schemas: { readonly [name: string]: TObject }) {
  const tags = Object.entries(schemas).map(([name, { properties }]) => {
    const { const: tag } = properties[propertyName] as TSchema & { readonly const: string };
    return [tag, refTo(name)] as const;
  });
  const mapping = Object.fromEntries(tags.map(([tag, { $ref }]) => [tag, $ref]));
  return Type.Unsafe<T>({
    type: 'object',
    required: [propertyName],
    discriminator: { propertyName, mapping },
    oneOf: tags.map(([, ref]) => ref),
  });
}
