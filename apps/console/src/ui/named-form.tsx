import { Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { toProblem } from '../api/problem.ts';
import { ProblemAlert } from './problem-alert.tsx';

interface NamedFormProps {
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly placeholder: string;
  readonly description?: string;
  /** Why it was refused; null: it was not. */
  readonly error: Error | null;
  readonly onSubmit: () => void;
  /** The other fields, and the buttons. */
  readonly children: ReactNode;
}

/** A form that begins with a name; what is wrong with the name stands beside it, everything else above. */
export function NamedForm(props: NamedFormProps) {
  const { name, onName, placeholder, description, error, onSubmit, children } = props;
  const fault = error === null ? undefined : toProblem(error).violationOf('/name');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="md">
        {error !== null && fault === undefined && <ProblemAlert error={error} />}
        <TextInput
          {...{ placeholder, description }}
          label="Name"
          required
          maxLength={100}
          data-autofocus
          value={name}
          error={fault}
          onChange={(event) => onName(event.currentTarget.value)}
        />
        {children}
      </Stack>
    </form>
  );
}
