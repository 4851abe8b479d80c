import { describe, expect, it } from 'vitest';
import { sampleGraph } from '../graph/sample-graph.ts';
import { forgetWork, keepWork, keptWork, type Shelf } from './kept-work.ts';

function shelf(room = Infinity): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => {
      if (value.length > room) throw new Error('QuotaExceededError');
      kept.set(key, value);
    },
  };
}

const work = { name: 'Lead', graph: sampleGraph, version: 3, keptAt: '2026-01-01T00:00:00.000Z' };

describe('work that is not saved', () => {
  it('is kept for its task until it is saved', () => {
    const place = shelf();
    expect(keepWork(place, 'a', work)).toBe(true);
    expect(keptWork(place, 'a')).toEqual(work);
    expect(keptWork(place, 'b')).toBeUndefined();
    forgetWork(place, 'a');
    expect(keptWork(place, 'a')).toBeUndefined();
  });

  it('comes back with its half-written texts', () => {
    const place = shelf();
    const nodes = sampleGraph.nodes.map((node) =>
      node.type === 'message' ? { ...node, variants: [{ text: '' }] } : node,
    );
    keepWork(place, 'a', { ...work, graph: { ...sampleGraph, nodes } });
    expect(keptWork(place, 'a')?.graph.nodes).toEqual(nodes);
  });

  it('is not kept by halves where there is no room', () => {
    const place = shelf(100);
    expect(keepWork(place, 'a', work)).toBe(false);
    expect(keptWork(place, 'a')).toBeUndefined();
  });

  it('is not believed when something else lies there', () => {
    const place = shelf();
    place.setItem('attache.canvas.a', 'null');
    expect(keptWork(place, 'a')).toBeUndefined();
    place.setItem('attache.canvas.a', 'half of it{');
    expect(keptWork(place, 'a')).toBeUndefined();
    place.setItem('attache.canvas.a', JSON.stringify({ graph: sampleGraph }));
    expect(keptWork(place, 'a')).toBeUndefined();
  });
});
