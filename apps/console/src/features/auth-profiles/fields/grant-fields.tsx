import { Radio, Stack, Switch } from '@mantine/core';
import { useProfileForm } from '../form/form-context.ts';
import type { ProfileForm } from '../form/profile-form.ts';
import { Warned } from './warned.tsx';

const grants = [
  {
    value: 'authorization-code-pkce',
    label: 'Authorization code with PKCE',
    description: 'A person signs in; the code is of no use to whoever steals it. Choose it where the provider can.',
  },
  { value: 'authorization-code', label: 'Authorization code', description: 'A person signs in.' },
  {
    value: 'client-credentials',
    label: 'Client credentials',
    description: 'Nobody signs in: the app acts for itself. For pre-authorized actions only.',
  },
] as const;

/** How a profile gets its tokens. */
export function GrantField() {
  const { form, change, faultOf } = useProfileForm();
  return (
    <Warned pointer="/grantType">
      <Radio.Group
        label="Grant type"
        value={form.grantType}
        error={faultOf('/grantType')}
        onChange={(grantType) => change({ grantType: grantType as ProfileForm['grantType'] })}
      >
        <Stack gap="xs" mt={6}>
          {grants.map((grant) => (
            <Radio key={grant.value} {...grant} />
          ))}
        </Stack>
      </Radio.Group>
    </Warned>
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
