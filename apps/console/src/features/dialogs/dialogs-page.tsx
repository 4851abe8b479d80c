import { Button, Group, Text } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSystemName } from '../../api/connectors.ts';
import { useMay } from '../../api/session.ts';
import { useBot } from '../../app/bot-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/links.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../ui/record-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { tasksQuery, type TaskSummary } from './dialogs.queries.ts';
import { NewDialog } from './new-dialog/new-dialog.tsx';
import { TaskMenu } from './task-menu.tsx';
import { TaskState } from './task-state.tsx';

const route = getRouteApi('/signed-in/bots/$botId/dialogs');

/** What the bot can do for its people: its dialog tasks, and how new ones are made. */
export function DialogsPage() {
  const { botId } = route.useParams();
  const { new: isMaking } = route.useSearch();
  const navigate = route.useNavigate();
  const bot = useBot(botId);
  const tasks = useInfiniteQuery(tasksQuery(botId));
  const mayEdit = useMay('dialogs:edit');
  const make = (is: true | undefined) => void navigate({ search: { new: is }, replace: true });
  const create = mayEdit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => make(true)}>
      New dialog
    </Button>
  );
  return (
    <Page
      title="Dialogs"
      description={`What ${bot.name} can do for the people who talk to it.`}
      actions={tasks.data?.length ? create : undefined}
    >
      <TaskList botId={botId} mayEdit={mayEdit} create={create} />
      {isMaking && mayEdit && <NewDialog botId={botId} onClose={() => make(undefined)} />}
    </Page>
  );
}

interface TaskListProps {
  readonly botId: string;
  readonly mayEdit: boolean;
  readonly create: ReactNode;
}

function TaskList({ botId, mayEdit, create }: TaskListProps) {
  const tasks = useInfiniteQuery(tasksQuery(botId));
  const columns = useColumns(botId, mayEdit);
  return (
    <>
      {tasks.isPending && <LoadingRows />}
      {tasks.isError && <ProblemAlert error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.data?.length === 0 && (
        <EmptyState icon={IconSitemap} title="No dialogs yet" action={create}>
          Begin with a template that is ready to talk, such as “Create a lead”, and change what it says; or draw a
          dialog of your own.
        </EmptyState>
      )}
      {tasks.data !== undefined && tasks.data.length > 0 && (
        <RecordList label="Dialogs" items={tasks.data} columns={columns} idOf={({ id }) => id} />
      )}
      <LoadMore query={tasks} />
    </>
  );
}

function useColumns(botId: string, mayEdit: boolean): readonly Column<TaskSummary>[] {
  const systemName = useSystemName();
  const own: readonly Column<TaskSummary>[] = [
    {
      key: 'name',
      title: 'Name',
      render: ({ id, name }) => (
        <TextLink
          to="/bots/$botId/dialogs/$taskId"
          params={{ botId, taskId: id }}
          fw={600}
          size="sm"
          style={{ overflowWrap: 'anywhere', unicodeBidi: 'isolate' }}
        >
          {name}
        </TextLink>
      ),
    },
    { key: 'state', title: 'State', render: (task) => <TaskState task={task} /> },
    {
      key: 'origin',
      title: 'Made from',
      render: ({ origin }) => (
        <Text size="sm" c="dimmed">
          {origin ? `Template of ${systemName(origin.connectorId)}, version ${origin.version}` : 'Scratch'}
        </Text>
      ),
    },
    {
      key: 'updated',
      title: 'Changed',
      render: ({ updatedAt, updatedBy }) => (
        <Group gap={4}>
          <RelativeTime time={updatedAt} />
          {updatedBy && (
            <Text size="sm" c="dimmed">
              by {updatedBy.name}
            </Text>
          )}
        </Group>
      ),
    },
  ];
  if (!mayEdit) return own;
  return [
    ...own,
    { key: 'actions', title: 'Actions', isAction: true, render: (task) => <TaskMenu botId={botId} task={task} /> },
  ];
}
