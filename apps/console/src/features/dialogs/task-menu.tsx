import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { showDone } from '../../ui/notices.tsx';
import { useCreateTask, useDeleteTask, useDuplicateTask, type TaskSummary } from './dialogs.queries.ts';

/** What can be done with a task as a whole; a deleted one can be brought back. */
export function TaskMenu({ botId, task }: { readonly botId: string; readonly task: TaskSummary }) {
  const duplicate = useDuplicateTask(botId);
  const create = useCreateTask(botId);
  const remove = useDeleteTask(botId, ({ name, graph }) =>
    showDone(`“${name}” is deleted.`, () => create.mutate({ name, graph })),
  );
  const navigate = useNavigate();
  const copy = () =>
    duplicate.mutate(task, {
      onSuccess: ({ id }) => void navigate({ to: '/bots/$botId/dialogs/$taskId', params: { botId, taskId: id } }),
    });
  return (
    <Menu position="bottom-end" shadow="md" width={180}>
      <Menu.Target>
        <ActionIcon aria-label={`What to do with ${task.name}`} loading={duplicate.isPending || remove.isPending}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={copy}>
          Duplicate
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={() => remove.mutate(task.id)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
