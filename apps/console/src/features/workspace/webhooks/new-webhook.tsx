import { Button, Checkbox, Fieldset, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretOnce } from '../secret-once.tsx';
import { useCreateWebhook, type EventType } from '../workspace.queries.ts';
import { eventGroups, eventWords } from './event-types.ts';

interface NewWebhookProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a webhook, and shows its secret once. */
export function NewWebhook({ isOpen, onClose }: NewWebhookProps) {
  const create = useCreateWebhook();
  const [secret, setSecret] = useState<string>();
  const finish = () => {
    setSecret(undefined);
    create.reset();
  };
  return (
    <>
      <Modal opened={isOpen} onClose={onClose} title="New webhook" size="lg">
        <Form
          create={create}
          onCancel={onClose}
          onMade={(made) => {
            setSecret(made.secret);
            onClose();
          }}
        />
      </Modal>
      <SecretOnce
        title="The secret of the webhook"
        label="Secret"
        description="Your program verifies with it that a message comes from here (Standard Webhooks)."
        value={secret}
        onClose={finish}
      />
    </>
  );
}

interface FormProps {
  readonly create: ReturnType<typeof useCreateWebhook>;
  readonly onCancel: () => void;
  readonly onMade: (made: { readonly secret: string }) => void;
}

function Form({ create, onCancel, onMade }: FormProps) {
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [scope, setScope] = useState('all');
  const [types, setTypes] = useState<readonly EventType[]>([]);
  const fault = create.isError ? toProblem(create.error).violationOf('/url') : undefined;
  const submit = () => {
    const some = scope === 'some' ? { eventTypes: [...types] } : {};
    create.mutate({ url: url.trim(), description: description.trim(), ...some }, { onSuccess: onMade });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        {create.isError && fault === undefined && <ProblemAlert error={create.error} />}
        <TextInput
          label="Address"
          description="Messages are sent there by POST."
          placeholder="https://bots.example.com/attache"
          inputMode="url"
          required
          maxLength={2000}
          data-autofocus
          value={url}
          error={fault}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label="Description"
          maxLength={1000}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Stack gap="xs">
          <Text size="sm" fw={500} id="webhook-scope">
            What it is told of
          </Text>
          <SegmentedControl
            aria-labelledby="webhook-scope"
            value={scope}
            onChange={setScope}
            data={[
              { value: 'all', label: 'Everything, now and later' },
              { value: 'some', label: 'What I choose' },
            ]}
          />
          {scope === 'some' && <Types value={types} onChange={setTypes} />}
        </Stack>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={create.isPending}
            disabled={url.trim() === '' || (scope === 'some' && types.length === 0)}
          >
            Make the webhook
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface TypesProps {
  readonly value: readonly EventType[];
  readonly onChange: (types: readonly EventType[]) => void;
}

function Types({ value, onChange }: TypesProps) {
  return (
    <Checkbox.Group value={[...value]} onChange={(next) => onChange(next as EventType[])}>
      <Stack gap="sm">
        {eventGroups.map(({ title, types }) => (
          <Fieldset key={title} legend={title}>
            <Stack gap={8}>
              {types.map((type) => (
                <Checkbox key={type} size="sm" value={type} label={eventWords[type]} description={type} />
              ))}
            </Stack>
          </Fieldset>
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
