import { useReactFlow } from '@xyflow/react';
import { useState, type DragEvent } from 'react';
import { useCommands } from '../../editor/use-editor.ts';
import { addableTypes } from '../../graph/editing/new-node.ts';
import type { Shown } from '../../graph/places/shown.ts';
import { measures } from '../../graph/places/sizes.ts';
import type { FlowEdge, FlowNode } from '../flow-graph.ts';
import { groupAt, placeWithin } from './drop-target.ts';

/** What a type of node is called while it is dragged from the palette. */
export const nodeDrag = 'application/x-attache-node';

const card = { width: measures.width, height: measures.head };

/** Takes what is dragged from the palette: onto a way, into a group, or to a place. `over` is the way or the group under it. */
export function useDrop(shown: readonly Shown[]) {
  const { screenToFlowPosition, getEdge } = useReactFlow<FlowNode, FlowEdge>();
  const { add, insert } = useCommands();
  const [over, setOver] = useState<string>();
  const pointOf = ({ clientX, clientY }: DragEvent) => screenToFlowPosition({ x: clientX, y: clientY });
  const pass = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(nodeDrag)) return;
    event.preventDefault();
    setOver(wayUnder(event) ?? groupAt(shown, pointOf(event)));
  };
  return {
    over,
    takes: {
      onDragEnter: pass,
      onDragOver: pass,
      onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
        const isWithin = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!isWithin) setOver(undefined);
      },
      onDrop: (event: DragEvent) => {
        setOver(undefined);
        const type = addableTypes.find((each) => each === event.dataTransfer.getData(nodeDrag));
        if (!type) return;
        event.preventDefault();
        const edge = getEdge(wayUnder(event) ?? '');
        if (edge?.data) {
          insert({ nodeId: edge.source, port: edge.data.port }, type);
          return;
        }
        const { x, y } = pointOf(event);
        const group = groupAt(shown, { x, y });
        const box = { ...card, x: x - card.width / 2, y: y - card.height / 2 };
        add(type, { group, position: placeWithin(shown, group, box) });
      },
    },
  };
}

/** The way that the mouse is over. */
function wayUnder({ target }: DragEvent): string | undefined {
  const edge = target instanceof Element ? target.closest('.react-flow__edge') : null;
  return edge?.getAttribute('data-id') ?? undefined;
}
