import type { DialogNode, Point } from '../../../../dialog-graph/graph.ts';
import { portsOf } from '../model/ports.ts';

/** Width and height on the canvas. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place and a size on the canvas. */
export interface Box extends Point, Size {}

/** The measures of what is drawn; the style sheet holds the same numbers. */
export const measures = {
  width: 264,
  head: 72,
  port: 28,
  foot: 8,
  endWidth: 192,
  endHeight: 56,
  frameHead: 56,
  framePad: 32,
  frameLeft: 72,
} as const;

/** How large a node is drawn when it shows itself only. */
export function sizeOf(node: DialogNode): Size {
  if (node.type === 'end') return { width: measures.endWidth, height: measures.endHeight };
  const rows = portsOf(node).filter(({ kind }) => kind !== 'start').length;
  return { width: measures.width, height: measures.head + rows * measures.port + measures.foot };
}

/** Where a port stands, from the top of its node. */
export function portTop(index: number): number {
  return measures.head + index * measures.port + measures.port / 2;
}

/** How large the frame of an open group is around the boxes of its members. */
export function frameAround(boxes: readonly Box[], own: Size): Size {
  const right = Math.max(0, ...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(0, ...boxes.map(({ y, height }) => y + height));
  return {
    width: Math.max(own.width + 2 * measures.framePad, right + measures.framePad),
    height: Math.max(own.height + measures.framePad, bottom + measures.framePad),
  };
}
