import { FileButton, Button, Group, Stack, Textarea } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useProfileForm } from '../../form/form-context.ts';
import { TextField } from '../text-field.tsx';
import { Warned } from '../warned.tsx';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** Who signs, with which key, and whom the tokens stand for (RFC 7523). */
export function AssertionFields() {
  return (
    <Stack gap="md">
      <TextField
        field="clientId"
        label="Client ID"
        description="Also the issuer of what is signed."
        maxLength={255}
        withAsterisk
      />
      <KeyField />
      <TextField
        field="keyId"
        label="Key ID"
        description="The kid by which the provider finds the public key, where it has several."
        maxLength={255}
      />
      <TextField
        field="subject"
        label="Subject"
        description="Whom the tokens stand for, such as the user name of an integration user. Empty: the client itself."
        maxLength={255}
      />
      <TextField
        field="audience"
        label="Audience"
        description="Whom the signature is for. Empty: the token request URL."
        maxLength={3000}
      />
    </Stack>
  );
}

/** The private key, typed or read from a file; never shown again. */
function KeyField() {
  const { form, change, faultOf, stored } = useProfileForm();
  const { isSet = false, setAt = null } = stored?.grantType === 'jwt-bearer' ? stored.clientSecret : {};
  const told = setAt === null ? 'A key is set.' : `Set on ${day.format(new Date(setAt))}.`;
  const read = async (file: File | null) => {
    if (file !== null) change({ clientSecret: (await file.slice(0, 20_000).text()).trim() });
  };
  return (
    <Warned pointer="/clientSecret">
      <Textarea
        label="Private key"
        description={
          isSet
            ? `${told} Leave this empty to keep it, or enter another to replace it.`
            : 'RSA or EC, in PEM (PKCS#8). Stored encrypted and never shown again. The provider gets the public key or certificate.'
        }
        placeholder={isSet ? '••••••••' : '-----BEGIN PRIVATE KEY-----'}
        withAsterisk={!isSet}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={10_000}
        autoComplete="off"
        spellCheck={false}
        styles={{
          input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 'var(--mantine-font-size-xs)' },
        }}
        value={form.clientSecret}
        error={faultOf('/clientSecret')}
        onChange={(event) => change({ clientSecret: event.currentTarget.value })}
      />
      <Group>
        <FileButton onChange={(file) => void read(file)} accept=".pem,.key,.txt,application/x-pem-file">
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconFileImport size={14} />}>
              Read it from a file
            </Button>
          )}
        </FileButton>
      </Group>
    </Warned>
  );
}
