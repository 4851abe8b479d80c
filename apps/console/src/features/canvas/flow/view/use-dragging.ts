import type { NodeChange } from '@xyflow/react';
import { useState } from 'react';
import { useCommands, useStore } from '../../editor/use-editor.ts';
import type { Point } from '../../graph/model/graph.ts';
import type { Shown } from '../../graph/places/shown.ts';
import type { FlowNode } from '../flow-graph.ts';

const none: ReadonlyMap<string, Point> = new Map();

/** Nodes under way: where they are dragged to is theirs only once they are put down. */
export function useDragging(still: FlowNode[], shown: readonly Shown[]) {
  const store = useStore();
  const { move, select } = useCommands();
  const [dragged, setDragged] = useState(none);
  const isDragging = dragged.size > 0;
  return {
    isDragging,
    nodes: isDragging ? still.map((node) => at(node, dragged.get(node.id))) : still,
    onNodesChange: (changes: readonly NodeChange<FlowNode>[]) => {
      const moved = changes.flatMap((change) =>
        change.type === 'position' && change.position && change.dragging ? [[change.id, change.position] as const] : [],
      );
      if (moved.length > 0) setDragged((before) => new Map([...before, ...moved]));
      const picked = picksOf(changes, store.state().selected);
      if (picked) select(picked);
    },
    putDown: () => {
      move(withoutAside(dragged, shown));
      setDragged(none);
    },
  };
}

function at(node: FlowNode, position: Point | undefined): FlowNode {
  return position ? { ...node, position, dragging: true } : node;
}

function picksOf(
  changes: readonly NodeChange<FlowNode>[],
  selected: ReadonlySet<string>,
): readonly string[] | undefined {
  const picks = changes.filter((change) => change.type === 'select');
  if (picks.length === 0) return undefined;
  const next = new Set(selected);
  for (const { id, selected: isSelected } of picks) {
    if (isSelected) next.add(id);
    else next.delete(id);
  }
  return [...next];
}

/** Where nodes stand without the room that open groups take. */
function withoutAside(dragged: ReadonlyMap<string, Point>, shown: readonly Shown[]): ReadonlyMap<string, Point> {
  const boxes = new Map(shown.map((box) => [box.node.id, box]));
  return new Map(
    [...dragged].map(([id, { x, y }]) => {
      const aside = boxes.get(id)?.aside ?? { x: 0, y: 0 };
      return [id, { x: x - aside.x, y: y - aside.y }];
    }),
  );
}
