import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { permissionsQuery } from '../../../api/roles.ts';
import { BotsSelect } from '../../../picking/bots-select.tsx';
import type { SearchOption } from '../../../picking/search-select.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretOnce } from '../secret-once.tsx';
import { useCreateApiKey, type Permission } from '../workspace.queries.ts';
import { PermissionFields } from './permission-fields.tsx';

interface NewApiKeyProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes an API key, and shows it once. */
export function NewApiKey({ isOpen, onClose }: NewApiKeyProps) {
  const create = useCreateApiKey();
  const [made, setMade] = useState<{ readonly name: string; readonly key: string }>();
  const finish = () => {
    setMade(undefined);
    create.reset();
  };
  return (
    <>
      <Modal opened={isOpen} onClose={onClose} title="New API key" size="xl">
        <Form
          create={create}
          onCancel={onClose}
          onMade={(key) => {
            setMade(key);
            onClose();
          }}
        />
      </Modal>
      <SecretOnce
        title={`The key of ${made?.name ?? ''}`}
        label="API key"
        description="Sent as Authorization: Bearer, from a server: never from a web page or an app."
        value={made?.key}
        onClose={finish}
      />
    </>
  );
}

const lifetimes = [
  { value: '30', label: 'After 30 days' },
  { value: '90', label: 'After 90 days' },
  { value: '365', label: 'After a year' },
  { value: 'never', label: 'Never' },
];

interface FormProps {
  readonly create: ReturnType<typeof useCreateApiKey>;
  readonly onCancel: () => void;
  readonly onMade: (key: { readonly name: string; readonly key: string }) => void;
}

function Form({ create, onCancel, onMade }: FormProps) {
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<readonly Permission[]>([]);
  const [bots, setBots] = useState<readonly SearchOption[]>([]);
  const [lifetime, setLifetime] = useState('365');
  const { data: known = [] } = useQuery(permissionsQuery);
  const isForBots = bots.length > 0;
  const ofBots = new Set<string>(known.filter(({ isOfBots }) => isOfBots).map(({ id }) => id));
  const given = permissions.filter((permission) => !isForBots || ofBots.has(permission));
  const fault = (pointer: string) => (create.isError ? toProblem(create.error).violationOf(pointer) : undefined);
  const submit = () => {
    const expiresAt = lifetime === 'never' ? {} : { expiresAt: inDays(Number(lifetime)) };
    const botIds = isForBots ? { botIds: bots.map(({ value }) => value) } : {};
    create.mutate({ name: name.trim(), permissions: given, ...botIds, ...expiresAt }, { onSuccess: onMade });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        {create.isError && <ProblemAlert error={create.error} shownFields={['/name', '/botIds', '/expiresAt']} />}
        <TextInput
          label="Name"
          description="Which program shows it."
          placeholder="Bot platform"
          required
          maxLength={100}
          data-autofocus
          value={name}
          error={fault('/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PermissionFields value={given} only={isForBots ? ofBots : undefined} onChange={setPermissions} />
        <Group grow align="flex-start">
          <BotsSelect
            label="Bots"
            description="The only bots that it serves, without what concerns the whole workspace; all when this is empty."
            value={bots}
            error={fault('/botIds')}
            onChange={setBots}
          />
          <Select
            label="Ends"
            description="From then on it is refused."
            data={lifetimes}
            allowDeselect={false}
            value={lifetime}
            error={fault('/expiresAt')}
            onChange={(next) => setLifetime(next ?? 'never')}
          />
        </Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === '' || given.length === 0}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}
