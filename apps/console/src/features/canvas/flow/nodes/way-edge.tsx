import { BaseEdge, getBezierPath, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useEditor } from '../../editor/use-editor.ts';
import { useBoard } from '../board-context.ts';
import classes from './way-edge.module.css';
import type { FlowEdge } from '../flow-graph.ts';

/** A way from one node to another; a plus on it inserts a node. */
export const WayEdge = memo(function WayEdge({ source, data, selected, ...ends }: EdgeProps<FlowEdge>) {
  const { openAdd } = useBoard();
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const isLit = useEditor(({ selected: nodes }) => nodes.has(source));
  const [path, x, y] = getBezierPath(ends);
  if (!data) return null;
  return (
    <g className={classes.way} data-kind={data.kind} data-selected={selected || isLit || undefined}>
      <BaseEdge path={path} interactionWidth={28} markerEnd={ends.markerEnd} />
      {!isReadOnly && (
        <g
          className={classes.insert}
          transform={`translate(${x}, ${y})`}
          onClick={(event) => {
            event.stopPropagation();
            openAdd({ x: event.clientX, y: event.clientY }, { nodeId: source, port: data.port });
          }}
        >
          <title>Insert a node here</title>
          <circle r={11} />
          <path d="M -5 0 H 5 M 0 -5 V 5" />
        </g>
      )}
    </g>
  );
});
