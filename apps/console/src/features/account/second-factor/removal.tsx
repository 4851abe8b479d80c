import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useRemoveSecondFactor } from '../account.queries.ts';

/** Removes the second factor, with the password and a code. */
export function Removal({ onDone }: { readonly onDone: () => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const remove = useRemoveSecondFactor();
  const finish = () => {
    showDone('Your second factor is removed.');
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate({ password, code: code.trim() }, { onSuccess: finish });
      }}
    >
      <Stack gap="md">
        {remove.isError && <ProblemAlert error={remove.error} />}
        <Text size="sm">From then on your password alone opens your account.</Text>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          required
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <TextInput
          label="Code"
          description="Of the authenticator, or a recovery code."
          autoComplete="one-time-code"
          required
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" color="red.9" loading={remove.isPending}>
          Remove second factor
        </Button>
      </Stack>
    </form>
  );
}
