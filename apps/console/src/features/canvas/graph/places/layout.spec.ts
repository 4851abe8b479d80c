import { describe, expect, it } from 'vitest';
import { groupNodes } from '../editing/groups.ts';
import type { DialogGraph, DialogNode } from '../model/graph.ts';
import { sampleGraph } from '../sample-graph.ts';
import { placesOf } from './layout.ts';
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
