import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Door } from './door.tsx';
import { invitationQuery, tokenOfLink, useAcceptInvitation } from './joining.queries.ts';

/** Where the link of an invitation leads. */
export function InvitationPage() {
  const [token] = useState(tokenOfLink);
  const offer = useQuery(invitationQuery(token));
  if (offer.isError) return <NoInvitation error={offer.error} onRetry={() => void offer.refetch()} />;
  return (
    <Door title={offer.data === undefined ? 'Invitation' : `Join ${offer.data.workspaceName}`}>
      {offer.data === undefined ? <LoadingRows /> : <JoinForm token={token} offer={offer.data} />}
    </Door>
  );
}

function NoInvitation({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const problem = toProblem(error);
  if (problem.code !== 'invitation-invalid') {
    return (
      <Door title="Invitation">
        <ProblemAlert error={error} onRetry={onRetry} />
      </Door>
    );
  }
  const isAccepted = problem.extensions['reason'] === 'accepted';
  return (
    <Door title="This link does not work">
      <Stack gap="md">
        <Alert color={isAccepted ? 'teal' : 'orange'} icon={<IconMailOff />}>
          {problem.detail}
        </Alert>
        <Anchor component={Link} to="/sign-in" size="sm">
          Sign in
        </Anchor>
      </Stack>
    </Door>
  );
}

interface JoinFormProps {
  readonly token: string;
  readonly offer: Schema<'InvitationOfferView'>;
}

function JoinForm({ token, offer }: JoinFormProps) {
  const [name, setName] = useState(offer.name ?? '');
  const [password, setPassword] = useState('');
  const accept = useAcceptInvitation();
  const navigate = useNavigate();
  const fault = (pointer: string) => (accept.isError ? toProblem(accept.error).violationOf(pointer) : undefined);
  const submit = () =>
    accept.mutate(
      { token, name: name.trim(), ...(offer.needsPassword && { password }) },
      { onSuccess: ({ isSignedIn }) => void navigate({ to: isSignedIn ? '/' : '/sign-in', replace: true }) },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          {offer.invitedBy ?? 'An administrator'} invites you as{' '}
          {offer.grants
            .map(({ roleName, divisionName }) => (divisionName ? `${roleName} in ${divisionName}` : roleName))
            .join(', ')}
          .
        </Text>
        {accept.isError && <ProblemAlert error={accept.error} shownFields={['/name', '/password']} />}
        <TextInput label="E-mail address" value={offer.email} readOnly autoComplete="username" />
        <TextInput
          label="Your name"
          required
          maxLength={100}
          autoComplete="name"
          value={name}
          error={fault('/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {offer.needsPassword ? (
          <NewPassword value={password} error={fault('/password')} onChange={setPassword} />
        ) : (
          <Text size="sm" c="dimmed">
            You sign in with single sign-on, by this address; you need no password here.
          </Text>
        )}
        <Button
          type="submit"
          size="md"
          loading={accept.isPending}
          disabled={name.trim() === '' || (offer.needsPassword && password.length < 12)}
        >
          {offer.needsPassword ? 'Join' : 'Join, then sign in'}
        </Button>
      </Stack>
    </form>
  );
}

interface NewPasswordProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (password: string) => void;
}

function NewPassword({ value, error, onChange }: NewPasswordProps) {
  return (
    <PasswordInput
      label="Choose a password"
      description="At least 12 characters."
      required
      minLength={12}
      maxLength={200}
      autoComplete="new-password"
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
