import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { useSignIn } from '../../api/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface PasswordFormProps {
  readonly onDone: () => void;
  readonly onError: (error: unknown) => void;
}

/** E-mail address and password. */
export function PasswordForm({ onDone, onError }: PasswordFormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn();
  const isRefused = signIn.isError && toProblem(signIn.error).code !== 'second-factor-required';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ email, password }, { onSuccess: onDone, onError });
      }}
    >
      <Stack gap="md">
        {isRefused && <ProblemAlert error={signIn.error} />}
        <TextInput
          label="E-mail address"
          type="email"
          name="email"
          autoComplete="username"
          required
          data-autofocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
