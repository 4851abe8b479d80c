import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rolesQuery, type Role } from '../../api/roles.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../ui/record-list.tsx';
import { RoleDrawer } from './editor/role-drawer.tsx';
import { PermissionMatrix } from './permission-matrix.tsx';

interface RolesProps {
  readonly mayManage: boolean;
  /** The role that is open; `new`: one that is being made. */
  readonly openId: string | undefined;
  readonly onOpen: (roleId: string | undefined) => void;
}

/** Every role, and what each permits side by side. */
export function Roles({ mayManage, openId, onOpen }: RolesProps) {
  const roles = useQuery(rolesQuery);
  const opened = roles.data?.find(({ id }) => id === openId);
  return (
    <Stack gap="lg">
      {mayManage && (
        <Group>
          <Button leftSection={<IconPlus size={16} />} onClick={() => onOpen('new')}>
            New role
          </Button>
        </Group>
      )}
      {roles.isPending && <LoadingRows />}
      {roles.isError && <ProblemAlert error={roles.error} onRetry={() => void roles.refetch()} />}
      {roles.data !== undefined && (
        <>
          <RecordList label="Roles" items={roles.data} columns={columns(onOpen)} idOf={({ id }) => id} />
          <PermissionMatrix roles={roles.data} />
        </>
      )}
      <RoleDrawer
        role={opened}
        isOpen={opened !== undefined || (openId === 'new' && mayManage)}
        onClose={() => onOpen(undefined)}
      />
    </Stack>
  );
}

function columns(onOpen: (roleId: string) => void): readonly Column<Role>[] {
  return [
    {
      key: 'name',
      title: 'Role',
      render: ({ id, name, description, isBuiltIn }) => (
        <Stack gap={2} align="flex-start">
          <Group gap="xs">
            <Anchor component="button" type="button" size="sm" fw={600} onClick={() => onOpen(id)}>
              {name}
            </Anchor>
            {isBuiltIn && (
              <Badge color="gray" size="sm">
                Built in
              </Badge>
            )}
          </Group>
          <Text size="xs" c="dimmed" maw="32rem">
            {description}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'members',
      title: 'Members',
      render: ({ memberCount }) => <Text size="sm">{memberCount === 0 ? 'Nobody' : memberCount}</Text>,
    },
    {
      key: 'permissions',
      title: 'Permissions',
      render: ({ permissions }) => <Text size="sm">{permissions.length}</Text>,
    },
    {
      key: 'open',
      title: '',
      isAction: true,
      render: ({ id, name, mayChange }) => (
        <Button
          size="xs"
          variant="default"
          aria-label={`${mayChange ? 'Change' : 'Look at'} the role ${name}`}
          onClick={() => onOpen(id)}
        >
          {mayChange ? 'Change' : 'Look'}
        </Button>
      ),
    },
  ];
}
