import { PasswordInput, Radio, Stack } from '@mantine/core';
import { useProfileForm } from '../form/form-context.ts';
import type { ProfileForm } from '../form/profile-form.ts';
import { TextField } from './text-field.tsx';
import { Warned } from './warned.tsx';

const authentications = [
  { value: 'client_secret_post', label: 'In the body (client_secret_post)' },
  { value: 'client_secret_basic', label: 'As basic authentication (client_secret_basic)' },
  { value: 'none', label: 'Not at all: a public client (none)' },
] as const;

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** The app as it is registered at the provider, and how it proves itself. */
export function ClientFields() {
  const { form, change, faultOf } = useProfileForm();
  return (
    <Stack gap="md">
      <TextField field="clientId" label="Client ID" maxLength={255} withAsterisk />
      {form.clientAuthentication !== 'none' && <SecretField />}
      <Warned pointer="/clientAuthentication">
        <Radio.Group
          label="Client authentication"
          description="How the secret is sent to the token URL."
          value={form.clientAuthentication}
          error={faultOf('/clientAuthentication')}
          onChange={(value) => change({ clientAuthentication: value as ProfileForm['clientAuthentication'] })}
        >
          <Stack gap="xs" mt={6}>
            {authentications.map((authentication) => (
              <Radio key={authentication.value} {...authentication} />
            ))}
          </Stack>
        </Radio.Group>
      </Warned>
    </Stack>
  );
}

function SecretField() {
  const { form, change, faultOf, stored } = useProfileForm();
  const { isSet = false, setAt = null } = stored?.grantType === 'jwt-bearer' ? {} : (stored?.clientSecret ?? {});
  const isFirst = !isSet;
  const told = setAt === null ? 'A secret is set.' : `Set on ${day.format(new Date(setAt))}.`;
  return (
    <Warned pointer="/clientSecret">
      <PasswordInput
        label="Client secret"
        description={
          isFirst
            ? 'Stored encrypted and never shown again. Reloading this page forgets it.'
            : `${told} Leave this empty to keep it, or type another to replace it.`
        }
        placeholder={isFirst ? undefined : '••••••••'}
        withAsterisk={isFirst}
        maxLength={255}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the secret', tabIndex: 0 }}
        value={form.clientSecret}
        error={faultOf('/clientSecret')}
        onChange={(event) => change({ clientSecret: event.currentTarget.value })}
      />
    </Warned>
  );
}
