import type { Condition, DialogGraph, DialogNode, Reference, Transition } from '../model.js';
import { entitiesOf } from '../values/entities-of.js';
import type { GraphProblem } from './problem.js';

/** What is known of an operation when a graph is checked. */
export interface OperationInput {
  /** The properties that its input may have. */
  readonly properties: readonly string[];
  readonly required: readonly string[];
}

/** What a graph is checked against. */
export interface GraphSurroundings {
  /** Operation id -> its input; nothing for an operation that does not exist. */
  readonly operations: (operationId: string) => OperationInput | undefined;
}

/** A place in a graph that leads to a node. */
export interface Way {
  readonly pointer: string;
  readonly to: string;
  readonly when?: Condition;
}

/** Makes a problem of one node; the path leads from the node to the fault. */
export type Report = (code: string, path: string, message: string) => void;

/** A well-formed graph as the rules look at it, and what they find. */
export class Survey {
  readonly problems: GraphProblem[] = [];
  readonly nodes: ReadonlyMap<string, DialogNode>;
  readonly entities: ReadonlySet<string>;

  constructor(
    readonly graph: DialogGraph,
    readonly surroundings: GraphSurroundings,
  ) {
    this.nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    this.entities = new Set(graph.nodes.flatMap((node) => entitiesOf(node).map(({ name }) => name)));
  }

  /** Whether a node has a result. */
  hasResult(nodeId: string): boolean {
    return this.nodes.get(nodeId)?.type === 'service';
  }

  report(severity: GraphProblem['severity'], node: DialogNode): Report {
    const index = this.graph.nodes.indexOf(node);
    return (code, path, message) =>
      this.problems.push({ severity, nodeId: node.id, pointer: `/nodes/${index}${path}`, code, message });
  }
}

/** All that leads out of a node, in order. */
export function waysOut(node: DialogNode): readonly Way[] {
  const ways = toWays('/transitions', node.transitions);
  if (node.type === 'entity' || node.type === 'form') return [...ways, exhausted(node.onExhausted)];
  if (node.type === 'confirmation') {
    return [...ways, { pointer: '/onNo', to: node.onNo }, exhausted(node.onExhausted)];
  }
  if (node.type === 'group') return [...ways, { pointer: '/start', to: node.start }];
  if (node.type !== 'service') return ways;
  const onTimeout = node.onTimeout === undefined ? [] : [{ pointer: '/onTimeout', to: node.onTimeout }];
  return [...ways, ...toWays('/onFailure', node.onFailure), ...onTimeout];
}

/** All references in a node, each with the path that leads to it. */
export function referencesIn(node: DialogNode): readonly { readonly path: string; readonly reference: Reference }[] {
  const inConditions = waysOut(node).flatMap(({ pointer, when }) =>
    comparisonsIn(when, `${pointer}/when`).flatMap(({ path, comparison: { left, right } }) => [
      { path: `${path}/left`, reference: left },
      ...(right ? [{ path: `${path}/right`, reference: right }] : []),
    ]),
  );
  if (node.type !== 'service') return inConditions;
  const inInput = Object.entries(node.input).map(([name, reference]) => ({ path: `/input/${name}`, reference }));
  return [...inConditions, ...inInput];
}

type Comparison = Extract<Condition, { left: Reference }>;

/** All comparisons that a condition is made of. */
export function comparisonsIn(
  condition: Condition | undefined,
  path: string,
): readonly { readonly path: string; readonly comparison: Comparison }[] {
  if (!condition) return [];
  if ('left' in condition) return [{ path, comparison: condition }];
  if ('not' in condition) return comparisonsIn(condition.not, `${path}/not`);
  const [key, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  return parts.flatMap((part, i) => comparisonsIn(part, `${path}/${key}/${i}`));
}

function exhausted(to: string): Way {
  return { pointer: '/onExhausted', to };
}

function toWays(pointer: string, transitions: readonly Transition[]): readonly Way[] {
  return transitions.map(({ to, when }, i) => ({ pointer: `${pointer}/${i}`, to, when }));
}
