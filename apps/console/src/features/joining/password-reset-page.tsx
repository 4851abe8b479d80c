import { Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Door } from './door.tsx';
import { tokenOfLink, useAcceptPasswordReset } from './joining.queries.ts';

/** Where the link to set a password leads. */
export function PasswordResetPage() {
  const [token] = useState(tokenOfLink);
  const [password, setPassword] = useState('');
  const accept = useAcceptPasswordReset();
  if (accept.isSuccess) {
    return (
      <Door title="Your password is set">
        <Stack gap="md">
          <Text size="sm">You were signed out everywhere. Sign in with the new password.</Text>
          <Button component={Link} to="/sign-in">
            Sign in
          </Button>
        </Stack>
      </Door>
    );
  }
  return (
    <Door title="Set a new password">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate({ token, password });
        }}
      >
        <Stack gap="md">
          {accept.isError && <ProblemAlert error={accept.error} />}
          <PasswordInput
            label="New password"
            description="At least 12 characters."
            required
            minLength={12}
            maxLength={200}
            autoComplete="new-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={accept.isPending} disabled={password.length < 12}>
            Set the password
          </Button>
          <Anchor component={Link} to="/sign-in" size="sm">
            Sign in instead
          </Anchor>
        </Stack>
      </form>
    </Door>
  );
}
