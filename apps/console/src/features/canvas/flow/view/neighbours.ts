import { portsOf } from '../../graph/model/ports.ts';
import type { Shown } from '../../graph/places/shown.ts';
import { absoluteOf } from './absolute.ts';

/** A direction in which the keyboard walks. */
export type Direction = 'right' | 'left' | 'up' | 'down';

/** The node that lies in a direction: along the ways to the right and to the left, the nearest one up and down. */
export function neighbourOf(shown: readonly Shown[], id: string, direction: Direction): string | undefined {
  if (direction === 'right') return onward(shown, id) ?? nearest(shown, id, direction);
  if (direction === 'left') return back(shown, id) ?? nearest(shown, id, direction);
  return nearest(shown, id, direction);
}

function onward(shown: readonly Shown[], id: string): string | undefined {
  const box = shown.find(({ node }) => node.id === id);
  const targets = box ? portsOf(box.node).map(({ to }) => to) : [];
  return targets.find((to) => to !== undefined && shown.some(({ node }) => node.id === to));
}

function back(shown: readonly Shown[], id: string): string | undefined {
  const own = absoluteOf(shown, id);
  const sources = shown.filter(({ node }) => node.id !== id && portsOf(node).some(({ to }) => to === id));
  const before = sources.find(({ node }) => (absoluteOf(shown, node.id)?.x ?? 0) < (own?.x ?? 0));
  return (before ?? sources[0])?.node.id;
}

/** The nearest in a direction; what lies aside counts three times as far. */
function nearest(shown: readonly Shown[], id: string, direction: Direction): string | undefined {
  const own = absoluteOf(shown, id);
  if (!own) return undefined;
  const isUpright = direction === 'up' || direction === 'down';
  const sign = direction === 'up' || direction === 'left' ? -1 : 1;
  const ranked = shown.flatMap(({ node }) => {
    const box = node.id === id ? undefined : absoluteOf(shown, node.id);
    if (!box) return [];
    const along = sign * (isUpright ? box.y - own.y : box.x - own.x);
    const across = Math.abs(isUpright ? box.x - own.x : box.y - own.y);
    return along > 0 ? [{ id: node.id, distance: along + 3 * across }] : [];
  });
  return ranked.sort((one, other) => one.distance - other.distance)[0]?.id;
}
