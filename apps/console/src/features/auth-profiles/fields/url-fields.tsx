import { Stack, Switch } from '@mantine/core';
import { isAppGrant, isCodeGrant } from '../../../api/grant-types.ts';
import { useProfileForm } from '../form/form-context.ts';
import { TextField } from './text-field.tsx';
import { Warned } from './warned.tsx';

const url = { maxLength: 3000, inputMode: 'url', placeholder: 'https://' } as const;

/** Where a profile's requests go. */
export function UrlFields() {
  const { form } = useProfileForm();
  const { grantType } = form;
  return (
    <Stack gap="md">
      {isCodeGrant(grantType) && (
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
        description={isCodeGrant(grantType) ? 'Where codes are exchanged for tokens.' : 'Where tokens are given.'}
        withAsterisk
      />
      {!isAppGrant(grantType) && (
        <TextField
          {...url}
          field="refreshUrl"
          label="Refresh token URL"
          description="Where tokens are refreshed: the token request URL when this is empty."
        />
      )}
      <TextField
        {...url}
        field="revocationUrl"
        label="Revocation URL"
        description="Where tokens are revoked. Without it a revoked authorization is only erased here."
      />
      {isCodeGrant(grantType) && (
        <TextField
          {...url}
          field="issuer"
          label="Issuer"
          description="If the provider names itself as iss when it sends people back (RFC 9207), write its name here: it is checked."
        />
      )}
    </Stack>
  );
}

/** Whether `{tenant}` in a URL is asked of whoever authorizes. */
export function TenancyField() {
  const { form, change, faultOf } = useProfileForm();
  return (
    <Warned pointer="/hasTenancy">
      <Switch
        label="Tenancy"
        description="Each customer of the provider has an address of its own: write {tenant} into the URLs where it belongs, and whoever configures an action is asked for it."
        checked={form.hasTenancy}
        error={faultOf('/hasTenancy')}
        onChange={(event) => change({ hasTenancy: event.currentTarget.checked })}
      />
    </Warned>
  );
}
