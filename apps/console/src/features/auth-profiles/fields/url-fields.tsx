import { Stack } from '@mantine/core';
import { useProfileForm } from '../form/form-context.ts';
import { TextField } from './text-field.tsx';

const url = { maxLength: 3000, inputMode: 'url', placeholder: 'https://' } as const;

/** Where a profile's requests go. */
export function UrlFields() {
  const { form } = useProfileForm();
  return (
    <Stack gap="md">
      {form.grantType !== 'client-credentials' && (
        <TextField
          {...url}
          field="authorizationUrl"
          label="Authorization URL"
          description="Where people sign in and allow access. Query parameters in it are kept."
          withAsterisk
        />
      )}
      <TextField
        {...url}
        field="tokenUrl"
        label="Token request URL"
        description="Where codes are exchanged for tokens."
        withAsterisk
      />
      <TextField
        {...url}
        field="refreshUrl"
        label="Refresh token URL"
        description="Where tokens are refreshed: the token request URL when this is empty."
      />
      <TextField
        {...url}
        field="revocationUrl"
        label="Revocation URL"
        description="Where tokens are revoked. Without it a revoked authorization is only erased here."
      />
      <TextField
        {...url}
        field="issuer"
        label="Issuer"
        description="If the provider names itself as iss when it sends people back (RFC 9207), write its name here: it is checked."
      />
    </Stack>
  );
}
