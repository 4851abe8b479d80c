import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import { mayConnect, targetsOf } from '../../graph/editing/edit.ts';
import { typeWords } from '../../graph/model/words.ts';
import { useFieldProblem } from '../parts/field-problem.ts';

interface TargetSelectProps {
  readonly nodeId: string;
  /** The way, by its pointer in the node. */
  readonly port: string;
  readonly label: string;
  readonly description?: string;
  readonly isLabelHidden?: boolean;
  readonly value: string | undefined;
  /** The way may lead nowhere. */
  readonly isOptional?: boolean;
}

/** Where a way leads, picked from all nodes that it may lead to. */
export function TargetSelect({
  nodeId,
  port,
  label,
  description,
  isLabelHidden,
  value,
  isOptional,
}: TargetSelectProps) {
  const { connect, disconnect } = useCommands();
  const { graph } = useEditor(draftOf);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const error = useFieldProblem(nodeId, port, false);
  const data = useMemo(() => {
    const way = { nodeId, port };
    const nodes = targetsOf(graph, way).map(({ id, title, type }) => ({
      value: id,
      label: `${title} (${typeWords[type].toLowerCase()})`,
    }));
    const out = [
      ...(mayConnect(graph, way, 'return') ? [{ value: 'return', label: 'Return from the group' }] : []),
      ...(mayConnect(graph, way, 'end') ? [{ value: 'end', label: 'End of the dialog' }] : []),
    ];
    const isKnown = value === undefined || [...nodes, ...out].some((each) => each.value === value);
    const missing = isKnown ? [] : [{ value, label: `${value} (does not exist here)` }];
    return [...missing, ...(out.length > 0 ? [{ group: 'Out', items: out }] : []), { group: 'Nodes', items: nodes }];
  }, [graph, nodeId, port, value]);
  return (
    <Select
      label={isLabelHidden ? undefined : label}
      aria-label={isLabelHidden ? label : undefined}
      description={description}
      data={data}
      value={value ?? null}
      error={error}
      searchable
      limit={200}
      clearable={isOptional}
      allowDeselect={false}
      placeholder="Nowhere yet"
      nothingFoundMessage="No node of that name"
      readOnly={isReadOnly}
      data-pointer={port}
      onChange={(to) => (to === null ? disconnect({ nodeId, port }) : connect({ nodeId, port }, to))}
    />
  );
}
