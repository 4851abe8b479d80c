import { Button, Group, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { UnsavedGuard } from '../../../ui/unsaved-guard.tsx';
import { GrantsEditor } from '../grants/grants-editor.tsx';
import { useSetGrants, type Grant, type MemberDetails } from '../members.queries.ts';

/** Which roles a member has, to be changed. */
export function RolesForm({ member }: { readonly member: MemberDetails }) {
  const before = member.grants.map(({ role, divisionId }) => ({ role, divisionId }));
  const [grants, setGrants] = useState<readonly Grant[]>(before);
  const save = useSetGrants(member.id);
  const isDirty = JSON.stringify(grants) !== JSON.stringify(before);
  const isComplete = grants.every(({ role }) => role !== '');
  const submit = () =>
    save.mutate(
      { grants: [...grants], version: member.version },
      { onSuccess: () => showDone(`${member.name} has these roles from now on.`) },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <UnsavedGuard isDirty={isDirty && !save.isPending && !save.isSuccess} coversSearch />
      <Stack gap="sm">
        <Title order={2}>Roles</Title>
        {save.isError && <ProblemAlert error={save.error} />}
        <GrantsEditor value={grants} onChange={setGrants} />
        <Group justify="flex-end">
          <Button type="submit" disabled={!isDirty || !isComplete} loading={save.isPending}>
            Save the roles
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
