import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useRenewRecoveryCodes } from '../account.queries.ts';
import { RecoveryCodes, type StepProps } from './recovery-codes.tsx';

/** Makes new recovery codes, for whoever shows a code; the second factor stays as it is. */
export function Renewal({ onDone, onCodes }: StepProps) {
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  const renew = useRenewRecoveryCodes();
  const show = (made: readonly string[]) => {
    setCodes(made);
    onCodes?.();
  };
  if (codes !== undefined) {
    return <RecoveryCodes title="Your recovery codes are new" codes={codes} onDone={onDone} />;
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        renew.mutate({ code: code.trim() }, { onSuccess: (made) => show(made.recoveryCodes) });
      }}
    >
      <Stack gap="md">
        {renew.isError && <ProblemAlert error={renew.error} />}
        <Text size="sm">
          You get ten new codes. The ones that you have are worth nothing from then on; your authenticator stays as it
          is.
        </Text>
        <TextInput
          label="Code"
          description="Of the authenticator, or a recovery code that is left."
          autoComplete="one-time-code"
          required
          data-autofocus
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={renew.isPending}>
          Make new codes
        </Button>
      </Stack>
    </form>
  );
}
