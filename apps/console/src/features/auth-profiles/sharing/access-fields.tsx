import { MultiSelect, Radio, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Access, Audience } from './access.ts';
import { divisionsQuery, rolesQuery } from './sharing.queries.ts';

interface AccessFieldsProps {
  readonly access: Access;
  readonly onChange: (access: Access) => void;
}

const audiences: readonly { readonly value: Audience; readonly label: string; readonly description: string }[] = [
  {
    value: 'managers',
    label: 'Only who manages it',
    description: 'Members who may manage auth profiles. All others see it in lists, and cannot choose it.',
  },
  {
    value: 'roles',
    label: 'These roles too',
    description: 'Members with one of these roles choose it for actions, and connect their own account with it.',
  },
  {
    value: 'everybody',
    label: 'Everybody who sees it',
    description: 'Every member who may see auth profiles in its division, and API keys too.',
  },
];

/** Says who may use a profile, and to which division it belongs. */
export function AccessFields({ access, onChange }: AccessFieldsProps) {
  return (
    <Stack gap="lg">
      <Radio.Group
        label="Who may use it"
        value={access.audience}
        onChange={(audience) => onChange({ ...access, audience: audience as Audience })}
      >
        <Stack gap="sm" mt={6}>
          {audiences.map((audience) => (
            <Radio key={audience.value} {...audience} />
          ))}
        </Stack>
      </Radio.Group>
      {access.audience === 'roles' && <RoleField access={access} onChange={onChange} />}
      <DivisionField access={access} onChange={onChange} />
    </Stack>
  );
}

function RoleField({ access, onChange }: AccessFieldsProps) {
  const roles = useQuery(rolesQuery);
  const invitable = (roles.data ?? []).filter((role) => role.isInvitable || access.roles.includes(role.id));
  if (roles.isError) return <ProblemAlert error={roles.error} onRetry={() => void roles.refetch()} />;
  return (
    <MultiSelect
      label="Invited roles"
      description="Their members are told, where they want to be. Roles that manage auth profiles use it anyway."
      placeholder={access.roles.length === 0 ? 'Choose roles' : undefined}
      data={invitable.map(({ id, name }) => ({ value: id, label: name }))}
      value={[...access.roles]}
      onChange={(chosen) => onChange({ ...access, roles: chosen })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Invite nobody' }}
      nothingFoundMessage="No other role sees auth profiles: make one under Roles."
      maw="30rem"
    />
  );
}

/** Where there is one division only, there is nothing to choose. */
function DivisionField({ access, onChange }: AccessFieldsProps) {
  const { data: divisions = [] } = useQuery(divisionsQuery);
  if (divisions.length < 2) return null;
  return (
    <Select
      label="Division"
      description="Only members with a role there see the profile. Actions of bots in other divisions go on with it."
      data={divisions.map(({ id, name }) => ({ value: id, label: name }))}
      value={access.divisionId}
      onChange={(divisionId) => onChange({ ...access, divisionId })}
      allowDeselect={false}
      maw="30rem"
    />
  );
}
