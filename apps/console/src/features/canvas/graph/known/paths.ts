import type { DialogGraph, DialogNode } from '../../../../dialog-graph/graph.ts';
import { portsOf, type PortKind } from '../model/ports.ts';

/** One step that the task can take. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly kind: PortKind;
}

/** Node id -> the steps that lead to it; `return` is followed out of the group, and entering a group leads to its first node. */
export function stepsTo(graph: DialogGraph): ReadonlyMap<string, readonly Step[]> {
  const steps = new Map<string, Step[]>();
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const node of graph.nodes) {
    for (const { to, kind } of portsOf(node)) {
      if (to === undefined || (node.type === 'group' && kind !== 'start')) continue;
      for (const target of landings(node, to, byId)) {
        const list = steps.get(target) ?? [];
        list.push({ from: node.id, to: target, kind });
        steps.set(target, list);
      }
    }
  }
  return steps;
}

/** All nodes that the task may have passed before one, and the steps by which it came. */
export function before(
  graph: DialogGraph,
  id: string,
  steps = stepsTo(graph),
): { readonly nodes: ReadonlySet<string>; readonly steps: readonly Step[] } {
  const nodes = new Set<string>();
  const taken: Step[] = [];
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const step of steps.get(at) ?? []) {
      taken.push(step);
      if (nodes.has(step.from)) continue;
      nodes.add(step.from);
      open.push(step.from);
    }
  }
  return { nodes, steps: taken };
}

/** Whether every path from the start to a node passes another one. */
export function isAlwaysBefore(graph: DialogGraph, passed: string, id: string, steps = stepsTo(graph)): boolean {
  const start = graph.nodes.find(({ type }) => type === 'intent')?.id;
  if (start === undefined || passed === start) return start !== undefined;
  const seen = new Set([id, passed]);
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { from } of steps.get(at) ?? []) {
      if (from === start) return false;
      if (seen.has(from)) continue;
      seen.add(from);
      open.push(from);
    }
  }
  return true;
}

function landings(node: DialogNode, to: string, byId: ReadonlyMap<string, DialogNode>): readonly string[] {
  if (to !== 'return') return to === 'end' ? [] : [to];
  const group = node.group === undefined ? undefined : byId.get(node.group);
  if (!group || group.id === node.id) return [];
  return group.transitions.flatMap((way) => landings(group, way.to, byId));
}

/** All nodes that the task can come to from its start. */
export function reachable(graph: DialogGraph, steps = stepsTo(graph)): ReadonlySet<string> {
  const onward = new Map<string, string[]>();
  for (const { from, to } of [...steps.values()].flat()) {
    const list = onward.get(from) ?? [];
    list.push(to);
    onward.set(from, list);
  }
  const open = graph.nodes.filter(({ type }) => type === 'intent').map(({ id }) => id);
  const reached = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of onward.get(at) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}
