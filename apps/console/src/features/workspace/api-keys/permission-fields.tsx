import { Button, Checkbox, Fieldset, Group, Input, SimpleGrid, Stack } from '@mantine/core';
import { useSession } from '../../../api/session.ts';
import type { Permission } from '../workspace.queries.ts';
import { groupsOf, permissionWords, platformPermissions } from './permissions.ts';

interface PermissionFieldsProps {
  readonly value: readonly Permission[];
  /** All that can be chosen, where that is not everything. */
  readonly only: ReadonlySet<string> | undefined;
  readonly onChange: (permissions: readonly Permission[]) => void;
}

/** What a key may do, by what it is about; nobody gives away what they may not do themselves. */
export function PermissionFields({ value, only, onChange }: PermissionFieldsProps) {
  const { permissions } = useSession();
  const own = (permissions as readonly Permission[]).filter((permission) => only?.has(permission) !== false);
  const platform = platformPermissions.filter((permission) => own.includes(permission));
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <div>
          <Input.Label required>What it may do</Input.Label>
          <Input.Description>As little as it needs. You can give what you may do yourself.</Input.Description>
        </div>
        <Group gap="xs">
          <Button size="compact-sm" variant="subtle" onClick={() => onChange(platform)}>
            What a bot platform needs
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => onChange([])}>
            Nothing
          </Button>
        </Group>
      </Group>
      <Checkbox.Group value={[...value]} onChange={(next) => onChange(next as Permission[])}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {groupsOf(own).map((group) => (
            <Fieldset key={group.title} legend={group.title}>
              <Stack gap={8}>
                {group.permissions.map((permission) => (
                  <Checkbox key={permission} size="sm" value={permission} label={permissionWords[permission]} />
                ))}
              </Stack>
            </Fieldset>
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </Stack>
  );
}
