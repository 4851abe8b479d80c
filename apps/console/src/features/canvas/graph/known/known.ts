import type { DialogEntity, DialogGraph, EntityKind, Reference, ServiceNode } from '../../../../dialog-graph/graph.ts';
import { kindWords } from '../model/words.ts';
import { fieldsOf, schemaOfValue, type JsonSchema, type SchemaField } from './schema-fields.ts';
import { before, isAlwaysBefore, reachable, stepsTo } from './paths.ts';

/** A value that can be picked at a node. */
export interface Known {
  readonly reference: Reference;
  /** What it is called in Liquid. */
  readonly liquid: string;
  readonly label: string;
  /** What kind of value it is, in a word or two. */
  readonly type: string;
  readonly group: string;
  /** Not known on every path that leads here. */
  readonly isMaybe: boolean;
  /** What it may look like. */
  readonly example?: string;
}

/** Operation id -> the schema of what it answers. */
export type OutputSchemas = (operation: string) => JsonSchema | undefined;

/** Where certainty would take longer than a person waits, a value counts as not certain. */
const mostChecked = 200;

/** When something is asked of a node: before it does its work, after it, or after it failed. */
export type Moment = 'before' | 'after' | 'failed';

/** All that is known when the task is at a node. */
export function knownAt(
  graph: DialogGraph,
  nodeId: string,
  outputs: OutputSchemas,
  moment: Moment = 'before',
): readonly Known[] {
  const steps = stepsTo(graph);
  const passed = before(graph, nodeId, steps);
  const isMaybe = (id: string) =>
    id !== nodeId && (passed.nodes.size > mostChecked || !isAlwaysBefore(graph, id, nodeId, steps));
  const reached = reachable(graph, steps);
  const counts = (id: string) =>
    (id === nodeId ? moment === 'after' : passed.nodes.has(id)) && (reached.has(id) || !reached.has(nodeId));
  const nodes = graph.nodes.filter(({ id }) => counts(id));
  const entities = nodes.flatMap((node) => {
    const own = node.type === 'entity' ? [node.entity] : node.type === 'form' ? node.fields : [];
    return own.flatMap((entity) => entityValues(entity, entity.requirement !== 'mandatory' || isMaybe(node.id)));
  });
  const results = nodes.flatMap((node) =>
    node.type === 'service' ? resultValues(node, resultFields(node, outputs), isMaybe(node.id)) : [],
  );
  const mayHaveFailed =
    moment === 'failed' || passed.steps.some(({ kind }) => kind === 'failure' || kind === 'timeout');
  return [...unique(entities), ...results, ...(mayHaveFailed ? errorValues : []), ...endUserValues];
}

const parts: Partial<Record<EntityKind, readonly string[]>> = {
  person: ['first', 'last', 'full'],
  money: ['amount', 'currency'],
  attachment: ['name', 'mediaType', 'size', 'url'],
};

function entityValues({ name, kind, multiple }: DialogEntity, isMaybe: boolean): readonly Known[] {
  const type = multiple ? 'List of choices' : kindWords[kind];
  const whole: Known = {
    reference: { from: 'entity', name },
    liquid: `entities.${name}`,
    label: name,
    type,
    group: 'Answers',
    isMaybe,
  };
  const inner = (parts[kind] ?? []).map((part): Known => ({
    reference: { from: 'entity', name, pointer: `/${part}` },
    liquid: `entities.${name}.${part}`,
    label: `${name} › ${part}`,
    type: part === 'amount' || part === 'size' ? 'Number' : 'Text',
    group: 'Answers',
    isMaybe,
  }));
  return [whole, ...inner];
}

interface Asked {
  readonly id: string;
  readonly title: string;
}

interface ResultField extends SchemaField {
  /** It is in a sample response, and not in the schema. */
  readonly isSampled: boolean;
}

/** What is in the answer of an operation, by its schema and by the sample responses that are kept. */
function resultFields({ operation, samples = [] }: ServiceNode, outputs: OutputSchemas): readonly ResultField[] {
  const sampled = new Map<string, SchemaField>();
  for (const field of samples.flatMap(({ output }) => fieldsOf(schemaOfValue(output)))) {
    const { example } = sampled.get(field.pointer) ?? {};
    sampled.set(field.pointer, example === undefined ? field : { ...field, example });
  }
  const told = fieldsOf(outputs(operation)).map((field) => ({
    ...field,
    example: sampled.get(field.pointer)?.example ?? field.example,
    isSampled: false,
  }));
  const known = new Set(told.map(({ pointer }) => pointer));
  const others = [...sampled.values()].filter(({ pointer }) => !known.has(pointer));
  return [...told, ...others.map((field) => ({ ...field, isSampled: true }))];
}

function resultValues({ id, title }: Asked, fields: readonly ResultField[], isMaybe: boolean): readonly Known[] {
  const group = `Result of “${title}”`;
  const root = /^[A-Za-z_][\w-]*$/.test(id) ? `results.${id}` : `results["${id}"]`;
  const whole: Known = {
    reference: { from: 'result', node: id, pointer: '' },
    liquid: root,
    label: 'The whole result',
    type: 'Object',
    group,
    isMaybe,
  };
  const inner = fields.map(({ pointer, label, type, liquid, example, isSampled }): Known => ({
    reference: { from: 'result', node: id, pointer },
    liquid: `${root}${liquid}`,
    ...{ label, type, group },
    isMaybe: isMaybe || isSampled,
    ...(example !== undefined && { example }),
  }));
  return [...inner, whole];
}

const errorValues: readonly Known[] = (['message', 'code', 'node'] as const).map((name) => ({
  reference: { from: 'error', name },
  liquid: `error.${name}`,
  label: { message: 'What went wrong, in words', code: 'The code of the problem', node: 'The node that failed' }[name],
  type: 'Text',
  group: 'Problem',
  isMaybe: true,
}));

const endUserValues: readonly Known[] = (['displayName', 'id', 'channel'] as const).map((name) => ({
  reference: { from: 'end-user', name },
  liquid: `endUser.${name}`,
  label: { displayName: 'Name', id: 'Id', channel: 'Channel' }[name],
  type: 'Text',
  group: 'End user',
  isMaybe: name === 'displayName',
}));

/** The same entity asked at two places is one value; certain when one of them is. */
function unique(values: readonly Known[]): readonly Known[] {
  const byName = new Map<string, Known>();
  for (const value of values) {
    const other = byName.get(value.liquid);
    byName.set(value.liquid, other ? { ...other, isMaybe: other.isMaybe && value.isMaybe } : value);
  }
  return [...byName.values()];
}
