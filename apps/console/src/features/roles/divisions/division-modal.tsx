import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Division } from '../../../api/divisions.ts';
import { toProblem } from '../../../api/problem.ts';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useSaveDivision } from '../roles.queries.ts';

interface DivisionModalProps {
  readonly edited: Division | 'new' | undefined;
  readonly onClose: () => void;
}

/** Name and description of a division. */
export function DivisionModal({ edited, onClose }: DivisionModalProps) {
  const division = edited === 'new' ? undefined : edited;
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      title={division === undefined ? 'New division' : `Change ${division.name}`}
    >
      <DivisionForm key={division?.id} division={division} onDone={onClose} />
    </Modal>
  );
}

function DivisionForm({ division, onDone }: { readonly division: Division | undefined; readonly onDone: () => void }) {
  const [name, setName] = useState(division?.name ?? '');
  const [description, setDescription] = useState(division?.description ?? '');
  const save = useSaveDivision(division?.id);
  const fault = save.isError ? toProblem(save.error).violationOf('/name') : undefined;
  const submit = () =>
    save.mutate(
      { name: name.trim(), description: description.trim() },
      {
        onSuccess: (saved) => {
          showDone(`The division ${saved.name} is ${division === undefined ? 'made' : 'changed'}.`);
          onDone();
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        {save.isError && fault === undefined && <ProblemAlert error={save.error} />}
        <TextInput
          label="Name"
          placeholder="Sales"
          required
          maxLength={100}
          data-autofocus
          value={name}
          error={fault}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="Description"
          maxLength={500}
          autosize
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
            {division === undefined ? 'Make the division' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
