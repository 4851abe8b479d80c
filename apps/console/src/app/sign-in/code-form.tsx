import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSecondStep } from '../../api/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface CodeFormProps {
  readonly challenge: string;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** The second step: a code of the authenticator, or a recovery code. */
export function CodeForm({ challenge, onDone, onBack }: CodeFormProps) {
  const [code, setCode] = useState('');
  const finish = useSecondStep();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        finish.mutate({ challenge, code: code.trim() }, { onSuccess: onDone, onError: () => setCode('') });
      }}
    >
      <Stack gap="md">
        {finish.isError && <ProblemAlert error={finish.error} />}
        <Text size="sm">Open your authenticator, and enter the code that it shows for Attaché.</Text>
        <TextInput
          label="Code"
          description="Or one of your recovery codes."
          name="code"
          autoComplete="one-time-code"
          inputMode="text"
          required
          autoFocus
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={finish.isPending}>
          Go on
        </Button>
        <Button variant="subtle" onClick={onBack}>
          Back to the password
        </Button>
      </Stack>
    </form>
  );
}
