import type { Condition, DialogEntity, DialogGraph, DialogNode, GroupNode, Reference, Transition } from '../model.js';
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

/** Groups that stand in each other are left after this many, so that no circle of them is followed for ever. */
const deepestGroups = 10;

/** A well-formed graph as the rules look at it, and what they find. */
export class Survey {
  readonly problems: GraphProblem[] = [];
  readonly nodes: ReadonlyMap<string, DialogNode>;
  /** By name: all that is asked for by it. */
  readonly entities: ReadonlyMap<string, readonly DialogEntity[]>;
  private readonly places: ReadonlyMap<DialogNode, number>;

  constructor(
    readonly graph: DialogGraph,
    readonly surroundings: GraphSurroundings,
  ) {
    this.nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    this.places = new Map(graph.nodes.map((node, i) => [node, i]));
    const entities = new Map<string, DialogEntity[]>();
    for (const entity of graph.nodes.flatMap(entitiesOf)) {
      const known = entities.get(entity.name);
      if (known) known.push(entity);
      else entities.set(entity.name, [entity]);
    }
    this.entities = entities;
  }

  /** Whether a node has a result. */
  hasResult(nodeId: string): boolean {
    return this.nodes.get(nodeId)?.type === 'service';
  }

  /** The group that a node stands in, if there is such a group. */
  groupOf({ group }: DialogNode): GroupNode | undefined {
    const found = group === undefined ? undefined : this.nodes.get(group);
    return found?.type === 'group' ? found : undefined;
  }

  /** The nodes that some ways out of a node lead to: `return` leads to where the group leads. */
  leadTo(node: DialogNode, ways: readonly Pick<Way, 'to'>[], depth = 0): readonly DialogNode[] {
    return ways.flatMap(({ to }) => {
      if (to !== 'return') return this.nodes.get(to) ?? [];
      const group = this.groupOf(node);
      return group && depth < deepestGroups ? this.leadTo(group, group.transitions, depth + 1) : [];
    });
  }

  report(severity: GraphProblem['severity'], node: DialogNode): Report {
    const index = this.places.get(node) ?? 0;
    return (code, path, message) =>
      this.problems.push({ severity, nodeId: node.id, pointer: `/nodes/${index}${path}`, code, message });
  }
}

/** All that leads out of a node, in order; not what leads from a group to its first member. */
export function waysOut(node: DialogNode): readonly Way[] {
  const ways = toWays('/transitions', node.transitions);
  if (node.type === 'entity' || node.type === 'form') return [...ways, exhausted(node.onExhausted)];
  if (node.type === 'confirmation') {
    return [...ways, { pointer: '/onNo', to: node.onNo }, exhausted(node.onExhausted)];
  }
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
