import { describe, expect, it } from 'vitest';
import { groupNodes } from '../editing/groups.ts';
import type { DialogGraph, DialogNode, Point } from '../../../../dialog-graph/graph.ts';
import { sampleGraph } from '../sample-graph.ts';
import { placesOf } from './layout.ts';
import { shownOf, standFor, type Shown } from './shown.ts';
import { sizeOf, type Box } from './sizes.ts';

function overlaps(graph: DialogGraph, scope?: string): readonly string[] {
  const places = placesOf(graph);
  const boxes = graph.nodes
    .filter(({ group }) => group === scope)
    .map((node): Box & { readonly id: string } => ({ id: node.id, ...places.get(node.id)!, ...sizeOf(node) }));
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      )
      .map((other) => `${one.id} ${other.id}`),
  );
}

describe('layout', () => {
  it('finds a place for every node, none over another, from the left to the right', () => {
    const places = placesOf(sampleGraph);
    expect([...places.keys()].sort()).toEqual(sampleGraph.nodes.map(({ id }) => id).sort());
    expect(overlaps(sampleGraph)).toEqual([]);
    const xs = ['start', 'ask-name', 'ask-company', 'create', 'created'].map((id) => places.get(id)!.x);
    expect(xs).toEqual([...xs].sort((one, other) => one - other));
    expect(placesOf(sampleGraph)).toEqual(places);
  });

  it('keeps the places that are given, and puts others where they cover nothing', () => {
    const nodes = sampleGraph.nodes.map((node, i) => (i < 5 ? { ...node, position: { x: i * 400, y: 0 } } : node));
    const graph = { ...sampleGraph, nodes };
    expect(placesOf(graph).get('create')).toEqual({ x: 1200, y: 0 });
    expect(overlaps(graph)).toEqual([]);
    expect(placesOf(graph, { anew: true })).toEqual(placesOf(sampleGraph));
  });

  it('lays out the members of a group within it', () => {
    const { graph, nodeId } = groupNodes(sampleGraph, ['ask-name', 'ask-company'])!;
    expect(overlaps(graph, nodeId)).toEqual([]);
    expect(placesOf(graph).get('ask-name')!.y).toBeGreaterThan(56);
    expect(placesOf(graph).get('ask-name')!.x).toBeLessThan(100);
  });

  it('places 5,000 nodes within two seconds, in circles, chains and heaps', () => {
    const message = (id: string, to: string): DialogNode => ({
      id,
      type: 'message',
      title: id,
      variants: [{ text: id }],
      transitions: [{ to }],
    });
    const chain = Array.from({ length: 2_500 }, (_, i) => message(`c${i}`, `c${i + 1}`));
    const heap = Array.from({ length: 2_400 }, (_, i) => message(`h${i}`, 'c0'));
    const graph: DialogGraph = {
      schemaVersion: 1,
      nodes: [...sampleGraph.nodes, ...chain, message('c2500', 'c0'), ...heap],
    };
    const began = performance.now();
    expect(placesOf(graph).size).toBe(graph.nodes.length);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('survives a group that stands in itself', () => {
    const loop: DialogNode = { id: 'g', type: 'group', title: 'G', group: 'g', start: 'g', transitions: [] };
    expect(placesOf({ ...sampleGraph, nodes: [...sampleGraph.nodes, loop] }).has('g')).toBe(true);
  });
});

describe('open groups', () => {
  const { graph, nodeId } = groupNodes(sampleGraph, ['ask-name', 'ask-company'])!;
  const placed = (id: string, position: Point): DialogGraph => ({
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === id ? { ...node, position } : node)),
  });
  const drawn = (at: DialogGraph) => shownOf(at, placesOf(at), new Set([nodeId]));
  const boxOf = (shown: readonly Shown[], id: string) => shown.find(({ node }) => node.id === id)!;
  const start = { x: 0, y: 0 };
  const frame = boxOf(drawn(placed(nodeId, start)), nodeId);
  const alone = placed(nodeId, start);

  const spots: readonly (readonly [string, Point])[] = [
    ['left of it', { x: frame.x - 900, y: frame.y + 40 }],
    ['right of it', { x: frame.x + frame.width + 50, y: frame.y + 40 }],
    ['far right of it', { x: frame.x + frame.width + 5_000, y: frame.y - 700 }],
    ['over it', { x: frame.x - 40, y: frame.y - 800 }],
    ['under it', { x: frame.x + 10, y: frame.y + frame.height + 60 }],
  ];
  it.each(spots)('leave what is dropped %s where it was dropped', (_where, spot) => {
    const node = sizeOf(graph.nodes.find(({ id }) => id === 'create')!);
    const place = standFor({ ...spot, ...node }, [frame]);
    const moved: DialogGraph = {
      ...alone,
      nodes: alone.nodes.map((each) => (each.id === 'create' ? { ...each, position: place } : each)),
    };
    const { x, y } = boxOf(drawn(moved), 'create');
    expect({ x, y }).toEqual(spot);
  });

  it('keep what is dropped under their far end close to it', () => {
    const spot = { x: frame.x + frame.width - 100, y: frame.y + frame.height + 60, width: 264, height: 100 };
    const place = standFor(spot, [frame]);
    const moved = {
      ...alone,
      nodes: alone.nodes.map((each) => (each.id === 'create' ? { ...each, position: place } : each)),
    };
    const { x, y } = boxOf(drawn(moved), 'create');
    expect(Math.hypot(x - spot.x, y - spot.y)).toBeLessThanOrEqual(frame.width);
    expect(y >= frame.y + frame.height || x >= frame.x + frame.width).toBe(true);
  });
});
