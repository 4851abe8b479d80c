import { ActionIcon, Box, Button, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { divisionsQuery } from '../../../api/divisions.ts';
import { mayGive, permissionsQuery, rolesQuery } from '../../../api/roles.ts';
import { useSession } from '../../../api/session.ts';
import type { Draft, Mapping } from './draft.ts';

const everyDivision = '*';

interface MappingEditorProps {
  readonly mappings: readonly Mapping[];
  readonly defaultGrants: Draft['defaultGrants'];
  readonly onChange: (mappings: Mapping[]) => void;
  readonly onDefaultChange: (grants: Draft['defaultGrants']) => void;
}

/** Which group comes to which role in which division, and what those have who are in none of them. */
export function MappingEditor({ mappings, defaultGrants, onChange, onDefaultChange }: MappingEditorProps) {
  const change = (at: number, part: Partial<Mapping>) =>
    onChange(mappings.map((mapping, each) => (each === at ? { ...mapping, ...part } : mapping)));
  const [fallback] = defaultGrants;
  return (
    <Stack gap="md">
      <Input.Wrapper
        label="Groups"
        description="Taken from the provider anew at each sign-in; roles that people gave stay."
      >
        <Stack gap="sm" mt="xs">
          {mappings.map((mapping, at) => (
            <Group key={at} gap="xs" align="flex-end" wrap="wrap">
              <TextInput
                label="Group"
                required
                maxLength={300}
                flex="1 1 10rem"
                value={mapping.group}
                onChange={(event) => change(at, { group: event.currentTarget.value })}
              />
              <GrantFields value={mapping} onChange={(part) => change(at, part)} />
              <ActionIcon
                variant="subtle"
                color="red.9"
                size="lg"
                aria-label={`Remove group ${mapping.group}`}
                onClick={() => onChange(mappings.filter((_, each) => each !== at))}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </Group>
          ))}
          <Box>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} />}
              onClick={() => onChange([...mappings, { group: '', role: 'viewer', divisionId: null }])}
            >
              Add group
            </Button>
          </Box>
        </Stack>
      </Input.Wrapper>
      <Input.Wrapper label="Whoever is in no group of these" description="Without a role they stay out.">
        <Group gap="xs" mt="xs" align="flex-end">
          <GrantFields
            isClearable
            value={fallback ?? { role: '', divisionId: null }}
            onChange={(part) => {
              const grant = { role: '', divisionId: null, ...fallback, ...part };
              onDefaultChange(grant.role === '' ? [] : [grant, ...defaultGrants.slice(1)]);
            }}
          />
        </Group>
      </Input.Wrapper>
    </Stack>
  );
}

interface GrantFieldsProps {
  readonly value: Omit<Mapping, 'group'>;
  readonly onChange: (part: Partial<Omit<Mapping, 'group'>>) => void;
  readonly isClearable?: boolean;
}

function GrantFields({ value, onChange, isClearable = false }: GrantFieldsProps) {
  const session = useSession();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: permissions = [] } = useQuery(permissionsQuery);
  const { data: divisions = [] } = useQuery(divisionsQuery);
  const { role, divisionId } = value;
  const given = roles.filter(
    (each) => each.id === role || (each.id !== 'owner' && mayGive(session, each, divisionId, permissions)),
  );
  return (
    <>
      <Select
        label="Role"
        placeholder={isClearable ? 'None' : undefined}
        flex="1 1 9rem"
        required={!isClearable}
        clearable={isClearable}
        allowDeselect={isClearable}
        data={given.map(({ id, name }) => ({ value: id, label: name }))}
        value={role === '' ? null : role}
        onChange={(id) => onChange({ role: id ?? '' })}
      />
      <Select
        label="Division"
        flex="1 1 9rem"
        allowDeselect={false}
        data={[
          { value: everyDivision, label: 'Every division' },
          ...divisions.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={divisionId ?? everyDivision}
        onChange={(id) => onChange({ divisionId: id === everyDivision ? null : id })}
      />
    </>
  );
}
