import { Paper, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { byKind, permissionsQuery, type Role } from '../../api/roles.ts';

/** What each role permits, side by side; on a phone each role tells it by itself. */
export function PermissionMatrix({ roles }: { readonly roles: readonly Role[] }) {
  const { data: permissions = [] } = useQuery(permissionsQuery);
  return (
    <Stack gap="sm" visibleFrom="sm" component="section" aria-label="What each role permits">
      <Title order={2}>What each role permits</Title>
      <Paper withBorder style={{ overflow: 'hidden' }}>
        <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label="What each role permits" horizontalSpacing="md" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th c="dimmed" fz="xs" fw={560}>
                  Permission
                </Table.Th>
                {roles.map(({ id, name }) => (
                  <Table.Th key={id} c="dimmed" fz="xs" fw={560} ta="center">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {byKind(permissions).map(({ title, permissions: ofKind }) => (
                <Fragment key={title}>
                  <Table.Tr>
                    <Table.Th colSpan={roles.length + 1} fz="sm" scope="rowgroup">
                      {title}
                    </Table.Th>
                  </Table.Tr>
                  {ofKind.map((permission) => (
                    <Table.Tr key={permission.id}>
                      <Table.Td>
                        <Text size="sm">{permission.title}</Text>
                      </Table.Td>
                      {roles.map((role) => (
                        <Table.Td key={role.id} ta="center">
                          <Mark isHeld={role.permissions.includes(permission.id)} />
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Fragment>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
    </Stack>
  );
}

function Mark({ isHeld }: { readonly isHeld: boolean }) {
  return (
    <>
      <VisuallyHidden>{isHeld ? 'yes' : 'no'}</VisuallyHidden>
      {isHeld && <IconCheck size={16} color="var(--mantine-color-teal-text)" aria-hidden />}
    </>
  );
}
