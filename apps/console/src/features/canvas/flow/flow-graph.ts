import { Position, type Edge, type Node } from '@xyflow/react';
import { exits } from '../../../dialog-graph/graph.ts';
import { portsOf, type PortKind } from '../graph/model/ports.ts';
import { measures, portTop } from '../graph/places/sizes.ts';
import type { Shown } from '../graph/places/shown.ts';

/** A node of React Flow; what it says it reads from the editor by its id. */
export type FlowNode = Node<Record<string, never>, 'card' | 'frame' | 'end'>;

/** What an edge of React Flow knows of its way. */
export type WayData = { readonly kind: PortKind; readonly label: string; readonly port: string };
export type FlowEdge = Edge<WayData, 'way'>;

const nothing: Record<string, never> = {};
const dot = { width: 12, height: 12 };

/** The nodes as React Flow draws them: their sizes and handles are known, so that what is out of view need not be rendered. */
export function toFlowNodes(shown: readonly Shown[], selected: ReadonlySet<string>, isReadOnly: boolean): FlowNode[] {
  return shown.map(({ node, parent, isFrame, x, y, width, height }) => ({
    id: node.id,
    type: node.type === 'end' ? 'end' : isFrame ? 'frame' : 'card',
    position: { x, y },
    ...(parent !== undefined && { parentId: parent, expandParent: false }),
    ...{ width, height, data: nothing, handles: handlesOf({ node, isFrame, width, height }) },
    selected: selected.has(node.id),
    draggable: !isReadOnly,
    focusable: false,
    dragHandle: isFrame ? '.frame-head' : undefined,
  }));
}

/** The ways that are drawn: from what is shown to what is shown. */
export function toFlowEdges(shown: readonly Shown[]): FlowEdge[] {
  const ids = new Set(shown.map(({ node }) => node.id));
  return shown.flatMap(({ node, isFrame }) =>
    portsOf(node).flatMap(({ id, kind, label, to }): FlowEdge[] => {
      if (to === undefined || exits.has(to) || !ids.has(to) || (kind === 'start' && !isFrame)) return [];
      const target = { source: node.id, sourceHandle: id, target: to, targetHandle: 'in' };
      return [
        { id: `${node.id}${id}`, type: 'way', ...target, data: { kind, label, port: id }, focusable: false, zIndex: 0 },
      ];
    }),
  );
}

function handlesOf({ node, isFrame, width, height }: Pick<Shown, 'node' | 'isFrame' | 'width' | 'height'>) {
  const middle = node.type === 'end' ? height / 2 : isFrame ? measures.frameHead / 2 : measures.head / 2;
  const into = {
    id: 'in',
    type: 'target' as const,
    position: Position.Left,
    x: -dot.width / 2,
    y: middle - dot.height / 2,
    ...dot,
  };
  const out = portsOf(node).filter(({ kind }) => kind !== 'start');
  const outs = out.map(({ id }, index) => ({
    ...{ id, type: 'source' as const, position: Position.Right, x: width - dot.width / 2, ...dot },
    y: (isFrame ? measures.frameHead / 2 + index * measures.port : portTop(index)) - dot.height / 2,
  }));
  const start = { ...into, id: '/start', type: 'source' as const, position: Position.Right, x: 12 };
  return [...(node.type === 'intent' ? [] : [into]), ...outs, ...(isFrame ? [start] : [])];
}

/** Nodes or edges of which the one that something is dragged to stands out. */
export function withTarget<Item extends { readonly id: string }>(items: Item[], target: string | undefined): Item[] {
  if (target === undefined) return items;
  return items.map((item) => (item.id === target ? { ...item, className: 'into' } : item));
}
