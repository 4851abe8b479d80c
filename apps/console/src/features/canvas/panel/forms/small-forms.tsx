import { Button, Select, Text } from '@mantine/core';
import { memberCount } from '../../editor/lookups.ts';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import type { EndNode, GroupNode } from '../../../../dialog-graph/graph.ts';
import { count } from '../../graph/model/summary.ts';
import { Section } from '../parts/section.tsx';

const outcomes = [
  { value: 'completed', label: 'Completed: it did what was wanted' },
  { value: 'cancelled', label: 'Cancelled: the person did not want to go on' },
  { value: 'failed', label: 'Failed: it could not be done' },
];

/** How the task ends. */
export function EndForm({ node }: { readonly node: EndNode }) {
  const { changeNode } = useCommands();
  const isReadOnly = useEditor((state) => state.isReadOnly);
  return (
    <Section title="Outcome" hint="What conversations and their records say about it.">
      <Select
        aria-label="Outcome"
        data={outcomes}
        value={node.outcome}
        allowDeselect={false}
        readOnly={isReadOnly}
        onChange={(next) =>
          changeNode(node.id, (at) =>
            at.type === 'end' && next !== null ? { ...at, outcome: next as EndNode['outcome'] } : at,
          )
        }
      />
    </Section>
  );
}

/** What stands in a group. */
export function GroupForm({ node }: { readonly node: GroupNode }) {
  const { toggleGroup, ungroup } = useCommands();
  const isOpen = useEditor(({ open }) => open.has(node.id));
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const members = useEditor((state) => memberCount(draftOf(state).graph, node.id));
  return (
    <Section title="Steps in it" hint="A step leaves the group by leading to “Return”.">
      <Text size="sm">{count(members, 'node')}</Text>
      <Button variant="default" size="xs" onClick={() => toggleGroup(node.id)}>
        {isOpen ? 'Hide them on the canvas' : 'Show them on the canvas'}
      </Button>
      {!isReadOnly && (
        <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={() => ungroup(node.id)}>
          Dissolve the group
        </Button>
      )}
    </Section>
  );
}
