import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { divisionsQuery, type Division } from '../../../api/divisions.ts';
import { askFirst } from '../../../ui/confirm.tsx';
import { LoadingRows } from '../../../ui/loading.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../../ui/record-list.tsx';
import { useDeleteDivision } from '../roles.queries.ts';
import { DivisionModal } from './division-modal.tsx';

/** The divisions of the workspace, with what each holds. */
export function Divisions({ mayManage }: { readonly mayManage: boolean }) {
  const divisions = useQuery(divisionsQuery);
  const [edited, setEdited] = useState<Division | 'new'>();
  const shown = mayManage ? [...columns, actionsColumn(setEdited)] : columns;
  return (
    <Stack gap="lg">
      {mayManage && (
        <Group>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            New division
          </Button>
        </Group>
      )}
      {divisions.isPending && <LoadingRows />}
      {divisions.isError && <ProblemAlert error={divisions.error} onRetry={() => void divisions.refetch()} />}
      {divisions.data !== undefined && (
        <RecordList label="Divisions" items={divisions.data} columns={shown} idOf={({ id }) => id} />
      )}
      <DivisionModal edited={edited} onClose={() => setEdited(undefined)} />
    </Stack>
  );
}

const columns: readonly Column<Division>[] = [
  {
    key: 'name',
    title: 'Division',
    render: ({ name, description, isHome }) => (
      <Stack gap={2}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {name}
          </Text>
          {isHome && (
            <Badge color="gray" size="sm">
              New things go here
            </Badge>
          )}
        </Group>
        {description !== '' && (
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        )}
      </Stack>
    ),
  },
  { key: 'bots', title: 'Bots', render: ({ botCount }) => <Text size="sm">{botCount}</Text> },
  {
    key: 'profiles',
    title: 'Auth profiles',
    render: ({ authProfileCount }) => <Text size="sm">{authProfileCount}</Text>,
  },
  { key: 'members', title: 'Members', render: ({ memberCount }) => <Text size="sm">{memberCount}</Text> },
];

function actionsColumn(onEdit: (division: Division) => void): Column<Division> {
  return {
    key: 'actions',
    title: '',
    isAction: true,
    render: (division) => (
      <Group gap="xs" wrap="nowrap" justify="flex-end">
        <Button size="xs" variant="default" aria-label={`Change ${division.name}`} onClick={() => onEdit(division)}>
          Change
        </Button>
        {!division.isHome && <DeleteDivision division={division} />}
      </Group>
    ),
  };
}

function DeleteDivision({ division: { id, name, botCount, authProfileCount } }: { readonly division: Division }) {
  const remove = useDeleteDivision(id);
  const isEmpty = botCount + authProfileCount === 0;
  const ask = () =>
    askFirst({
      title: `Delete the division ${name}?`,
      body: 'Roles that members have for it end, and invitations to it no longer work. This cannot be undone.',
      confirm: 'Delete the division',
      onConfirm: () => remove.mutate(undefined, { onSuccess: () => showDone(`The division ${name} is deleted.`) }),
    });
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={`Delete ${name}`}
      title={isEmpty ? undefined : 'Move or delete its bots and auth profiles first.'}
      disabled={!isEmpty}
      loading={remove.isPending}
      onClick={ask}
    >
      Delete
    </Button>
  );
}
