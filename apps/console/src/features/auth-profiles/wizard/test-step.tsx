import { Alert, Button, Code, Group, Stack } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Details } from '../../../ui/details.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { ProfileForm } from '../form/profile-form.ts';
import { TrialPanel } from '../trial/trial-panel.tsx';
import { grantNames } from '../words.ts';
import type { WizardState } from './use-wizard.ts';

/** Saves the profile, and tries it out. */
export function TestStep({ wizard }: { readonly wizard: WizardState }) {
  const { form, stored, isSaved, isSaving, saveError, save } = wizard;
  const [hasJustSaved, setJustSaved] = useState(false);
  const saveAndTest = () =>
    void save().then(
      () => setJustSaved(true),
      // Shown below.
      () => undefined,
    );
  return (
    <Stack gap="lg">
      <Summary form={form} />
      {!isSaved && (
        <Group justify="flex-end">
          <Button loading={isSaving} onClick={saveAndTest}>
            {stored === undefined ? 'Save and test' : 'Save the changes and test'}
          </Button>
        </Group>
      )}
      {saveError !== null && !isSaved && <ProblemAlert error={saveError} onRetry={saveAndTest} />}
      {stored !== undefined && isSaved && (
        <>
          <Alert color="teal" icon={<IconCheck />} title={`${stored.name} is saved`} role="status">
            The secret is stored encrypted and no longer in this page.
          </Alert>
          <TrialPanel key={stored.version} profile={stored} known={form.parameters} isAutomatic={hasJustSaved} />
        </>
      )}
    </Stack>
  );
}

function Summary({ form }: { readonly form: ProfileForm }) {
  return (
    <Details
      items={[
        { label: 'Name', value: form.name },
        { label: 'Identity provider', value: form.identityProviderName },
        { label: 'Grant type', value: grantNames[form.grantType] },
        { label: 'Client ID', value: <Code>{form.clientId}</Code> },
        { label: 'Authorization URL', value: form.grantType !== 'client-credentials' && form.authorizationUrl },
        { label: 'Token request URL', value: form.tokenUrl },
        { label: 'Scopes', value: form.scopes.length === 0 ? 'None' : form.scopes.join(' ') },
      ]}
    />
  );
}
