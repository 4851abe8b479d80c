import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { toProblem } from '../../../api/problem.ts';
import type { Role } from '../../../api/roles.ts';
import { askFirst } from '../../../ui/confirm.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { UnsavedGuard } from '../../../ui/unsaved-guard.tsx';
import { useDeleteRole } from '../roles.queries.ts';
import { PermissionChecks } from './permission-checks.tsx';
import { useRoleDraft, type RoleDraft } from './use-role-draft.ts';

interface RoleFormProps {
  readonly role: Role | undefined;
  readonly onDone: () => void;
}

/** A role that may be looked at only, or changed or made. */
export function RoleForm({ role, onDone }: RoleFormProps) {
  if (role !== undefined && !role.mayChange) return <ReadOnly role={role} />;
  return <EditableRole role={role} onDone={onDone} />;
}

/** Name, description and permissions of a role. */
function EditableRole({ role, onDone }: RoleFormProps) {
  const { draft, change, isDirty, save, submit } = useRoleDraft(role);
  const finish = (name: string) => {
    showDone(role === undefined ? `The role ${name} is made.` : `${name} is changed for all who have it.`);
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit(finish);
      }}
    >
      <UnsavedGuard isDirty={isDirty && save.isIdle} coversSearch />
      <Stack gap="md">
        {save.isError && <ProblemAlert error={save.error} shownFields={['/name', '/description']} />}
        <Words draft={draft} onChange={change} error={save.error} />
        <PermissionChecks
          value={draft.permissions}
          onChange={(permissions) => change({ permissions })}
          isReadOnly={false}
        />
        <Group justify="space-between" gap="xs">
          {role === undefined ? <span /> : <DeleteRole role={role} onDone={onDone} />}
          <Button type="submit" disabled={!isDirty || draft.name.trim() === ''} loading={save.isPending}>
            {role === undefined ? 'Make the role' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface WordsProps {
  readonly draft: RoleDraft;
  readonly onChange: (change: Partial<RoleDraft>) => void;
  readonly error: unknown;
}

function Words({ draft: { name, description }, onChange, error }: WordsProps) {
  const fault = (pointer: string) => (error === null ? undefined : toProblem(error).violationOf(pointer));
  return (
    <>
      <TextInput
        label="Name"
        required
        maxLength={100}
        data-autofocus
        value={name}
        error={fault('/name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Textarea
        label="Description"
        maxLength={500}
        autosize
        value={description}
        error={fault('/description')}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
    </>
  );
}

function ReadOnly({ role }: { readonly role: Role }) {
  return (
    <Stack gap="xs">
      <Text size="sm">{role.description}</Text>
      <Text size="sm" c="dimmed">
        {role.isBuiltIn
          ? 'Every workspace has this role; it cannot be changed.'
          : 'You cannot change this role: that needs somebody who may, and who holds all that it permits.'}
      </Text>
      <PermissionChecks value={role.permissions} onChange={() => undefined} isReadOnly />
    </Stack>
  );
}

function DeleteRole({ role, onDone }: { readonly role: Role; readonly onDone: () => void }) {
  const remove = useDeleteRole(role.id);
  const ask = () =>
    askFirst({
      title: `Delete the role ${role.name}?`,
      body: 'This cannot be undone.',
      confirm: 'Delete the role',
      onConfirm: () =>
        remove.mutate(undefined, {
          onSuccess: () => {
            showDone(`The role ${role.name} is deleted.`);
            onDone();
          },
        }),
    });
  if (role.memberCount > 0) {
    return (
      <Text size="sm" c="dimmed" maw="16rem">
        It can be deleted once nobody has it.
      </Text>
    );
  }
  return (
    <Button color="red" variant="light" loading={remove.isPending} onClick={ask}>
      Delete
    </Button>
  );
}
