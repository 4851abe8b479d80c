import type { Box } from '../../graph/places/sizes.ts';
import type { Shown } from '../../graph/places/shown.ts';

/** Where a node is drawn, from the corner of the canvas instead of its group. */
export function absoluteOf(shown: readonly Shown[], id: string): Box | undefined {
  const byId = new Map(shown.map((box) => [box.node.id, box]));
  const box = byId.get(id);
  if (!box) return undefined;
  let { x, y } = box;
  for (let parent = byId.get(box.parent ?? ''); parent; parent = byId.get(parent.parent ?? '')) {
    x += parent.x;
    y += parent.y;
  }
  return { x, y, width: box.width, height: box.height };
}
