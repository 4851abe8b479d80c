import { Type, type TSchema } from 'typebox';
import type { Condition, DialogNode, JsonValue, Reference, Transition } from '../model.js';
import { templateLimit } from '../values/liquid.js';

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const closed = { additionalProperties: false };

const id = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$' });
const title = Type.String({ minLength: 1, maxLength: 200 });
const template = Type.String({ minLength: 1, maxLength: templateLimit });
const json = Type.Unsafe<JsonValue>({ description: 'Any JSON value.' });
const reference = Type.Unsafe<Reference>(refTo('DialogReference'));
const condition = Type.Unsafe<Condition>(refTo('DialogCondition'));
const transitions = Type.Array(Type.Unsafe<Transition>(refTo('DialogTransition')), { maxItems: 50 });
const oneOfStrings = <const Values extends readonly string[]>(values: Values) =>
  Type.Unsafe<Values[number]>({ type: 'string', enum: [...values] });

const nodeBase = { id, title, transitions };

const nodes = {
  DialogIntentNode: Type.Object(
    {
      ...nodeBase,
      type: Type.Literal('intent'),
      utterances: Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { minItems: 1, maxItems: 200 }),
    },
    closed,
  ),
  DialogEntityNode: Type.Object(
    {
      ...nodeBase,
      type: Type.Literal('entity'),
      entity: Type.Object(
        {
          name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }),
          kind: oneOfStrings(['text', 'number', 'email', 'phone', 'date', 'url', 'choice', 'yes-no']),
          requirement: oneOfStrings(['mandatory', 'optional', 'hidden']),
          choices: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  value: Type.String({ minLength: 1, maxLength: 200 }),
                  title,
                  synonyms: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50 })),
                },
                closed,
              ),
              { maxItems: 100 },
            ),
          ),
          multiple: Type.Optional(Type.Boolean()),
          maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
          defaultValue: Type.Optional(json),
          sensitive: Type.Optional(oneOfStrings(['redact', 'mask'])),
        },
        closed,
      ),
      prompts: Type.Array(template, { maxItems: 11 }),
      errorPrompts: Type.Array(template, { maxItems: 10 }),
      retries: Type.Integer({ minimum: 1, maximum: 10 }),
      onExhausted: id,
    },
    closed,
  ),
  DialogServiceNode: Type.Object(
    {
      ...nodeBase,
      type: Type.Literal('service'),
      operation: Type.String({ pattern: '^[a-z0-9-]+\\.[a-z0-9-]+$', maxLength: 128 }),
      input: Type.Unsafe<{ readonly [property: string]: Reference }>({
        type: 'object',
        propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$' },
        additionalProperties: refTo('DialogReference'),
        maxProperties: 200,
      }),
      timeoutMs: Type.Integer({ minimum: 1_000, maximum: 60_000 }),
      onFailure: transitions,
      onTimeout: Type.Optional(id),
    },
    closed,
  ),
  DialogMessageNode: Type.Object(
    {
      ...nodeBase,
      type: Type.Literal('message'),
      variants: Type.Array(
        Type.Object(
          {
            text: template,
            card: Type.Optional(
              Type.Object(
                {
                  title: template,
                  body: Type.Optional(template),
                  link: Type.Optional(Type.Object({ label: template, url: template }, closed)),
                },
                closed,
              ),
            ),
          },
          closed,
        ),
        { minItems: 1, maxItems: 20 },
      ),
    },
    closed,
  ),
  DialogDecisionNode: Type.Object({ ...nodeBase, type: Type.Literal('decision') }, closed),
  DialogEndNode: Type.Object(
    { ...nodeBase, type: Type.Literal('end'), outcome: oneOfStrings(['completed', 'cancelled', 'failed']) },
    closed,
  ),
};

const references = {
  DialogEntityReference: Type.Object({ from: Type.Literal('entity'), name: Type.String() }, closed),
  DialogResultReference: Type.Object(
    {
      from: Type.Literal('result'),
      node: Type.String(),
      pointer: Type.String({ pattern: '^(/[^/]*)*$', maxLength: 500, description: 'JSON pointer (RFC 6901).' }),
    },
    closed,
  ),
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
      nodes: Type.Array(Type.Unsafe<DialogNode>(refTo('DialogNode')), { minItems: 1, maxItems: 500 }),
    },
    closed,
  ),
  DialogNode: oneOf<DialogNode>('type', Object.keys(nodes)),
  ...nodes,
  DialogTransition: Type.Object({ when: Type.Optional(condition), to: id }, closed),
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
  DialogReference: oneOf<Reference>('from', Object.keys(references)),
  ...references,
} satisfies { readonly [name: string]: TSchema };

/** One of several named objects, told apart by one property. */
function oneOf<T>(propertyName: string, names: readonly string[]) {
  const required = [propertyName];
  return Type.Unsafe<T>({ type: 'object', required, discriminator: { propertyName }, oneOf: names.map(refTo) });
}
