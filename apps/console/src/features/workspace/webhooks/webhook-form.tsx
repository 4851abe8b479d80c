import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { EventPicker } from './event-picker.tsx';
import type { EventType, Webhook } from './webhooks.queries.ts';

/** What a member enters of a webhook. */
export interface WebhookFields {
  readonly url: string;
  readonly description: string;
  /** Null: everything. */
  readonly eventTypes: EventType[] | null;
}

interface WebhookFormProps {
  readonly webhook?: Webhook;
  /** What the button says. */
  readonly submit: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (fields: WebhookFields) => void;
  readonly onCancel: () => void;
}

const nothing: WebhookFields = { url: '', description: '', eventTypes: null };

/** Where a webhook goes, and what it is told of. */
export function WebhookForm({ webhook, submit, isPending, error, onSubmit, onCancel }: WebhookFormProps) {
  const [{ url, description, eventTypes }, setFields] = useState<WebhookFields>(webhook ?? nothing);
  const change = (changed: Partial<WebhookFields>) => setFields((fields) => ({ ...fields, ...changed }));
  const fault = error === null ? undefined : toProblem(error).violationOf('/url');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ url: url.trim(), description: description.trim(), eventTypes });
      }}
    >
      <Stack gap="lg">
        {error !== null && fault === undefined && <ProblemAlert error={error} />}
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
          onChange={(event) => change({ url: event.currentTarget.value })}
        />
        <TextInput
          label="Description"
          maxLength={1000}
          value={description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        <Scope value={eventTypes} onChange={(types) => change({ eventTypes: types })} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={url.trim() === '' || eventTypes?.length === 0}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ScopeProps {
  /** Null: everything. */
  readonly value: EventType[] | null;
  readonly onChange: (types: EventType[] | null) => void;
}

function Scope({ value, onChange }: ScopeProps) {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} id="webhook-scope">
        What it is told of
      </Text>
      <SegmentedControl
        aria-labelledby="webhook-scope"
        value={value === null ? 'all' : 'some'}
        onChange={(scope) => onChange(scope === 'all' ? null : [])}
        data={[
          { value: 'all', label: 'Everything, now and later' },
          { value: 'some', label: 'What I choose' },
        ]}
      />
      {value !== null && <EventPicker value={value} onChange={(types) => onChange([...types])} />}
    </Stack>
  );
}
