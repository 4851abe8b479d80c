import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { useVerify } from '../authorizations.queries.ts';

interface ProofOfPersonProps {
  readonly requestId: string;
  readonly name: string;
  readonly attemptsLeft: number;
}

/** Takes the code that proves that it was the person who signed in. */
export function ProofOfPerson({ requestId, name, attemptsLeft }: ProofOfPersonProps) {
  const [code, setCode] = useState('');
  const verify = useVerify(requestId);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        verify.mutate(code, { onSuccess: () => setCode('') });
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          label={`Code that ${name} reads to you`}
          description={attemptsLeft === 1 ? 'One attempt is left.' : `${attemptsLeft} attempts are left.`}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          flex={1}
          value={code}
          error={verify.isError ? toProblem(verify.error).detail : undefined}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={verify.isPending} disabled={code.trim() === ''}>
          Confirm
        </Button>
      </Group>
    </form>
  );
}
