import {
  entityKinds,
  operators,
  type Condition,
  type DialogNode,
  type JsonValue,
  type Reference,
  type Text,
} from './graph.ts';
import { either, isObject, list, number, object, oneOf, record, text, type Shape } from './shape.ts';

const nodeId = text(64, /^[A-Za-z][A-Za-z0-9_-]{0,63}$/);
const languageTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const isText = (value: unknown) => typeof value === 'string';
const said = text(4_000);
const texts: Shape<Text> = either(isText, said, record(languageTag, said, 30, 1));
const words = list(text(200), 50);
const json: Shape<JsonValue> = (value) => value as JsonValue;
const pointer: Shape<string> = (value, at, remarks) =>
  value === '' ? '' : text(500, /^(\/[^/]*)*$/)(value, at, remarks);
const utterance = list(text(500), 200, 1);

const references: Readonly<Record<string, Shape<unknown>>> = {
  entity: object({ from: oneOf(['entity']), name: text(64) }, { pointer }),
  result: object({ from: oneOf(['result']), node: text(64), pointer }, {}),
  error: object({ from: oneOf(['error']), name: oneOf(['code', 'message', 'node']) }, {}),
  'end-user': object({ from: oneOf(['end-user']), name: oneOf(['id', 'displayName', 'channel']) }, {}),
  value: object({ from: oneOf(['value']), value: json }, {}),
};

const reference: Shape<Reference> = (value, at, remarks) =>
  byTag<Reference>(references, 'from', { value, at, remarks });

const condition: Shape<Condition> = (value, at, remarks) => {
  if (isObject(value) && 'all' in value) return object({ all: list(condition, 50) }, {})(value, at, remarks);
  if (isObject(value) && 'any' in value) return object({ any: list(condition, 50) }, {})(value, at, remarks);
  if (isObject(value) && 'not' in value) return object({ not: condition }, {})(value, at, remarks);
  return object({ left: reference, operator: oneOf(operators) }, { right: reference })(value, at, remarks);
};

const transitions = list(object({ to: nodeId }, { when: condition }), 50);
const point = object({ x: number(-1e7, 1e7, false), y: number(-1e7, 1e7, false) }, {});
const limit = either(isText, text(10), number(-1e15, 1e15, false));
const retries = number(1, 10);
const asking = { prompts: list(texts, 11), errorPrompts: list(texts, 10), retries, onExhausted: nodeId };

const entity = {
  required: {
    name: text(64, /^[A-Za-z][A-Za-z0-9_]{0,63}$/),
    kind: oneOf(entityKinds),
    requirement: oneOf(['mandatory', 'optional', 'hidden']),
  },
  optional: {
    choices: list(object({ value: text(200), title: texts }, { synonyms: words }), 100),
    multiple: oneOf([true, false]),
    maxLength: number(1, 10_000),
    ...{ min: limit, max: limit, defaultValue: json },
    currency: text(3, /^[A-Z]{3}$/),
    country: text(2, /^[A-Z]{2}$/),
    sensitive: oneOf(['redact', 'mask', 'replace']),
    reuse: oneOf([false]),
  },
} as const;

const card = object({ title: texts }, { body: texts, link: object({ label: texts, url: said }, {}) });
const variants = list(object({ text: texts }, { card }), 20, 1);
const channels = record(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/, variants, 20);
const samples = list(object({ name: text(100), output: json }, {}), 10);
const base = { id: nodeId, title: text(200), transitions };
const placed = { group: nodeId, position: point };

const nodes: Readonly<Record<DialogNode['type'], Shape<unknown>>> = {
  intent: object(
    {
      ...base,
      type: oneOf(['intent']),
      utterances: either(Array.isArray, utterance, record(languageTag, utterance, 30, 1)),
    },
    placed,
  ),
  entity: object(
    { ...base, ...asking, type: oneOf(['entity']), entity: object(entity.required, entity.optional) },
    placed,
  ),
  form: object(
    {
      ...base,
      ...{ type: oneOf(['form']), retries, onExhausted: nodeId },
      fields: list(object({ ...entity.required, label: texts }, entity.optional), 50, 1),
    },
    { ...placed, heading: texts, intro: texts },
  ),
  confirmation: object(
    { ...base, ...asking, type: oneOf(['confirmation']), onNo: nodeId },
    { ...placed, yes: words, no: words },
  ),
  service: object(
    {
      ...base,
      type: oneOf(['service']),
      operation: text(128, /^[a-z0-9-]+\.[a-z0-9-]+$/),
      input: record(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, reference, 200),
      timeoutMs: number(1_000, 60_000),
      onFailure: transitions,
    },
    { ...placed, onTimeout: nodeId, samples },
  ),
  message: object({ ...base, type: oneOf(['message']), variants }, { ...placed, channels }),
  decision: object({ ...base, type: oneOf(['decision']) }, placed),
  group: object({ ...base, type: oneOf(['group']), start: nodeId }, placed),
  end: object({ ...base, type: oneOf(['end']), outcome: oneOf(['completed', 'cancelled', 'failed']) }, placed),
};

/** A node of any type, read from foreign JSON. */
export const node: Shape<DialogNode> = (value, at, remarks) => byTag<DialogNode>(nodes, 'type', { value, at, remarks });

/** The language of a graph. */
export const language = text(35, languageTag);

interface Read {
  readonly value: unknown;
  readonly at: string;
  readonly remarks: Parameters<Shape<unknown>>[2];
}

function byTag<Value>(
  shapes: Readonly<Record<string, Shape<unknown>>>,
  tag: string,
  { value, at, remarks }: Read,
): Value | undefined {
  const name = isObject(value) ? value[tag] : undefined;
  const shape = typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  if (shape) return shape(value, at, remarks) as Value | undefined;
  remarks.push({ pointer: `${at}/${tag}`, message: `must be one of ${Object.keys(shapes).join(', ')}` });
  return undefined;
}
