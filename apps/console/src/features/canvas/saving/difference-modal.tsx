import { Badge, Button, Group, List, Modal, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { LoadingRows } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { readTask, taskQuery, toSaved } from '../canvas.queries.ts';
import { draftOf, type Remote } from '../editor/state.ts';
import { replaced, taken } from '../editor/steps.ts';
import { useEditor, useStore } from '../editor/use-editor.ts';
import { combined, compare, type Difference } from '../graph/exchange/difference.ts';

interface DifferenceModalProps {
  readonly botId: string;
  readonly taskId: string;
  readonly remote: Remote;
  readonly onClose: () => void;
  readonly onTakeTheirs: () => Promise<void>;
  readonly onKeepMine: () => Promise<boolean>;
}

/** What two designers made of the same dialog, and what to do about it. */
export function DifferenceModal({ botId, taskId, remote, onClose, onTakeTheirs, onKeepMine }: DifferenceModalProps) {
  const store = useStore();
  const queryClient = useQueryClient();
  const theirs = useQuery({
    queryKey: ['bots', botId, 'dialog-tasks', taskId, 'version', remote.version],
    queryFn: () => readTask(botId, taskId),
  });
  const mine = useEditor((state) => draftOf(state).graph);
  const base = useEditor((state) => state.base.graph);
  const saved = theirs.data && toSaved(theirs.data);
  const both = saved && compare(base, mine, saved.graph);
  const combine = () => {
    if (!saved) return;
    const graph = combined(base, mine, saved.graph);
    queryClient.setQueryData(taskQuery(botId, taskId).queryKey, theirs.data);
    store.update((state) => {
      const { name } = draftOf(state);
      return replaced(taken(state, saved), { name: name === state.base.name ? saved.name : name, graph }, Date.now());
    });
    onClose();
  };
  const finish = (action: () => Promise<unknown>) => () => {
    onClose();
    void action();
  };
  return (
    <Modal opened onClose={onClose} title="Two versions of this dialog" size="lg">
      {theirs.isPending && <LoadingRows count={3} />}
      {theirs.isError && <ProblemAlert error={theirs.error} onRetry={() => void theirs.refetch()} />}
      {both && (
        <Stack gap="md">
          <Side title="You" differences={both.mine} both={both.both} />
          <Side title={remote.by} differences={both.theirs} both={both.both} />
          <Text size="sm" c="dimmed">
            {both.both.length === 0
              ? 'You worked on different nodes: both fit together.'
              : 'Where both of you changed the same node, yours is taken when you combine.'}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={finish(onTakeTheirs)}>
              Take theirs
            </Button>
            <Button variant="default" onClick={finish(onKeepMine)}>
              Keep mine
            </Button>
            <Button onClick={combine} data-autofocus>
              Combine both
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

const words = { added: ['Added', 'teal'], removed: ['Removed', 'red'], changed: ['Changed', 'ink'] } as const;

interface SideProps {
  readonly title: string;
  readonly differences: readonly Difference[];
  readonly both: readonly string[];
}

function Side({ title, differences, both }: SideProps) {
  return (
    <section aria-label={title}>
      <Title order={3} fz="sm" mb={6}>
        {title}
      </Title>
      {differences.length === 0 && (
        <Text size="sm" c="dimmed">
          Only moved nodes, or renamed the dialog.
        </Text>
      )}
      <List listStyleType="none" spacing={6} size="sm">
        {differences.slice(0, 60).map(({ nodeId, title: node, kind, fields }) => (
          <List.Item key={nodeId}>
            <Badge color={words[kind][1]} mr={8}>
              {words[kind][0]}
            </Badge>
            {node}
            {fields.length > 0 && (
              <Text span size="xs" c="dimmed">
                {' '}
                {fields.join(', ')}
              </Text>
            )}
            {both.includes(nodeId) && (
              <Badge color="orange" ml={8}>
                Both
              </Badge>
            )}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
