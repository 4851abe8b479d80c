import type { Box } from '../../graph/places/sizes.ts';
import type { Shown } from '../../graph/places/shown.ts';

const known = new WeakMap<readonly Shown[], ReadonlyMap<string, Shown>>();

/** What is drawn by id; made once for all that is shown. */
function boxesOf(shown: readonly Shown[]): ReadonlyMap<string, Shown> {
  const boxes = known.get(shown) ?? new Map(shown.map((box) => [box.node.id, box]));
  known.set(shown, boxes);
  return boxes;
}

/** Where a node is drawn, from the corner of the canvas instead of its group. */
export function absoluteOf(shown: readonly Shown[], id: string): Box | undefined {
  const byId = boxesOf(shown);
  const box = byId.get(id);
  if (!box) return undefined;
  let { x, y } = box;
  for (let parent = byId.get(box.parent ?? ''); parent; parent = byId.get(parent.parent ?? '')) {
    x += parent.x;
    y += parent.y;
  }
  return { x, y, width: box.width, height: box.height };
}
