import { Alert, FileInput, Stack, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { toWire } from '../../../dialog-graph/graph.ts';
import { RemarkList } from '../../../dialog-graph/remark-list.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useCreateTask } from '../dialogs.queries.ts';
import { readTaskFile, type ReadFile } from './read-task-file.ts';
import { StepButtons } from './step-buttons.tsx';

interface ImportFormProps {
  readonly botId: string;
  readonly onBack: () => void;
  readonly onDone: (task: { readonly id: string; readonly name: string }) => void;
}

/** Makes a dialog of a file; what does not fit is told before. */
export function ImportForm({ botId, onBack, onDone }: ImportFormProps) {
  const [read, setRead] = useState<ReadFile>();
  const [name, setName] = useState('');
  const create = useCreateTask(botId);
  const choose = async (file: File | null) => {
    create.reset();
    const next = file ? await readTaskFile(file) : undefined;
    setRead(next);
    if (next?.ok && name.trim() === '') setName(next.name);
  };
  const fault = create.isError ? toProblem(create.error).violationOf('/name') : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (read?.ok) create.mutate({ name: name.trim(), graph: toWire(read.graph) }, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        <FileInput
          label="File"
          description="JSON that was exported from a dialog."
          placeholder="Choose a file"
          accept="application/json,.json"
          leftSection={<IconFileImport size={16} />}
          clearable
          onChange={(file) => void choose(file)}
        />
        {read && <Reading read={read} />}
        {create.isError && fault === undefined && <ProblemAlert error={create.error} />}
        <TextInput
          label="Name"
          required
          maxLength={100}
          value={name}
          error={fault}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <StepButtons
          onBack={onBack}
          isLoading={create.isPending}
          isOff={!read?.ok || name.trim() === ''}
          label="Import"
        />
      </Stack>
    </form>
  );
}

/** What became of a file: nothing to say of one that fits. */
function Reading({ read }: { readonly read: ReadFile }) {
  if (read.ok && read.remarks.length === 0) return null;
  return (
    <Alert
      color={read.ok ? 'orange' : 'red'}
      role="alert"
      title={read.ok ? 'Something in it does not fit and is left out' : 'This file cannot be imported'}
    >
      {!read.ok && read.reason}
      <RemarkList remarks={read.remarks} />
    </Alert>
  );
}
