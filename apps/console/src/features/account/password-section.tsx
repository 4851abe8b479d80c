import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { showDone } from '../../ui/notices.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { useChangePassword, type Account } from './account.queries.ts';

/** Changes the password. */
export function PasswordSection({ account }: { readonly account: Account }) {
  return (
    <Section title="Password">
      {account.hasPassword ? (
        <PasswordForm email={account.email} />
      ) : (
        <Text size="sm">You sign in with single sign-on; your password is looked after there.</Text>
      )}
    </Section>
  );
}

function PasswordForm({ email }: { readonly email: string }) {
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useChangePassword();
  const finish = () => {
    setCurrent('');
    setNew('');
    showDone('Your password is changed. You are signed out everywhere else.');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ currentPassword, newPassword }, { onSuccess: finish });
      }}
    >
      <Stack gap="md" maw="28rem">
        {change.isError && <ProblemAlert error={change.error} />}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          maxLength={200}
          value={currentPassword}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters; a few words are easier to remember than signs."
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={200}
          value={newPassword}
          onChange={(event) => setNew(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={change.isPending}>
            Change password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
