import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Schema } from '../../../api/client.ts';
import { NamedForm } from '../../../ui/named-form.tsx';
import { useCreateTask } from '../dialogs.queries.ts';
import { StepButtons } from './step-buttons.tsx';

interface BlankFormProps {
  readonly botId: string;
  readonly onBack: () => void;
  readonly onDone: (task: { readonly id: string; readonly name: string }) => void;
}

/** Makes a dialog that greets: a beginning that can be talked to at once. */
export function BlankForm({ botId, onBack, onDone }: BlankFormProps) {
  const [name, setName] = useState('');
  const [sentence, setSentence] = useState('');
  const create = useCreateTask(botId);
  const submit = () =>
    create.mutate({ name: name.trim(), graph: greeting(name.trim(), sentence.trim()) }, { onSuccess: onDone });
  return (
    <NamedForm name={name} onName={setName} placeholder="Order a badge" error={create.error} onSubmit={submit}>
      <TextInput
        label="What does a person say to begin it?"
        placeholder="I need a new badge"
        required
        maxLength={500}
        value={sentence}
        onChange={(event) => setSentence(event.currentTarget.value)}
      />
      <StepButtons
        onBack={onBack}
        isLoading={create.isPending}
        isOff={name.trim() === '' || sentence.trim() === ''}
        label="Make the dialog"
      />
    </NamedForm>
  );
}

function greeting(name: string, sentence: string): Schema<'DialogGraph'> {
  return {
    schemaVersion: 1,
    nodes: [
      { id: 'start', type: 'intent', title: name, utterances: [sentence], transitions: [{ to: 'first-message' }] },
      {
        ...{ id: 'first-message', type: 'message', title: 'First message', transitions: [{ to: 'end' }] },
        variants: [{ text: 'Hello. Write here what the bot says.' }],
      },
    ],
  };
}
