import { useReactFlow, type NodeChange } from '@xyflow/react';
import { useState } from 'react';
import { showDone } from '../../../../ui/notices.tsx';
import type { Dropped } from '../../editor/commands.ts';
import { nodesById } from '../../editor/lookups.ts';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useStore } from '../../editor/use-editor.ts';
import type { Point } from '../../../../dialog-graph/graph.ts';
import type { Shown } from '../../graph/places/shown.ts';
import { withTarget, type FlowNode } from '../flow-graph.ts';
import { absoluteOf } from './absolute.ts';
import { placeWithin, targetAt } from './drop-target.ts';

const none: ReadonlyMap<string, Point> = new Map();

type Grip = Pick<MouseEvent, 'clientX' | 'clientY'> | TouchEvent;

/** Nodes under way: where they are dragged to, and which group they go into, is theirs only once they are put down. */
export function useDragging(still: FlowNode[], shown: readonly Shown[]) {
  const store = useStore();
  const { screenToFlowPosition } = useReactFlow();
  const { drop, select } = useCommands();
  const [dragged, setDragged] = useState(none);
  const [into, setInto] = useState<string>();
  const isDragging = dragged.size > 0;
  const targetOf = (grip: Grip, nodes: readonly FlowNode[]) => {
    const { graph } = draftOf(store.state());
    const ids = nodes.map(({ id }) => id);
    return targetAt({ graph, shown }, screenToFlowPosition(pointOf(grip)), ids);
  };
  return {
    isDragging,
    nodes: isDragging
      ? withTarget(
          still.map((node) => at(node, dragged.get(node.id), into !== undefined)),
          into,
        )
      : still,
    onNodesChange: (changes: readonly NodeChange<FlowNode>[]) => {
      const moved = changes.flatMap((change) =>
        change.type === 'position' && change.position && change.dragging ? [[change.id, change.position] as const] : [],
      );
      if (moved.length > 0) setDragged((before) => new Map([...before, ...moved]));
      const picked = picksOf(changes, store.state().selected);
      if (picked) select(picked);
    },
    dragOver: (grip: Grip, nodes: readonly FlowNode[]) => setInto(targetOf(grip, nodes)?.groupId),
    putDown: (grip: Grip, nodes: readonly FlowNode[]) => {
      const at = new Map(nodes.map(({ id, position }) => [id, position]));
      const dropped = droppedOf(at, shown, targetOf(grip, nodes));
      drop(dropped);
      setDragged(none);
      setInto(undefined);
      const group = nodesById(draftOf(store.state()).graph).get(dropped.groupId ?? '');
      if (group && dropped.places.size === 0) showDone(`Moved into “${group.title}”.`);
    },
  };
}

function at(node: FlowNode, position: Point | undefined, isGoing: boolean): FlowNode {
  return position
    ? { ...node, position, dragging: true, zIndex: 1_000, className: isGoing ? 'going' : undefined }
    : node;
}

function pointOf(grip: Grip): Point {
  const { clientX, clientY } = 'changedTouches' in grip ? (grip.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : grip;
  return { x: clientX, y: clientY };
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

/** What goes where: a node that leaves its group stands within the other one as it was put down, without the room that open groups take. */
function droppedOf(
  dragged: ReadonlyMap<string, Point>,
  shown: readonly Shown[],
  target: { readonly groupId: string | undefined } | undefined,
): Dropped {
  const boxes = shown.flatMap((box) => {
    const point = dragged.get(box.node.id);
    return point ? [{ ...box, ...point }] : [];
  });
  const isTaken = ({ node, parent }: Shown) =>
    target !== undefined && parent !== target.groupId && node.type !== 'intent';
  const placed = (box: Shown) => {
    const corner = (box.parent === undefined ? undefined : absoluteOf(shown, box.parent)) ?? { x: 0, y: 0 };
    const drawn = { x: box.x + corner.x, y: box.y + corner.y, width: box.width, height: box.height };
    const others = shown.filter(({ node }) => !dragged.has(node.id));
    const place = placeWithin(others, isTaken(box) ? target?.groupId : box.parent, drawn);
    return place ? [[box.node.id, place] as const] : [];
  };
  return {
    groupId: target?.groupId,
    taken: boxes.filter(isTaken).map(({ node }) => node.id),
    moved: new Map(boxes.filter((box) => !isTaken(box)).flatMap(placed)),
    places: new Map(boxes.filter(isTaken).flatMap(placed)),
  };
}
