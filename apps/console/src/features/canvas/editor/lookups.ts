import { membersOf, type DialogGraph, type DialogNode } from '../../../dialog-graph/graph.ts';
import type { Problem } from './state.ts';

const nodesOf = new WeakMap<DialogGraph, ReadonlyMap<string, DialogNode>>();
const membersBy = new WeakMap<DialogGraph, Map<string, number>>();
const problemsBy = new WeakMap<readonly Problem[], ReadonlyMap<string, readonly Problem[]>>();
const none: readonly Problem[] = [];

/** The nodes of a graph by id; made once for a graph. */
export function nodesById(graph: DialogGraph): ReadonlyMap<string, DialogNode> {
  const known = nodesOf.get(graph) ?? new Map(graph.nodes.map((node) => [node.id, node]));
  nodesOf.set(graph, known);
  return known;
}

/** How many nodes stand in a group. */
export function memberCount(graph: DialogGraph, groupId: string): number {
  const counts = membersBy.get(graph) ?? new Map<string, number>();
  membersBy.set(graph, counts);
  const known = counts.get(groupId) ?? membersOf(graph, groupId).length;
  counts.set(groupId, known);
  return known;
}

/** What is wrong with one node; the same list for as long as the problems are the same. */
export function problemsOf(problems: readonly Problem[], nodeId: string): readonly Problem[] {
  let byNode = problemsBy.get(problems);
  if (!byNode) {
    byNode = Map.groupBy(
      problems.filter(({ nodeId: id }) => id !== undefined),
      ({ nodeId: id }) => id ?? '',
    );
    problemsBy.set(problems, byNode);
  }
  return byNode.get(nodeId) ?? none;
}
