import { Stack } from '@mantine/core';
import { useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { CodeForm } from './code-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SingleSignOn } from './single-sign-on.tsx';

interface SignInFormProps {
  readonly onDone: () => void;
  /** Where single sign-on comes back to. */
  readonly returnTo: string;
}

/** Every way to sign in: the identity provider, or the password and then a code where one is asked for. */
export function SignInForm({ onDone, returnTo }: SignInFormProps) {
  const [challenge, setChallenge] = useState<string>();
  if (challenge !== undefined) {
    return <CodeForm challenge={challenge} onDone={onDone} onBack={() => setChallenge(undefined)} />;
  }
  const onError = (error: unknown) => {
    const { code, extensions } = toProblem(error);
    const given = extensions['challenge'];
    if (code === 'second-factor-required' && typeof given === 'string') setChallenge(given);
  };
  return (
    <Stack gap="lg">
      <SingleSignOn returnTo={returnTo}>
        <PasswordForm onDone={onDone} onError={onError} />
      </SingleSignOn>
    </Stack>
  );
}
