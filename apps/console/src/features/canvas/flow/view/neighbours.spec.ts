import { describe, expect, it } from 'vitest';
import type { DialogGraph, DialogNode } from '../../../../dialog-graph/graph.ts';
import { placesOf } from '../../graph/places/layout.ts';
import { shownOf } from '../../graph/places/shown.ts';
import { sampleGraph } from '../../graph/sample-graph.ts';
import { neighbourOf } from './neighbours.ts';

const shownIn = (graph: DialogGraph) => shownOf(graph, placesOf(graph), new Set());

describe('walking with the arrows', () => {
  it('goes along the ways to the right, and back on them', () => {
    const shown = shownIn(sampleGraph);
    expect(neighbourOf(shown, 'start', 'right')).toBe('ask-name');
    expect(neighbourOf(shown, 'ask-company', 'left')).toBe('ask-name');
    expect(neighbourOf(shown, 'start', 'left')).toBeUndefined();
  });

  it('goes to the nearest node up and down, and stays at the border', () => {
    const nodes = ['one', 'two', 'three'].map((id, index): DialogNode => ({
      ...{ id, type: 'decision', title: id, transitions: [{ to: 'end' }] },
      position: { x: index === 1 ? 40 : 0, y: index * 200 },
    }));
    const shown = shownIn({ schemaVersion: 1, nodes });
    expect(neighbourOf(shown, 'one', 'down')).toBe('two');
    expect(neighbourOf(shown, 'two', 'down')).toBe('three');
    expect(neighbourOf(shown, 'three', 'down')).toBeUndefined();
    expect(neighbourOf(shown, 'three', 'up')).toBe('two');
  });

  it('takes no time among 5,000 nodes', () => {
    const nodes = Array.from({ length: 5_000 }, (_, index): DialogNode => ({
      ...{ id: `n${index}`, type: 'decision', title: 'n', transitions: [{ to: 'end' }] },
      position: { x: (index % 70) * 300, y: Math.floor(index / 70) * 200 },
    }));
    const shown = shownIn({ schemaVersion: 1, nodes });
    const began = performance.now();
    expect(neighbourOf(shown, 'n2500', 'down')).toBe('n2570');
    expect(performance.now() - began).toBeLessThan(400);
  });
});
