import { Type } from 'typebox';
import type {
  Condition,
  JsonValue,
  MessageVariant,
  Reference,
  ServiceSample,
  Text,
  Transition,
  Utterances,
} from '../model.js';
import { templateLimit } from '../values/liquid.js';

/** A `$ref` to a schema of the OpenAPI document. */
export const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** No other properties than those that are named. */
export const closed = { additionalProperties: false };

/** The id of a node. */
export const nodeId = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$' });

/** Any JSON value. */
export const json = Type.Unsafe<JsonValue>({ description: 'Any JSON value.' });

/** One of some strings. */
export const oneOfStrings = <const Values extends readonly string[]>(values: Values) =>
  Type.Unsafe<Values[number]>({ type: 'string', enum: [...values] });

/** A BCP 47 tag. */
export const languageTag = '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$';

const mostLanguages = 30;
const title = Type.String({ minLength: 1, maxLength: 200 });
const url = Type.String({ minLength: 1, maxLength: templateLimit });
const words = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50 });
const text = Type.Unsafe<Text>(refTo('DialogText'));
const transitions = Type.Array(Type.Unsafe<Transition>(refTo('DialogTransition')), { maxItems: 50 });
const utterances = { type: 'string', minLength: 1, maxLength: 500 };
const utteranceList = { type: 'array', items: utterances, minItems: 1, maxItems: 200 };

const nodeBase = {
  id: nodeId,
  title,
  transitions,
  group: Type.Optional(nodeId),
  position: Type.Optional(Type.Object({ x: Type.Number(), y: Type.Number() }, closed)),
};

const asking = {
  prompts: Type.Array(text, { maxItems: 11 }),
  errorPrompts: Type.Array(text, { maxItems: 10 }),
  retries: Type.Integer({ minimum: 1, maximum: 10 }),
  onExhausted: nodeId,
};

const limit = Type.Optional(Type.Unsafe<number | string>({ type: ['number', 'string'], maxLength: 10 }));

const entity = {
  name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }),
  kind: oneOfStrings([
    'text',
    'number',
    'email',
    'phone',
    'date',
    'time',
    'date-time',
    'duration',
    'money',
    'url',
    'choice',
    'person',
    'company',
    'yes-no',
    'attachment',
  ]),
  requirement: oneOfStrings(['mandatory', 'optional', 'hidden']),
  choices: Type.Optional(
    Type.Array(
      Type.Object(
        { value: Type.String({ minLength: 1, maxLength: 200 }), title: text, synonyms: Type.Optional(words) },
        closed,
      ),
      { maxItems: 100 },
    ),
  ),
  multiple: Type.Optional(Type.Boolean()),
  maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  min: limit,
  max: limit,
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' })),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' })),
  defaultValue: Type.Optional(json),
  sensitive: Type.Optional(oneOfStrings(['redact', 'mask', 'replace'])),
  reuse: Type.Optional(Type.Literal(false)),
};

const link = Type.Object({ label: text, url }, closed);
const card = Type.Object({ title: text, body: Type.Optional(text), link: Type.Optional(link) }, closed);
const variants = Type.Array(Type.Unsafe<MessageVariant>(refTo('DialogMessageVariant')), { minItems: 1, maxItems: 20 });

/** The name of a channel, as hosts give it. */
const channel = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$';
const mostChannels = 20;

/** Schemas of texts, by name. */
export const textSchemas = {
  DialogText: Type.Unsafe<Text>({
    description: 'A text in the language of the graph, or one for each language by its BCP 47 tag.',
    type: ['string', 'object'],
    minLength: 1,
    maxLength: templateLimit,
    propertyNames: { pattern: languageTag },
    additionalProperties: { type: 'string', minLength: 1, maxLength: templateLimit },
    minProperties: 1,
    maxProperties: mostLanguages,
  }),
  DialogUtterances: Type.Unsafe<Utterances>({
    description: 'Sample utterances in the language of the graph, or by language.',
    ...utteranceList,
    type: ['array', 'object'],
    propertyNames: { pattern: languageTag },
    additionalProperties: utteranceList,
    minProperties: 1,
    maxProperties: mostLanguages,
  }),
};

/** Schemas of parts of nodes, by name. */
export const partSchemas = {
  DialogMessageVariant: Type.Object({ text, card: Type.Optional(card) }, closed),
  DialogServiceSample: Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }), output: json }, closed),
};

/** Schemas of the types of nodes, by name. */
export const nodeSchemas = {
  DialogIntentNode: Type.Object(
    { ...nodeBase, type: Type.Literal('intent'), utterances: Type.Unsafe<Utterances>(refTo('DialogUtterances')) },
    closed,
  ),
  DialogEntityNode: Type.Object(
    { ...nodeBase, ...asking, type: Type.Literal('entity'), entity: Type.Object(entity, closed) },
    closed,
  ),
  DialogFormNode: Type.Object(
    {
      ...nodeBase,
      type: Type.Literal('form'),
      heading: Type.Optional(text),
      intro: Type.Optional(text),
      fields: Type.Array(Type.Object({ ...entity, label: text }, closed), { minItems: 1, maxItems: 50 }),
      retries: asking.retries,
      onExhausted: nodeId,
    },
    closed,
  ),
  DialogConfirmationNode: Type.Object(
    {
      ...nodeBase,
      ...asking,
      type: Type.Literal('confirmation'),
      yes: Type.Optional(words),
      no: Type.Optional(words),
      onNo: nodeId,
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
      onTimeout: Type.Optional(nodeId),
      samples: Type.Optional(Type.Array(Type.Unsafe<ServiceSample>(refTo('DialogServiceSample')), { maxItems: 10 })),
    },
    closed,
  ),
  DialogMessageNode: Type.Object(
    {
      ...nodeBase,
      type: Type.Literal('message'),
      variants,
      channels: Type.Optional(
        Type.Unsafe<{ readonly [channel: string]: readonly MessageVariant[] }>({
          description: "By the end user's channel: what is said there instead of `variants`.",
          type: 'object',
          propertyNames: { pattern: channel },
          additionalProperties: variants,
          maxProperties: mostChannels,
        }),
      ),
    },
    closed,
  ),
  DialogDecisionNode: Type.Object({ ...nodeBase, type: Type.Literal('decision') }, closed),
  DialogGroupNode: Type.Object({ ...nodeBase, type: Type.Literal('group'), start: nodeId }, closed),
  DialogEndNode: Type.Object(
    { ...nodeBase, type: Type.Literal('end'), outcome: oneOfStrings(['completed', 'cancelled', 'failed']) },
    closed,
  ),
};

/** A condition, as nodes and conditions refer to it. */
export const condition = Type.Unsafe<Condition>(refTo('DialogCondition'));
