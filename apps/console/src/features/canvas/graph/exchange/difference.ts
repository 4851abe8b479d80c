import type { DialogGraph, DialogNode } from '../../../../dialog-graph/graph.ts';

/** What became of one node. */
export interface Difference {
  readonly nodeId: string;
  readonly title: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The first-level properties that differ. */
  readonly fields: readonly string[];
}

/** What two sides made of the same graph. */
export interface Comparison {
  readonly mine: readonly Difference[];
  readonly theirs: readonly Difference[];
  /** Ids of nodes that both changed, in different ways. */
  readonly both: readonly string[];
}

/** What became of each node from one graph to another; where a node stands on the canvas does not count. */
export function differencesOf(before: DialogGraph, after: DialogGraph): readonly Difference[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Set(after.nodes.map(({ id }) => id));
  const removed = before.nodes.filter(({ id }) => !now.has(id)).map((node) => told(node, 'removed'));
  const others = after.nodes.flatMap((node) => {
    const was = old.get(node.id);
    if (!was) return [told(node, 'added')];
    const fields = was === node ? [] : changedFields(was, node);
    return fields.length === 0 ? [] : [{ ...told(node, 'changed'), fields }];
  });
  return [...others, ...removed];
}

/** What two people made of the same graph. */
export function compare(base: DialogGraph, mine: DialogGraph, theirs: DialogGraph): Comparison {
  const ours = differencesOf(base, mine);
  const others = differencesOf(base, theirs);
  const touched = new Set(others.map(({ nodeId }) => nodeId));
  const both = ours
    .filter(({ nodeId }) => touched.has(nodeId) && !isSameNode(mine, theirs, nodeId))
    .map(({ nodeId }) => nodeId);
  return { mine: ours, theirs: others, both };
}

/** Both sides in one graph: each node as whoever changed it left it; what both changed is mine. */
export function combined(base: DialogGraph, mine: DialogGraph, theirs: DialogGraph): DialogGraph {
  const { mine: ours, theirs: others } = compare(base, mine, theirs);
  const own = new Set(ours.map(({ nodeId }) => nodeId));
  const taken = others.filter(({ nodeId }) => !own.has(nodeId));
  const theirNodes = new Map(theirs.nodes.map((node) => [node.id, node]));
  const gone = new Set(taken.filter(({ kind }) => kind === 'removed').map(({ nodeId }) => nodeId));
  const changed = new Set(taken.filter(({ kind }) => kind === 'changed').map(({ nodeId }) => nodeId));
  const kept = mine.nodes
    .filter(({ id }) => !gone.has(id))
    .map((node) => (changed.has(node.id) ? (theirNodes.get(node.id) ?? node) : node));
  const added = taken.flatMap(({ nodeId, kind }) => (kind === 'added' ? [theirNodes.get(nodeId)] : []));
  return { ...mine, nodes: [...kept, ...added.filter((node) => node !== undefined)] };
}

/** Whether two values are the same JSON, whatever the order of their properties. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  const keys = Object.keys(left).filter((key) => left[key] !== undefined);
  const others = Object.keys(right).filter((key) => right[key] !== undefined);
  return (
    keys.length === others.length && keys.every((key) => Object.hasOwn(right, key) && isSameJson(left[key], right[key]))
  );
}

function changedFields(was: DialogNode, node: DialogNode): readonly string[] {
  const [old, now] = [
    was as unknown as Readonly<Record<string, unknown>>,
    node as unknown as Readonly<Record<string, unknown>>,
  ];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].filter((name) => name !== 'position' && !isSameJson(old[name], now[name]));
}

function isSameNode(mine: DialogGraph, theirs: DialogGraph, id: string): boolean {
  const one = mine.nodes.find((node) => node.id === id);
  const other = theirs.nodes.find((node) => node.id === id);
  return one && other ? changedFields(one, other).length === 0 : one === other;
}

function told({ id, title }: DialogNode, kind: Difference['kind']): Difference {
  return { nodeId: id, title, kind, fields: [] };
}
