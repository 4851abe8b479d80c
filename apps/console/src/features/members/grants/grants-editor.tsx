import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { divisionsQuery, type Division } from '../../../api/divisions.ts';
import { mayGive, permissionsQuery, rolesQuery } from '../../../api/roles.ts';
import { useSession } from '../../../api/session.ts';
import type { Grant } from '../members.queries.ts';

const everywhere = '*';

interface GrantsEditorProps {
  readonly value: readonly Grant[];
  readonly onChange: (grants: readonly Grant[]) => void;
}

/** Which roles somebody has, each for a division or for all; a role that the member may not give cannot be picked. */
export function GrantsEditor({ value, onChange }: GrantsEditorProps) {
  const { data: divisions = [] } = useQuery(divisionsQuery);
  const replace = (at: number, grant: Grant) => onChange(value.map((each, index) => (index === at ? grant : each)));
  return (
    <Stack gap="sm" role="group" aria-label="Roles">
      {value.length === 0 && (
        <Text size="sm" c="dimmed">
          No role: signed in, and nothing to see.
        </Text>
      )}
      {value.map((grant, at) => (
        <GrantRow
          // Rows have no identity but their place.
          key={at}
          grant={grant}
          divisions={divisions}
          onChange={(next) => replace(at, next)}
          onRemove={() => onChange(value.filter((_each, index) => index !== at))}
        />
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...value, { role: '', divisionId: null }])}
        >
          Add a role
        </Button>
      </Group>
    </Stack>
  );
}

interface GrantRowProps {
  readonly grant: Grant;
  readonly divisions: readonly Division[];
  readonly onChange: (grant: Grant) => void;
  readonly onRemove: () => void;
}

function GrantRow({ grant, divisions, onChange, onRemove }: GrantRowProps) {
  const session = useSession();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: permissions = [] } = useQuery(permissionsQuery);
  const { divisionId } = grant;
  const chosen = roles.find(({ id }) => id === grant.role);
  const places = [
    { value: everywhere, label: 'All divisions' },
    ...divisions.map(({ id, name }) => ({ value: id, label: name })),
  ].map((place) => ({
    ...place,
    disabled:
      chosen !== undefined && !mayGive(session, chosen, place.value === everywhere ? null : place.value, permissions),
  }));
  const offered = roles.map((role) => ({
    value: role.id,
    label: role.name,
    disabled: !mayGive(session, role, divisionId, permissions),
  }));
  return (
    <Stack gap={4}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Select
          flex={1}
          aria-label="Role"
          placeholder="Pick a role"
          data={offered}
          allowDeselect={false}
          value={grant.role === '' ? null : grant.role}
          onChange={(role) => onChange({ ...grant, role: role ?? '' })}
        />
        {(divisions.length > 1 || divisionId !== null) && (
          <Select
            flex={1}
            aria-label="Division"
            data={places}
            allowDeselect={false}
            value={divisionId ?? everywhere}
            onChange={(place) => onChange({ ...grant, divisionId: place === everywhere ? null : place })}
          />
        )}
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={`Take away ${chosen?.name ?? 'this role'}`}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      {chosen !== undefined && (
        <Text size="xs" c="dimmed">
          {chosen.description}
        </Text>
      )}
    </Stack>
  );
}
