import type { DialogNode, Point } from '../../../../dialog-graph/graph.ts';
import { portsOf } from '../model/ports.ts';
import { measures, type Size } from './sizes.ts';

const columnGap = 88;
const rowGap = 32;
/** A layer that holds more than this goes on in a column beside it. */
const tallest = 40;

/** Places for a great many nodes in one pass: a layer for each distance from the start, in the order in which they are reached. */
export function layersOf(nodes: readonly DialogNode[], sizes: ReadonlyMap<string, Size>): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>();
  let x = 0;
  for (const layer of reached(nodes)) {
    let y = 0;
    layer.forEach((id, index) => {
      if (index > 0 && index % tallest === 0) {
        x += measures.width + columnGap;
        y = 0;
      }
      places.set(id, { x, y });
      y += (sizes.get(id)?.height ?? 0) + rowGap;
    });
    x += Math.max(measures.width, ...layer.map((id) => sizes.get(id)?.width ?? 0)) + columnGap;
  }
  return places;
}

function reached(nodes: readonly DialogNode[]): readonly (readonly string[])[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const layers: string[][] = [];
  const walk = (first: DialogNode) => {
    let layer = [first.id];
    seen.add(first.id);
    for (let depth = 0; layer.length > 0; depth += 1) {
      (layers[depth] ??= []).push(...layer);
      const next: string[] = [];
      for (const id of layer) {
        const node = byId.get(id);
        for (const { to } of node ? portsOf(node) : []) {
          if (to === undefined || seen.has(to) || !byId.has(to)) continue;
          seen.add(to);
          next.push(to);
        }
      }
      layer = next;
    }
  };
  const intent = nodes.find(({ type }) => type === 'intent');
  if (intent) walk(intent);
  for (const node of nodes) if (!seen.has(node.id)) walk(node);
  return layers;
}
