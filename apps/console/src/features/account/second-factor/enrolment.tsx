import { Box, Button, Center, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import type { Schema } from '../../../api/client.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useBeginSecondFactor, useConfirmSecondFactor } from '../account.queries.ts';
import { RecoveryCodes, type StepProps } from './recovery-codes.tsx';

/** Sets up a second factor in three steps: the password, the QR code with a first code, the recovery codes. */
export function Enrolment({ onDone, onCodes }: StepProps) {
  const [begun, setBegun] = useState<Schema<'EnrolmentView'>>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes !== undefined) return <RecoveryCodes title="Your second factor is set up" codes={codes} onDone={onDone} />;
  const show = (made: readonly string[]) => {
    setCodes(made);
    onCodes?.();
  };
  if (begun !== undefined) return <Confirmation enrolment={begun} onDone={show} />;
  return <PasswordStep onDone={setBegun} />;
}

function PasswordStep({ onDone }: { readonly onDone: (enrolment: Schema<'EnrolmentView'>) => void }) {
  const [password, setPassword] = useState('');
  const begin = useBeginSecondFactor();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate({ password }, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        {begin.isError && <ProblemAlert error={begin.error} />}
        <Text size="sm">You need an app that makes codes, such as the authenticator of your telephone.</Text>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          required
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={begin.isPending}>
          Go on
        </Button>
      </Stack>
    </form>
  );
}

interface ConfirmationProps {
  readonly enrolment: Schema<'EnrolmentView'>;
  readonly onDone: (codes: readonly string[]) => void;
}

function Confirmation({ enrolment: { uri, secret }, onDone }: ConfirmationProps) {
  const [code, setCode] = useState('');
  const confirm = useConfirmSecondFactor();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate({ code: code.replaceAll(' ', '') }, { onSuccess: (made) => onDone(made.recoveryCodes) });
      }}
    >
      <Stack gap="md">
        {confirm.isError && <ProblemAlert error={confirm.error} />}
        <Text size="sm">Scan this with the authenticator, or enter the key by hand.</Text>
        <Center>
          <Box p="md" bg="white" style={{ borderRadius: 'var(--mantine-radius-md)' }}>
            <QRCodeSVG value={uri} size={184} title="QR code of the second factor" />
          </Box>
        </Center>
        <CopyField label="Key" value={secret} />
        <TextInput
          label="Code"
          description="Six digits that the authenticator shows now."
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          autoFocus
          maxLength={10}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={confirm.isPending}>
          Confirm
        </Button>
      </Stack>
    </form>
  );
}
