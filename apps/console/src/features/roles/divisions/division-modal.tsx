import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Division } from '../../../api/divisions.ts';
import { showDone } from '../../../ui/notices.tsx';
import { NamedForm } from '../../../ui/named-form.tsx';
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
    <NamedForm name={name} onName={setName} placeholder="Sales" error={save.error} onSubmit={submit}>
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
    </NamedForm>
  );
}
