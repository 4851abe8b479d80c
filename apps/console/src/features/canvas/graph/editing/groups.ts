import {
  exits,
  exitOf,
  membersOf,
  nodeOf,
  type DialogGraph,
  type DialogNode,
  type GroupNode,
  type Point,
} from '../../../../dialog-graph/graph.ts';
import { mainPortOf, portsOf, withWay, withWays } from '../model/ports.ts';
import type { Added } from './edit.ts';
import { freshId, idsOf } from './fresh.ts';

/** The most groups that may stand in each other. */
export const deepestGroup = 3;

/** Puts nodes that stand beside each other into a new group. The first that is led to from outside is where it begins. */
export function groupNodes(graph: DialogGraph, ids: readonly string[], title = 'Group'): Added | undefined {
  const first = nodeOf(
    graph,
    ids.find((id) => nodeOf(graph, id)?.type !== 'intent'),
  );
  if (!first) return undefined;
  const members = graph.nodes.filter(
    ({ id, type, group }) => ids.includes(id) && type !== 'intent' && group === first.group,
  );
  const inside = new Set(members.map(({ id }) => id));
  const nodeId = freshId(idsOf(graph), title);
  const next = members
    .flatMap((node) => portsOf(node))
    .find(({ kind, to }) => isMain(kind) && to !== undefined && !inside.has(to));
  const group: GroupNode = {
    ...{ id: nodeId, type: 'group', title, start: entranceOf(graph, members).id },
    transitions: [{ to: next?.to ?? exitOf(first) }],
    ...(first.group !== undefined && { group: first.group }),
    ...(first.position && { position: first.position }),
  };
  const nodes = graph.nodes.map((node) => (inside.has(node.id) ? enclosed(node, nodeId, first) : node));
  return { graph: mend({ ...graph, nodes: [...nodes, group] }), nodeId };
}

/** Dissolves a group: its members stand where it stood. */
export function ungroup(graph: DialogGraph, groupId: string): DialogGraph {
  const group = nodeOf(graph, groupId);
  if (group?.type !== 'group') return graph;
  const after = mainPortOf(group)?.to ?? exitOf(group);
  const nodes = graph.nodes
    .filter(({ id }) => id !== groupId)
    .map((node) => {
      if (node.group === groupId)
        return released(
          withWays(node, (to) => (to === 'return' ? after : to)),
          group,
        );
      return withWays(node, (to) => (to === groupId ? group.start : to));
    });
  return mend({ ...graph, nodes });
}

/** Whether some of the nodes may go into a group, or out of all: none into itself, and never too deep. */
export function mayMoveTo(graph: DialogGraph, ids: readonly string[], groupId: string | undefined): boolean {
  const wanted = new Set(ids);
  const moved = graph.nodes.filter(({ id, type, group }) => wanted.has(id) && type !== 'intent' && group !== groupId);
  if (moved.length === 0 || groupId === undefined) return moved.length > 0;
  const groups = moved.filter(({ type }) => type === 'group').map(({ id }) => id);
  const isWithin = groups.some((id) => id === groupId || membersOf(graph, id).some((member) => member.id === groupId));
  if (isWithin || wanted.has(groupId) || nodeOf(graph, groupId)?.type !== 'group') return false;
  return depthOf(graph, groupId) + heightOf(graph, groups) <= deepestGroup;
}

/**
 * Moves nodes into a group, or out of all groups, to places there or to any that are free; ways that would cross its border lead out, or
 * to the group.
 */
export function moveTo(
  graph: DialogGraph,
  ids: readonly string[],
  groupId: string | undefined,
  places: ReadonlyMap<string, Point> = new Map(),
): DialogGraph {
  if (!mayMoveTo(graph, ids, groupId)) return graph;
  const wanted = new Set(ids);
  const nodes = graph.nodes.map((node) => {
    if (!wanted.has(node.id) || node.type === 'intent' || node.group === groupId) return node;
    const { group: _old, position: _place, ...loose } = node;
    const position = places.get(node.id);
    return {
      ...loose,
      ...(groupId !== undefined && { group: groupId }),
      ...(position && { position: { x: Math.round(position.x), y: Math.round(position.y) } }),
    } as DialogNode;
  });
  return mend({ ...graph, nodes });
}

/**
 * A graph of which every way stays within its group: one that leads into a group leads to the group, one that leads out of it to `return`,
 * one that leads nowhere out. A group whose first node is gone begins with another.
 */
export function mend(graph: DialogGraph): DialogGraph {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const nodes = graph.nodes.map((node) => {
    const led = portsOf(node).reduce((changed, { id, to }) => {
      if (to === undefined || id === '/start') return changed;
      const fitting = fit(node, to, byId);
      return fitting === to ? changed : withWay(changed, id, fitting);
    }, node);
    return led.type === 'group' ? begun(led, graph, byId) : led;
  });
  return { ...graph, nodes };
}

/** How many groups a node stands in, itself included. */
export function depthOf(graph: DialogGraph, id: string): number {
  let depth = 0;
  for (let node = nodeOf(graph, id); node && depth <= deepestGroup; node = nodeOf(graph, node.group)) depth += 1;
  return depth;
}

function fit(node: DialogNode, to: string, byId: ReadonlyMap<string, DialogNode>): string {
  if (exits.has(to)) return to === 'end' ? to : exitOf(node);
  const target = byId.get(to);
  return !target || target.group === node.group ? to : (groupAround(target, node, byId) ?? exitOf(node));
}

/** The group beside a node in which another one stands. */
function groupAround(
  target: DialogNode,
  beside: DialogNode,
  byId: ReadonlyMap<string, DialogNode>,
): string | undefined {
  for (let at = parentOf(target, byId); at; at = parentOf(at, byId)) {
    if (at.group === beside.group && at.id !== beside.id) return at.id;
  }
  return undefined;
}

function parentOf({ group }: DialogNode, byId: ReadonlyMap<string, DialogNode>): DialogNode | undefined {
  return group === undefined ? undefined : byId.get(group);
}

function begun(group: GroupNode, graph: DialogGraph, byId: ReadonlyMap<string, DialogNode>): GroupNode {
  if (byId.get(group.start)?.group === group.id) return group;
  const first = graph.nodes.find((node) => node.group === group.id);
  return { ...group, start: first?.id ?? 'return' };
}

function heightOf(graph: DialogGraph, ids: readonly string[]): number {
  const heights = ids.map((id) => {
    const node = nodeOf(graph, id);
    if (node?.type !== 'group') return 0;
    const members = graph.nodes.filter(({ group }) => group === id).map((member) => member.id);
    return 1 + (members.length > 0 ? heightOf(graph, members) : 0);
  });
  return Math.max(0, ...heights);
}

function entranceOf(graph: DialogGraph, members: readonly DialogNode[]): DialogNode {
  const inside = new Set(members.map(({ id }) => id));
  const led = new Set(
    graph.nodes.filter(({ id }) => !inside.has(id)).flatMap((node) => portsOf(node).map(({ to }) => to)),
  );
  const entrance = members.find(({ id }) => led.has(id)) ?? members[0];
  if (!entrance) throw new RangeError('A group needs a member.');
  return entrance;
}

function enclosed(node: DialogNode, group: string, first: DialogNode): DialogNode {
  if (!node.position || !first.position) return { ...node, group };
  return {
    ...node,
    group,
    position: { x: node.position.x - first.position.x + 72, y: node.position.y - first.position.y + 96 },
  };
}

function released(node: DialogNode, group: GroupNode): DialogNode {
  const { group: _old, position, ...loose } = node;
  const place =
    position && group.position ? { x: position.x + group.position.x, y: position.y + group.position.y } : undefined;
  return {
    ...loose,
    ...(group.group !== undefined && { group: group.group }),
    ...(place && { position: place }),
  } as DialogNode;
}

function isMain(kind: string): boolean {
  return kind === 'next' || kind === 'yes' || kind === 'else';
}
