import { Button, Group, Modal, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDivisionsWith } from '../../api/divisions.ts';
import { NamedForm } from '../../ui/named-form.tsx';
import { useCreateBot } from './bots.queries.ts';

interface CreateBotModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks for the name of a new bot, and goes there. */
export function CreateBotModal({ opened, onClose }: CreateBotModalProps) {
  const [name, setName] = useState('');
  const divisions = useDivisionsWith('bots:edit');
  const [divisionId, setDivisionId] = useState<string>();
  const place = divisionId ?? divisions[0]?.id;
  const create = useCreateBot();
  const navigate = useNavigate();
  const submit = () =>
    create.mutate(
      { name: name.trim(), ...(divisions.length > 1 && { divisionId: place }) },
      {
        onSuccess: ({ id }) => {
          onClose();
          setName('');
          void navigate({ to: '/bots/$botId', params: { botId: id } });
        },
      },
    );
  return (
    <Modal opened={opened} onClose={onClose} title="New bot">
      <NamedForm
        name={name}
        onName={setName}
        placeholder="Sales assistant"
        description="Your people see it when the bot asks them to authorize."
        error={create.error}
        onSubmit={submit}
      >
        {divisions.length > 1 && (
          <Select
            label="Division"
            description="Who has a role in it may work with the bot."
            data={divisions.map(({ id, name: label }) => ({ value: id, label }))}
            allowDeselect={false}
            value={place}
            onChange={(next) => setDivisionId(next ?? undefined)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            Make the bot
          </Button>
        </Group>
      </NamedForm>
    </Modal>
  );
}
