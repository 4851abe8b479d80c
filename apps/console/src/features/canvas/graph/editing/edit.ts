import {
  exitOf,
  nodeOf,
  withNode,
  type DialogGraph,
  type DialogNode,
  type Point,
} from '../../../../dialog-graph/graph.ts';
import { mainPortOf, portsOf, withWay } from '../model/ports.ts';
import { newNodes, type AddableType } from './new-node.ts';

/** A way out: a node and one of its ports. */
export interface Way {
  readonly nodeId: string;
  readonly port: string;
}

/** A graph after something was added, and what. */
export interface Added {
  readonly graph: DialogGraph;
  readonly nodeId: string;
}

/** Where something new goes. */
export interface Spot {
  readonly position?: Point;
  readonly group?: string;
}

/** Adds a node that nothing leads to yet. */
export function addNode(graph: DialogGraph, type: AddableType, { position, group }: Spot = {}): Added {
  const [node, ...members] = newNodes(graph, type, group);
  const placed = position ? { ...node, position } : node;
  return { graph: { ...graph, nodes: [...graph.nodes, placed, ...members] }, nodeId: node.id };
}

/** Puts a new node between a way out and where it led. */
export function insertOnWay(graph: DialogGraph, way: Way, type: AddableType): Added {
  const source = nodeOf(graph, way.nodeId);
  const port = source && portsOf(source).find(({ id }) => id === way.port);
  if (!source || !port) return addNode(graph, type);
  const group = way.port === '/start' ? source.id : source.group;
  const added = addNode(graph, type, { group });
  const led = port.to === undefined || type === 'end' ? added.graph : connect(added.graph, wayOn(added), port.to);
  return { ...added, graph: connect(led, way, added.nodeId) };
}

/** Leads a way to a node, to `end` or to `return`. */
export function connect(graph: DialogGraph, { nodeId, port }: Way, to: string): DialogGraph {
  return withNode(graph, nodeId, (node) => withWay(node, port, to));
}

/** Cuts a way; one that must lead somewhere leads out. */
export function disconnect(graph: DialogGraph, { nodeId, port }: Way): DialogGraph {
  return withNode(graph, nodeId, (node) => withWay(node, port, undefined));
}

/** Whether a way may lead to a node: both stand in the same group, nothing leads into the start, and no group leads into another. */
export function mayConnect(graph: DialogGraph, { nodeId, port }: Way, to: string): boolean {
  const source = nodeOf(graph, nodeId);
  if (!source) return false;
  const scope = port === '/start' ? source.id : source.group;
  if (to === 'end') return port !== '/start';
  if (to === 'return') return scope !== undefined && port !== '/start';
  const target = nodeOf(graph, to);
  return target !== undefined && target.type !== 'intent' && target.group === scope;
}

/** All nodes that a way may lead to. */
export function targetsOf(graph: DialogGraph, way: Way): readonly DialogNode[] {
  return graph.nodes.filter(({ id }) => mayConnect(graph, way, id));
}

/** Moves nodes on the canvas. */
export function moveNodes(graph: DialogGraph, places: ReadonlyMap<string, Point>): DialogGraph {
  if (places.size === 0) return graph;
  const nodes = graph.nodes.map((node) => {
    const position = places.get(node.id);
    return position && !isSame(position, node.position) ? { ...node, position: rounded(position) } : node;
  });
  return nodes.every((node, at) => node === graph.nodes[at]) ? graph : { ...graph, nodes };
}

/** Removes nodes, and a group's members with it. What led to them leads to where they led; the start stays. */
export function removeNodes(graph: DialogGraph, ids: readonly string[]): DialogGraph {
  const gone = new Map<string, DialogNode>();
  const take = (node: DialogNode) => {
    if (node.type === 'intent' || gone.has(node.id)) return;
    gone.set(node.id, node);
    if (node.type === 'group') graph.nodes.filter(({ group }) => group === node.id).forEach(take);
  };
  const wanted = new Set(ids);
  graph.nodes.filter(({ id }) => wanted.has(id)).forEach(take);
  if (gone.size === 0) return graph;
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id)).map((node) => healed(node, gone, graph));
  return { ...graph, nodes };
}

function healed(node: DialogNode, gone: ReadonlyMap<string, DialogNode>, graph: DialogGraph): DialogNode {
  const ways = portsOf(node).filter(({ to }) => to !== undefined && gone.has(to));
  return ways.reduce((changed, { id, to = '' }) => {
    const next = successor(to, gone);
    if (id !== '/start') return withWay(changed, id, next);
    const isMember = nodeOf(graph, next)?.group === node.id;
    const other = graph.nodes.find(({ id: other, group }) => group === node.id && !gone.has(other));
    return withWay(changed, id, isMember ? next : (other?.id ?? 'return'));
  }, node);
}

/** Where a node that goes away led, past all others that go. */
function successor(id: string, gone: ReadonlyMap<string, DialogNode>): string {
  const passed = new Set<string>();
  const first = gone.get(id);
  let at: string | undefined = id;
  for (let node = first; node && at !== undefined && !passed.has(at); node = gone.get(at)) {
    passed.add(at);
    at = mainPortOf(node)?.to;
    if (at === undefined) break;
  }
  const isCircle = at !== undefined && passed.has(at);
  return at === undefined || isCircle ? exitOf(first ?? {}) : at;
}

function wayOn({ graph, nodeId }: Added): Way {
  const node = nodeOf(graph, nodeId);
  return { nodeId, port: (node && mainPortOf(node)?.id) ?? '/transitions/-' };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

function isSame(one: Point, other: Point | undefined): boolean {
  return other !== undefined && Math.round(one.x) === other.x && Math.round(one.y) === other.y;
}
