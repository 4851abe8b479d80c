import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useCreateBot } from './bots.queries.ts';

interface CreateBotModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks for the name of a new bot, and goes there. */
export function CreateBotModal({ opened, onClose }: CreateBotModalProps) {
  const [name, setName] = useState('');
  const create = useCreateBot();
  const navigate = useNavigate();
  const submit = () =>
    create.mutate(
      { name: name.trim() },
      {
        onSuccess: ({ id }) => {
          onClose();
          setName('');
          void navigate({ to: '/bots/$botId/actions', params: { botId: id } });
        },
      },
    );
  const fault = create.isError ? toProblem(create.error).violationOf('/name') : undefined;
  return (
    <Modal opened={opened} onClose={onClose} title="New bot">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          {create.isError && fault === undefined && <ProblemAlert error={create.error} />}
          <TextInput
            label="Name"
            description="Your people see it when the bot asks them to authorize."
            placeholder="Sales assistant"
            required
            maxLength={100}
            data-autofocus
            value={name}
            error={fault}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
              Make the bot
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
