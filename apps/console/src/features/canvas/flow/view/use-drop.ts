import { useReactFlow } from '@xyflow/react';
import type { DragEvent } from 'react';
import { useCommands } from '../../editor/use-editor.ts';
import { addableTypes } from '../../graph/editing/new-node.ts';
import { measures } from '../../graph/places/sizes.ts';

/** What a type of node is called while it is dragged from the palette. */
export const nodeDrag = 'application/x-attache-node';

/** Takes what is dragged from the palette. */
export function useDrop() {
  const { screenToFlowPosition } = useReactFlow();
  const { add } = useCommands();
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(nodeDrag)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const type = addableTypes.find((each) => each === event.dataTransfer.getData(nodeDrag));
      if (!type) return;
      event.preventDefault();
      const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      add(type, { x: x - measures.width / 2, y: y - measures.head / 2 });
    },
  };
}
