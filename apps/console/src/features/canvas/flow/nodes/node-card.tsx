import { ActionIcon, Text, ThemeIcon, VisuallyHidden } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconChevronRight,
  IconPlayerStopFilled,
  IconPlus,
} from '@tabler/icons-react';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { problemsOf } from '../../editor/lookups.ts';
import { useCommands, useEditor, useNode } from '../../editor/use-editor.ts';
import type { DialogNode } from '../../../../dialog-graph/graph.ts';
import { portsOf, type Port } from '../../graph/model/ports.ts';
import { count } from '../../graph/model/summary.ts';
import { typeWords } from '../../graph/model/words.ts';
import { useBoard } from '../board-context.ts';
import classes from './node-card.module.css';
import type { FlowNode } from '../flow-graph.ts';
import { looks } from './node-look.ts';
import { useSummary } from './use-summary.ts';

/** A node on the canvas: what it is, what it does, and its ways out. */
export const NodeCard = memo(function NodeCard({ id, selected }: NodeProps<FlowNode>) {
  const node = useNode(id);
  const isActive = useEditor(({ active }) => active === id);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  if (!node) return null;
  const ports = portsOf(node).filter(({ kind }) => kind !== 'start');
  return (
    <div
      className={classes.card}
      data-selected={selected || undefined}
      data-active={isActive || undefined}
      data-type={node.type}
    >
      {node.type !== 'intent' && (
        <Handle id="in" type="target" position={Position.Left} className={classes.target} isConnectable={!isReadOnly} />
      )}
      <NodeHead node={node} />
      <ul className={classes.ports} aria-hidden>
        {ports.map((port) => (
          <PortRow key={port.id} nodeId={id} port={port} isReadOnly={isReadOnly} />
        ))}
      </ul>
    </div>
  );
});

/** The end of a task. */
export const EndCard = memo(function EndCard({ id, selected }: NodeProps<FlowNode>) {
  const node = useNode(id);
  const isActive = useEditor(({ active }) => active === id);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  if (!node) return null;
  return (
    <div
      className={classes.card}
      data-selected={selected || undefined}
      data-active={isActive || undefined}
      data-type="end"
    >
      <Handle id="in" type="target" position={Position.Left} className={classes.target} isConnectable={!isReadOnly} />
      <NodeHead node={node} />
    </div>
  );
});

/** What a node is, as the button that opens its panel. */
export function NodeHead({ node }: { readonly node: DialogNode }) {
  const { show, toggleGroup } = useCommands();
  const isCurrent = useEditor(({ current }) => current === node.id);
  const summary = useSummary(node);
  const problems = useEditor((state) => problemsOf(state.problems, node.id));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const { icon: Icon, color } = looks[node.type];
  return (
    <div className={classes.head}>
      <button
        type="button"
        id={`node-${node.id}`}
        data-node={node.id}
        className={classes.open}
        tabIndex={isCurrent ? 0 : -1}
        onClick={(event) => {
          // A click of the mouse is heard by the canvas, which knows about selections.
          if (event.detail === 0) show(node.id);
        }}
      >
        <ThemeIcon variant="light" color={color} size={36} radius="md" aria-hidden>
          <Icon size={20} stroke={1.7} />
        </ThemeIcon>
        <span className={classes.words}>
          <VisuallyHidden component="span">{typeWords[node.type]}: </VisuallyHidden>
          <span className={classes.title}>{node.title}</span>
          <span className={classes.summary}>{summary}</span>
          {problems.length > 0 && (
            <VisuallyHidden component="span">. {count(problems.length, 'problem')}</VisuallyHidden>
          )}
        </span>
      </button>
      {problems.length > 0 && (
        <span className={classes.mark} data-severity={errors > 0 ? 'error' : 'warning'} title={problems[0]?.message}>
          <IconAlertTriangle size={13} aria-hidden />
        </span>
      )}
      {node.type === 'group' && (
        <ActionIcon
          className={`${classes.expand} nodrag`}
          size="sm"
          tabIndex={-1}
          aria-label={`Open the group ${node.title}`}
          onClick={(event) => {
            // The canvas would open its panel as well.
            event.stopPropagation();
            toggleGroup(node.id);
          }}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      )}
    </div>
  );
}

interface PortRowProps {
  readonly nodeId: string;
  readonly port: Port;
  readonly isReadOnly: boolean;
}

function PortRow({ nodeId, port, isReadOnly }: PortRowProps) {
  const { openAdd } = useBoard();
  const isExit = port.to === 'end' || port.to === 'return';
  const isLoose = port.to === undefined || isExit;
  return (
    <li className={classes.port} data-kind={port.kind}>
      <Text span className={classes.label} title={port.label}>
        {port.label}
      </Text>
      {isExit && (
        <span className={classes.exit}>
          {port.to === 'end' ? <IconPlayerStopFilled size={9} /> : <IconArrowBackUp size={11} />}
          {port.to === 'end' ? 'End' : 'Return'}
        </span>
      )}
      {isLoose && !isReadOnly && (
        <button
          type="button"
          tabIndex={-1}
          className={`${classes.plus} nodrag`}
          onClick={(event) => {
            event.stopPropagation();
            openAdd({ x: event.clientX, y: event.clientY }, { nodeId, port: port.id });
          }}
        >
          <IconPlus size={12} />
        </button>
      )}
      <Handle
        id={port.id}
        type="source"
        position={Position.Right}
        className={classes.source}
        data-open={port.to === undefined || undefined}
        isConnectable={!isReadOnly}
      />
    </li>
  );
}
