import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { DialogGraph } from '../model.js';
import type { GraphProblem } from './problem.js';
import { dialogSchemas } from './schemas.js';

const mostValues = 250_000;
const deepest = 50;
const mostProblems = 100;

let validate: ValidateFunction<DialogGraph> | undefined;

/** What keeps an unknown value from being a graph at all: wrong types, unknown or missing properties, broken limits. */
export function structureProblems(graph: unknown): readonly GraphProblem[] {
  if (isTooLarge(graph)) {
    const message = `The graph has more than ${mostValues} values, or is nested more than ${deepest} deep. Split the task into several.`;
    return [{ severity: 'error', pointer: '', code: 'graph-too-large', message }];
  }
  validate ??= compile();
  if (validate(graph)) return [];
  return telling(validate.errors ?? [])
    .slice(0, mostProblems)
    .map((error) => toProblem(error, graph));
}

function compile(): ValidateFunction<DialogGraph> {
  const ajv = new Ajv({ allErrors: true, discriminator: true, allowUnionTypes: true, keywords: ['components'] });
  const schemas = Object.fromEntries(Object.entries(dialogSchemas).map(([name, schema]) => [name, unmapped(schema)]));
  return ajv.compile<DialogGraph>({ components: { schemas }, $ref: '#/components/schemas/DialogGraph' });
}

/** Ajv finds the tags of a union by itself, and takes no list of them. */
function unmapped(schema: object): object {
  if (!('discriminator' in schema)) return schema;
  const { propertyName } = schema.discriminator as { readonly propertyName: string };
  return { ...schema, discriminator: { propertyName } };
}

/** Walks the value without recursion, so that no nesting can exhaust the stack. */
function isTooLarge(root: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  let count = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    count += 1;
    if (count + open.length > mostValues || depth > deepest) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const part of Object.values(value)) open.push({ value: part as unknown, depth: depth + 1 });
  }
  return false;
}

/** Of a condition that fits no form, only that is told, and where it lies deepest; not why it fits none of the four. */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const formless = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  const lowest = formless.filter((path) => !formless.some((other) => other !== path && other.startsWith(`${path}/`)));
  return errors.filter(({ keyword, instancePath }) => {
    if (keyword === 'anyOf') return lowest.includes(instancePath);
    return !formless.some((path) => instancePath === path || instancePath.startsWith(`${path}/`));
  });
}

const messages: { readonly [keyword: string]: (error: ErrorObject) => string } = {
  anyOf: () => 'must be a condition: {"all": []}, {"any": []}, {"not": {}} or {"left", "operator", "right"}',
  additionalProperties: ({ params }) => `must not have the property "${String(params['additionalProperty'])}"`,
  minLength: ({ params }) => (params['limit'] === 1 ? 'must not be empty' : 'is too short'),
  minItems: ({ params }) => (params['limit'] === 1 ? 'must not be empty' : 'has too few items'),
  enum: ({ params }) => `must be one of ${(params['allowedValues'] as readonly string[]).join(', ')}`,
  const: ({ params }) => `must be ${JSON.stringify(params['allowedValue'])}`,
  discriminator: ({ params }) => `must have a known "${String(params['tag'])}"`,
};

function toProblem(error: ErrorObject, graph: unknown): GraphProblem {
  const { instancePath: pointer, keyword } = error;
  const what = Object.hasOwn(messages, keyword) ? messages[keyword]?.(error) : error.message;
  const nodeId = nodeIdAt(pointer, graph);
  const message = `${pointer || 'The graph'} ${what ?? 'is not valid'}.`;
  return { severity: 'error', ...(nodeId !== undefined && { nodeId }), pointer, code: 'invalid-structure', message };
}

function nodeIdAt(pointer: string, graph: unknown): string | undefined {
  const index = /^\/nodes\/(\d+)/.exec(pointer)?.[1];
  if (index === undefined) return undefined;
  const id = (graph as { readonly nodes: readonly ({ readonly id?: unknown } | null)[] }).nodes[Number(index)]?.id;
  return typeof id === 'string' ? id : undefined;
}
