import type { ReactFlowInstance } from '@xyflow/react';
import type { Shown } from '../../graph/places/shown.ts';
import type { FlowEdge, FlowNode } from '../flow-graph.ts';
import { absoluteOf } from './absolute.ts';

const readable = 0.6;
const comfortable = 0.85;
const margin = { left: 96, others: 48 };

/** Where the canvas begins: all of the graph where that can be read, its start otherwise. */
export function begin(flow: ReactFlowInstance<FlowNode, FlowEdge>, shown: readonly Shown[]): void {
  const frame = document.querySelector('.react-flow')?.getBoundingClientRect();
  const start = shown.find(({ node }) => node.type === 'intent') ?? shown[0];
  if (!frame || !start) return;
  const tops = shown.filter(({ parent }) => parent === undefined);
  const left = Math.min(...tops.map(({ x }) => x));
  const top = Math.min(...tops.map(({ y }) => y));
  const right = Math.max(...tops.map(({ x, width }) => x + width));
  const bottom = Math.max(...tops.map(({ y, height }) => y + height));
  const room = { width: frame.width - margin.left - margin.others, height: frame.height - 2 * margin.others };
  const zoom = Math.min(1, room.width / (right - left), room.height / (bottom - top));
  if (zoom >= readable) {
    const x = margin.left + (room.width - (right - left) * zoom) / 2 - left * zoom;
    void flow.setViewport({ x, y: (frame.height - (bottom - top) * zoom) / 2 - top * zoom, zoom });
    return;
  }
  const box = absoluteOf(shown, start.node.id) ?? start;
  void flow.setViewport({
    x: margin.left - box.x * comfortable,
    y: frame.height / 2 - (box.y + box.height / 2) * comfortable,
    zoom: comfortable,
  });
}
