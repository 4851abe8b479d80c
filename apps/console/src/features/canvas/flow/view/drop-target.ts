import { mayMoveTo } from '../../graph/editing/groups.ts';
import type { DialogGraph, Point } from '../../../../dialog-graph/graph.ts';
import type { Shown } from '../../graph/places/shown.ts';
import { standFor } from '../../graph/places/shown.ts';
import type { Box } from '../../graph/places/sizes.ts';
import { absoluteOf } from './absolute.ts';

/** The group at a point of the canvas, the innermost that shows its members or a closed one; none of those that are dragged, nor what stands in them. */
export function groupAt(shown: readonly Shown[], { x, y }: Point, dragged: readonly string[] = []): string | undefined {
  const parents = new Map(shown.map(({ node, parent }) => [node.id, parent]));
  const isDragged = (id: string | undefined): boolean =>
    id !== undefined && (dragged.includes(id) || isDragged(parents.get(id)));
  return shown.findLast(({ node }) => {
    if (node.type !== 'group' || isDragged(node.id)) return false;
    const box = absoluteOf(shown, node.id);
    return box !== undefined && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  })?.node.id;
}

/** The group that what is dragged would go to when it is put down at a point; `nothing` where all of it stays where it belongs. */
export function targetAt(
  { graph, shown }: { readonly graph: DialogGraph; readonly shown: readonly Shown[] },
  point: Point,
  dragged: readonly string[],
): { readonly groupId: string | undefined } | undefined {
  const groupId = groupAt(shown, point, dragged);
  return mayMoveTo(graph, dragged, groupId) ? { groupId } : undefined;
}

/** Where something that is drawn in a box of the canvas must stand within a group, or outside all groups. Nothing for a group that is closed. */
export function placeWithin(shown: readonly Shown[], groupId: string | undefined, box: Box): Point | undefined {
  const frame = groupId === undefined ? undefined : shown.find(({ node }) => node.id === groupId);
  if (groupId !== undefined && !frame?.isFrame) return undefined;
  const corner = (groupId === undefined ? undefined : absoluteOf(shown, groupId)) ?? { x: 0, y: 0 };
  const frames = shown.filter(({ isFrame, parent }) => isFrame && parent === groupId);
  return standFor({ ...box, x: box.x - corner.x, y: box.y - corner.y }, frames);
}
