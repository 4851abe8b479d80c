import { ActionIcon } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useCommands, useEditor, useNode } from '../../editor/use-editor.ts';
import { portsOf } from '../../graph/model/ports.ts';
import { measures } from '../../graph/places/sizes.ts';
import classes from './group-frame.module.css';
import ends from './node-card.module.css';
import type { FlowNode } from '../flow-graph.ts';

/** An open group: the frame around its members. */
export const GroupFrame = memo(function GroupFrame({ id, selected }: NodeProps<FlowNode>) {
  const node = useNode(id);
  const { show, toggleGroup } = useCommands();
  const isCurrent = useEditor(({ current }) => current === id);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  if (!node) return null;
  const ports = portsOf(node).filter(({ kind }) => kind !== 'start');
  return (
    <div className={classes.frame} data-selected={selected || undefined}>
      <Handle
        id="in"
        type="target"
        position={Position.Left}
        className={ends.target}
        style={{ top: measures.frameHead / 2 }}
        isConnectable={!isReadOnly}
      />
      <Handle
        id="/start"
        type="source"
        position={Position.Right}
        className={ends.begin}
        style={{ top: measures.frameHead / 2 }}
        isConnectable={!isReadOnly}
      />
      <div className={`${classes.frameHead} frame-head`}>
        <ActionIcon
          size="sm"
          className="nodrag"
          tabIndex={-1}
          aria-label={`Close the group ${node.title}`}
          onClick={(event) => {
            event.stopPropagation();
            toggleGroup(id);
          }}
        >
          <IconChevronDown size={16} />
        </ActionIcon>
        <button
          type="button"
          id={`node-${id}`}
          data-node={id}
          className={classes.frameTitle}
          tabIndex={isCurrent ? 0 : -1}
          onClick={(event) => {
            if (event.detail === 0) show(id);
          }}
        >
          {node.title}
        </button>
      </div>
      {ports.map(({ id: port, to }, index) => (
        <Handle
          key={port}
          id={port}
          type="source"
          position={Position.Right}
          className={ends.source}
          data-open={to === undefined || undefined}
          style={{ top: measures.frameHead / 2 + index * measures.port }}
          isConnectable={!isReadOnly}
        />
      ))}
    </div>
  );
});
