import type { DialogGraph, DialogNode, Point } from '../../../../dialog-graph/graph.ts';
import type { Places } from './layout.ts';
import { frameAround, sizeOf, type Box } from './sizes.ts';

/** A node as it is drawn: within its group where that is open, and moved aside where an open group needs its place. */
export interface Shown extends Box {
  readonly node: DialogNode;
  readonly parent: string | undefined;
  /** A group that shows its members. */
  readonly isFrame: boolean;
  /** How far it was moved aside. */
  readonly aside: Point;
}

/** All that is drawn, groups before their members. What stands in a closed group is not. */
export function shownOf(graph: DialogGraph, places: Places, open: ReadonlySet<string>): readonly Shown[] {
  const scopes = new Map<string | undefined, DialogNode[]>();
  for (const node of graph.nodes) {
    const scope = scopes.get(node.group) ?? [];
    scope.push(node);
    scopes.set(node.group, scope);
  }
  const draw = (scope: string | undefined, around: readonly string[]): readonly (readonly Shown[])[] => {
    const drawn = (scopes.get(scope) ?? []).map((node): readonly Shown[] => {
      const place = places.get(node.id) ?? { x: 0, y: 0 };
      const own = sizeOf(node);
      const isFrame = node.type === 'group' && open.has(node.id) && !around.includes(node.id);
      const inner = isFrame ? draw(node.id, [...around, node.id]) : [];
      const size = isFrame
        ? frameAround(
            inner.flatMap(([first]) => first ?? []),
            own,
          )
        : own;
      return [{ node, parent: scope, isFrame, aside: { x: 0, y: 0 }, ...place, ...size }, ...inner.flat()];
    });
    return movedAside(drawn);
  };
  return draw(undefined, []).flat();
}

/** What stands right of an open group or under it makes room. */
function movedAside(drawn: readonly (readonly Shown[])[]): readonly (readonly Shown[])[] {
  const frames = drawn.flatMap(([first]) => (first?.isFrame ? [first] : []));
  if (frames.length === 0) return drawn;
  return drawn.map(([first, ...inner]) => {
    if (!first) return [];
    const moved = frames.reduce((at, frame) => aside(at, first, frame), first);
    return [moved, ...inner];
  });
}

function aside(at: Shown, stood: Shown, frame: Shown): Shown {
  return stood.node.id === frame.node.id ? at : pushed(at, pushOf(stood, frame));
}

/** How far an open group moves aside what stands in a box. */
function pushOf(stood: Box, frame: Shown): Point {
  const own = sizeOf(frame.node);
  const { x, y } = standOf(frame);
  const { right, down } = growthOf(frame);
  if (stood.x >= x + own.width) return { x: right, y: 0 };
  const isUnder = stood.y >= y + own.height && stood.x + stood.width > x;
  return { x: 0, y: isUnder ? down : 0 };
}

/** Where a node stands without having moved aside. */
function standOf({ x, y, aside: moved }: Shown): Point {
  return { x: x - moved.x, y: y - moved.y };
}

function growthOf({ node, width, height }: Shown) {
  const own = sizeOf(node);
  return { right: width - own.width, down: height - own.height };
}

function pushed(at: Shown, { x, y }: Point): Shown {
  return { ...at, x: at.x + x, y: at.y + y, aside: { x: at.aside.x + x, y: at.aside.y + y } };
}

/** Where a node must stand to be drawn in a box beside open groups, or as near to it as they allow. */
export function standFor(box: Box, frames: readonly Shown[]): Point {
  const drawnAt = (point: Point) =>
    frames.reduce((at, frame) => {
      const { x, y } = pushOf({ ...box, ...point }, frame);
      return { x: at.x + x, y: at.y + y };
    }, point);
  const near = frames.flatMap((frame) => {
    const { right, down } = growthOf(frame);
    const before = standOf(frame).x + sizeOf(frame.node).width - 1;
    return [
      { x: box.x - right, y: box.y },
      { x: box.x, y: box.y - down },
      { x: before, y: box.y },
      { x: before, y: box.y - down },
    ];
  });
  const distance = (point: Point) => {
    const { x, y } = drawnAt(point);
    return Math.hypot(x - box.x, y - box.y);
  };
  return near.reduce((best, point) => (distance(point) < distance(best) ? point : best), { x: box.x, y: box.y });
}
