import { Checkbox, Fieldset, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { byKind, permissionsQuery, type PermissionInfo, type Role } from '../../../api/roles.ts';
import { useSession } from '../../../api/session.ts';

type Permissions = Role['permissions'];

interface PermissionChecksProps {
  readonly value: Permissions;
  readonly onChange: (permissions: Permissions) => void;
  readonly isReadOnly: boolean;
}

/** Permissions to be checked, by what they are about. Managing brings seeing with it; what one does not hold one cannot give. */
export function PermissionChecks({ value, onChange, isReadOnly }: PermissionChecksProps) {
  const { data: permissions = [] } = useQuery(permissionsQuery);
  const session = useSession();
  const mine = session.grants.filter(({ divisionId }) => divisionId === null).flatMap((granted) => granted.permissions);
  const toggle = (permission: PermissionInfo, isHeld: boolean) => {
    const without = value.filter((id) => id !== permission.id && (isHeld || !needs(permissions, id, permission.id)));
    const needed = permission.needs === null || value.includes(permission.needs) ? [] : [permission.needs];
    onChange(isHeld ? [...without, permission.id, ...needed] : without);
  };
  return (
    <Stack gap="sm">
      {byKind(permissions).map(({ title, permissions: ofKind }) => (
        <Fieldset key={title} legend={title}>
          <Stack gap={8}>
            {ofKind.map((permission) => (
              <Checkbox
                key={permission.id}
                label={permission.title}
                description={permission.isOfDivisions ? undefined : 'Counts where the role is given for all divisions.'}
                checked={value.includes(permission.id)}
                disabled={isReadOnly || !mine.includes(permission.id)}
                onChange={(event) => toggle(permission, event.currentTarget.checked)}
              />
            ))}
          </Stack>
        </Fieldset>
      ))}
      {!isReadOnly && (
        <Text size="xs" c="dimmed">
          What you do not hold for all divisions yourself you cannot put into a role.
        </Text>
      )}
    </Stack>
  );
}

function needs(permissions: readonly PermissionInfo[], id: string, needed: string): boolean {
  return permissions.some((permission) => permission.id === id && permission.needs === needed);
}
