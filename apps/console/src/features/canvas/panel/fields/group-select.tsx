import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import { mayMoveTo } from '../../graph/editing/groups.ts';
import type { DialogNode } from '../../../../dialog-graph/graph.ts';

const noGroup = '';

/** The group that a node stands in; picking another one moves it there. */
export function GroupSelect({ node }: { readonly node: DialogNode }) {
  const { moveTo } = useCommands();
  const { graph } = useEditor(draftOf);
  const groups = useMemo(
    () =>
      graph.nodes.filter(({ id, type }) => type === 'group' && (id === node.group || mayMoveTo(graph, [node.id], id))),
    [graph, node],
  );
  if (groups.length === 0) return null;
  return (
    <Select
      label="Group"
      description="Ways that would cross its border lead to the group, or out of it."
      data={[{ value: noGroup, label: 'None' }, ...groups.map(({ id, title }) => ({ value: id, label: title }))]}
      value={node.group ?? noGroup}
      searchable={groups.length > 8}
      allowDeselect={false}
      onChange={(next) => next !== null && moveTo([node.id], next === noGroup ? undefined : next)}
    />
  );
}
