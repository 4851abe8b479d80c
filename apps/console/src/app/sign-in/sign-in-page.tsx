import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { exitWords } from './exits.ts';
import { Entrance } from './entrance.tsx';
import { SignInForm } from './sign-in-form.tsx';

const route = getRouteApi('/sign-in');

/** Where everybody comes in. */
export function SignInPage() {
  const { returnTo, sso, why } = route.useSearch();
  const router = useRouter();
  return (
    <Entrance title="Sign in" description="To the console of your workspace.">
      {why === 'idle' && (
        <Alert color="blue" icon={<IconClock />} title="You were signed out" mb="lg">
          <Text size="sm">Nothing was done for a while. Sign in, and go on where you were.</Text>
        </Alert>
      )}
      {why === 'signed-out' && (
        <Alert color="teal" icon={<IconCheck />} title="You are signed out" mb="lg" role="status">
          <Text size="sm">Here, and at the identity provider.</Text>
        </Alert>
      )}
      {sso !== undefined && (
        <Alert color="red" icon={<IconAlertTriangle />} title={exitWords(sso).title} mb="lg" role="alert">
          <Text size="sm">{exitWords(sso).cure}</Text>
        </Alert>
      )}
      <SignInForm onDone={() => router.history.push(returnTo)} returnTo={returnTo} />
    </Entrance>
  );
}
