import { Menu, Text } from '@mantine/core';
import {
  IconArrowRight,
  IconBoxMultiple,
  IconCopy,
  IconFolderOpen,
  IconLayoutSidebarRightExpand,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor, useNode } from '../../editor/use-editor.ts';
import type { Way } from '../../graph/editing/edit.ts';
import { mayMoveTo } from '../../graph/editing/groups.ts';
import type { DialogNode } from '../../../../dialog-graph/graph.ts';
import { mainPortOf } from '../../graph/model/ports.ts';
import { focusNode } from '../view/use-look.ts';

interface NodeItemsProps {
  readonly nodeId: string;
  readonly onDone: () => void;
  readonly onAdd: (way: Way) => void;
}

/** What can be done with a node, and with those that are selected beside it. */
export function NodeItems({ nodeId, onDone, onAdd }: NodeItemsProps) {
  const node = useNode(nodeId);
  const commands = useCommands();
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const isOpen = useEditor(({ open }) => open.has(nodeId));
  if (!node) return null;
  const run = (action: () => void) => () => {
    onDone();
    action();
  };
  return (
    <>
      <Item icon={<IconLayoutSidebarRightExpand size={16} />} keys="Enter" onClick={run(() => commands.show(nodeId))}>
        Open
      </Item>
      {node.type === 'group' && (
        <Item icon={<IconFolderOpen size={16} />} keys="Space" onClick={run(() => commands.toggleGroup(nodeId))}>
          {isOpen ? 'Hide the nodes in it' : 'Show the nodes in it'}
        </Item>
      )}
      {!isReadOnly && <EditItems node={node} run={run} onAdd={onAdd} />}
    </>
  );
}

interface EditItemsProps {
  readonly node: DialogNode;
  readonly run: (action: () => void) => () => void;
  readonly onAdd: (way: Way) => void;
}

function EditItems({ node, run, onAdd }: EditItemsProps) {
  const commands = useCommands();
  const port = mainPortOf(node);
  return (
    <>
      {port && (
        <Item icon={<IconPlus size={16} />} keys="A" onClick={() => onAdd({ nodeId: node.id, port: port.id })}>
          Add after it…
        </Item>
      )}
      {port && (
        <Item icon={<IconArrowRight size={16} />} onClick={run(() => commands.show(node.id, '/transitions'))}>
          Lead to another node…
        </Item>
      )}
      {node.type !== 'intent' && <SelectionItems node={node} run={run} />}
    </>
  );
}

function SelectionItems({ node, run }: Omit<EditItemsProps, 'onAdd'>) {
  const commands = useCommands();
  const { graph } = useEditor(draftOf);
  const selected = useEditor((state) => state.selected);
  const ids = selected.has(node.id) ? [...selected] : [node.id];
  const groups = graph.nodes.filter(
    ({ id, type, group }) => type === 'group' && group === node.group && mayMoveTo(graph, ids, id),
  );
  const move = (groupId: string | undefined) => {
    commands.moveTo(ids, groupId);
    focusNode(node.id);
  };
  const remove = () => {
    commands.remove(ids);
    focusNode(graph.nodes[0]?.id ?? '');
  };
  return (
    <>
      <Menu.Divider />
      <Item icon={<IconCopy size={16} />} keys="Ctrl D" onClick={run(() => commands.duplicate(ids))}>
        Duplicate
      </Item>
      <Item icon={<IconBoxMultiple size={16} />} keys="Ctrl G" onClick={run(() => commands.group(ids))}>
        Make a group of it
      </Item>
      {node.type === 'group' && <Item onClick={run(() => commands.ungroup(node.id))}>Dissolve the group</Item>}
      {groups.map(({ id, title }) => (
        <Item key={id} onClick={run(() => move(id))}>
          Move into “{title}”
        </Item>
      ))}
      {node.group !== undefined && <Item onClick={run(() => move(undefined))}>Move out of the group</Item>}
      <Menu.Divider />
      <Item icon={<IconTrash size={16} />} keys="Del" color="red" onClick={run(remove)}>
        {ids.length > 1 ? `Delete ${ids.length} nodes` : 'Delete'}
      </Item>
    </>
  );
}

interface ItemProps {
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly color?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Item({ icon, keys, color, onClick, children }: ItemProps) {
  const shortcut =
    keys === undefined ? undefined : (
      <Text size="xs" c="dimmed">
        {keys}
      </Text>
    );
  return (
    <Menu.Item
      leftSection={icon ?? <span style={{ width: 16, display: 'block' }} />}
      rightSection={shortcut}
      color={color}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  );
}
