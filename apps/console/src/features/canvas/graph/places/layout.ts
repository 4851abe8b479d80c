import { Graph, layout } from '@dagrejs/dagre';
import type { DialogGraph, DialogNode, Point } from '../../../../dialog-graph/graph.ts';
import { mainPortOf, portsOf } from '../model/ports.ts';
import { layersOf } from './layers.ts';
import { measures, sizeOf, type Box, type Size } from './sizes.ts';

/** Node id -> where it stands; members of a group within the group. */
export type Places = ReadonlyMap<string, Point>;

/** Between a node and those that it leads to. */
export const gapBetweenLayers = 88;
const gapInLayer = 32;
/** Beyond this many nodes beside each other, minimizing crossings takes longer than a person waits. */
const mostForDagre = 300;

interface LayoutOptions {
  /** Lays out everything anew instead of keeping what has a place. */
  readonly anew?: boolean;
}

/** A place for every node: given ones are kept, the others are found. Pure, and the same for the same graph. */
export function placesOf(graph: DialogGraph, { anew = false }: LayoutOptions = {}): Places {
  const scopes = new Map<string | undefined, DialogNode[]>();
  for (const node of graph.nodes) {
    const scope = scopes.get(node.group) ?? [];
    scope.push(node);
    scopes.set(node.group, scope);
  }
  const sizes = new Map(graph.nodes.map((node) => [node.id, sizeOf(node)]));
  return new Map(
    [...scopes].flatMap(([scope, nodes]) => [...placeScope(nodes, sizes, { anew, isInside: scope !== undefined })]),
  );
}

function boxesOf(places: Places, sizes: ReadonlyMap<string, Size>): readonly Box[] {
  return [...places].map(([id, place]) => ({ ...place, ...(sizes.get(id) ?? { width: 0, height: 0 }) }));
}

interface ScopeOptions {
  readonly anew: boolean;
  readonly isInside: boolean;
}

function placeScope(
  nodes: readonly DialogNode[],
  sizes: ReadonlyMap<string, Size>,
  { anew, isInside }: ScopeOptions,
): Places {
  const given = anew ? [] : nodes.filter(({ position }) => position !== undefined);
  if (given.length === 0) return arranged(nodes, sizes, isInside);
  const places = new Map<string, Point>();
  for (const { id, position } of given) if (position) places.set(id, position);
  for (const node of nodes)
    if (!places.has(node.id)) places.set(node.id, besides(node, { nodes, sizes, places, isInside }));
  return places;
}

/** All nodes of one scope from the left to the right, in the order in which they are reached. */
function arranged(nodes: readonly DialogNode[], sizes: ReadonlyMap<string, Size>, isInside: boolean): Places {
  const places = nodes.length > mostForDagre ? layersOf(nodes, sizes) : byDagre(nodes, sizes);
  const left = Math.min(...[...places.values()].map(({ x }) => x));
  const top = Math.min(...[...places.values()].map(({ y }) => y));
  const origin = isInside ? { x: measures.frameLeft, y: measures.frameHead + measures.framePad } : { x: 0, y: 0 };
  return new Map(
    [...places].map(([id, { x, y }]) => [
      id,
      { x: Math.round(x - left + origin.x), y: Math.round(y - top + origin.y) },
    ]),
  );
}

function byDagre(nodes: readonly DialogNode[], sizes: ReadonlyMap<string, Size>): Places {
  const drawing = new Graph({ multigraph: true });
  drawing.setGraph({ rankdir: 'LR', nodesep: gapInLayer, ranksep: gapBetweenLayers, ranker: 'network-simplex' });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) drawing.setNode(id, { ...(sizes.get(id) ?? { width: 0, height: 0 }) });
  for (const { from, to, port, isMain } of waysBetween(nodes)) {
    drawing.setEdge(from, to, { weight: isMain ? 8 : 1, minlen: 1, width: 0, height: 0 }, port);
  }
  layout(drawing);
  return new Map(
    nodes.map(({ id }) => {
      const { x = 0, y = 0, width = 0, height = 0 } = drawing.node(id) as Partial<Box>;
      return [id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
}

/** The ways from one of some nodes to another of them. */
function waysBetween(nodes: readonly DialogNode[]) {
  const ids = new Set(nodes.map(({ id }) => id));
  return nodes.flatMap((node) => {
    const main = mainPortOf(node)?.id;
    return portsOf(node).flatMap(({ id, to, kind }) =>
      to === undefined || kind === 'start' || !ids.has(to) || to === node.id
        ? []
        : [{ from: node.id, to, port: id, isMain: id === main }],
    );
  });
}

interface Neighbourhood extends Omit<ScopeOptions, 'anew'> {
  readonly nodes: readonly DialogNode[];
  readonly sizes: ReadonlyMap<string, Size>;
  readonly places: Places;
}

/** A free place for one node, right of what leads to it. */
function besides(node: DialogNode, { nodes, sizes, places, isInside }: Neighbourhood): Point {
  const before = nodes.find((other) => places.has(other.id) && portsOf(other).some(({ to }) => to === node.id));
  const anchor = before && places.get(before.id);
  const start = anchor
    ? { x: anchor.x + (sizes.get(before?.id ?? '')?.width ?? measures.width) + gapBetweenLayers, y: anchor.y }
    : { x: isInside ? measures.frameLeft : 0, y: isInside ? measures.frameHead + measures.framePad : 0 };
  const size = sizes.get(node.id) ?? { width: 0, height: 0 };
  return freePlace({ ...start, ...size }, boxesOf(places, sizes));
}

/** The first place at or under a box where it covers no other. */
export function freePlace(wanted: Box, others: readonly Box[]): Point {
  let { y } = wanted;
  const column = others.filter(({ x, width }) => x < wanted.x + wanted.width && wanted.x < x + width);
  for (const box of [...column].sort((one, other) => one.y - other.y)) {
    if (y + wanted.height + gapInLayer <= box.y) break;
    if (y < box.y + box.height + gapInLayer) y = box.y + box.height + gapInLayer;
  }
  return { x: wanted.x, y };
}
