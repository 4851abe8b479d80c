import { ActionIcon, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import { exitOf, type Comparison, type DialogNode, type Transition } from '../../../../dialog-graph/graph.ts';
import { ConditionEditor, firstComparison } from './condition-editor.tsx';
import { TargetSelect } from './target-select.tsx';

interface WaysListProps {
  readonly node: DialogNode;
  readonly field: 'transitions' | 'onFailure';
  /** What the way is called when no condition holds, alone and beside others. */
  readonly labels: readonly [alone: string, otherwise: string];
  readonly first?: Comparison;
}

/** Ordered ways out: those with conditions, and the one that is taken when none of them holds. */
export function WaysList({ node, field, labels, first = firstComparison }: WaysListProps) {
  const { changeNode } = useCommands();
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const ways = node.type === 'service' && field === 'onFailure' ? node.onFailure : node.transitions;
  const branches = ways.flatMap((way, index) => (way.when ? [{ ...way, when: way.when, index }] : []));
  const otherwise = ways.findIndex(({ when }) => !when);
  const write = (next: readonly Transition[]) => changeNode(node.id, (at) => ({ ...at, [field]: next }) as DialogNode);
  const swap = (one: number, other: number) =>
    write(ways.map((way, at) => ways[at === one ? other : at === other ? one : at] ?? way));
  return (
    <Stack gap="sm">
      {branches.map(({ when, to, index }, place) => (
        <Paper key={index} withBorder p="sm" radius="md">
          <Group justify="space-between" mb={6} wrap="nowrap">
            <Text size="sm" fw={600}>
              {place === 0 ? 'If' : 'Else if'}
            </Text>
            {!isReadOnly && (
              <Group gap={2} wrap="nowrap">
                <ActionIcon
                  size="sm"
                  disabled={place === 0}
                  aria-label={`Try condition ${place + 1} earlier`}
                  onClick={() => swap(index, branches[place - 1]?.index ?? index)}
                >
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  disabled={place === branches.length - 1}
                  aria-label={`Try condition ${place + 1} later`}
                  onClick={() => swap(index, branches[place + 1]?.index ?? index)}
                >
                  <IconArrowDown size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  aria-label={`Remove condition ${place + 1}`}
                  onClick={() => write(ways.filter((_, at) => at !== index))}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              </Group>
            )}
          </Group>
          <Stack gap="xs">
            <ConditionEditor
              {...{ nodeId: node.id, pointer: `/${field}/${index}/when`, value: when }}
              onChange={(next) => write(ways.map((way, at) => (at === index ? { ...way, when: next } : way)))}
            />
            <TargetSelect nodeId={node.id} port={`/${field}/${index}`} label="Go to" value={to} />
          </Stack>
        </Paper>
      ))}
      <TargetSelect
        nodeId={node.id}
        port={`/${field}/${otherwise < 0 ? '-' : otherwise}`}
        label={labels[branches.length > 0 ? 1 : 0]}
        value={otherwise < 0 ? undefined : ways[otherwise]?.to}
        isOptional={node.type !== 'decision'}
      />
      {!isReadOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => write(withBranch(ways, { when: first, to: exitOf(node) }))}
        >
          Add a condition
        </Button>
      )}
    </Stack>
  );
}

/** A condition goes before the way that always holds. */
function withBranch(ways: readonly Transition[], branch: Transition): readonly Transition[] {
  const open = ways.findIndex(({ when }) => !when);
  return open < 0 ? [...ways, branch] : [...ways.slice(0, open), branch, ...ways.slice(open)];
}
