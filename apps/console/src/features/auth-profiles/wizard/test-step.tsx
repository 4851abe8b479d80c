import { Alert, Button, Code, Divider, Group, Stack, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { grantNames, isCodeGrant, isCredentialGrant } from '../../../api/grant-types.ts';
import { Details } from '../../../ui/details.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { ProfileForm } from '../form/profile-form.ts';
import { credentialsIn } from '../form/ways.ts';
import { SavedLogin } from '../sharing/saved-login.tsx';
import { TrialPanel } from '../trial/trial-panel.tsx';
import type { WizardState } from './use-wizard.ts';

/** Saves the profile, and tries it out. */
export function TestStep({ wizard }: { readonly wizard: WizardState }) {
  const { form, preset, stored, isSaved, isSaving, saveError, save } = wizard;
  const [hasJustSaved, setJustSaved] = useState(false);
  const [requestId, setRequestId] = useState<string>();
  const saveAndTest = () =>
    void save().then(
      () => setJustSaved(true),
      // Shown below.
      () => undefined,
    );
  return (
    <Stack gap="lg">
      <Summary form={form} way={credentialsIn(preset, form)?.title} />
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
            {isCredentialGrant(form.grantType)
              ? 'It holds no secret: what people enter is kept with their authorization.'
              : 'The secret is stored encrypted and no longer in this page.'}
          </Alert>
          <TrialPanel key={stored.version} profile={stored} known={form.parameters} isAutomatic={hasJustSaved} />
          <Divider />
          <Stack gap="xs" component="section" aria-label="Shared token">
            <Title order={3}>Shared token</Title>
            <SavedLogin profile={stored} requestId={requestId} onRequest={setRequestId} />
          </Stack>
        </>
      )}
    </Stack>
  );
}

function Summary({ form, way }: { readonly form: ProfileForm; readonly way: string | undefined }) {
  const { name, identityProviderName, grantType, clientId, subject, apiUrl, scopes } = form;
  const hasClient = !isCredentialGrant(grantType);
  return (
    <Details
      items={[
        { label: 'Name', value: name },
        { label: 'Identity provider', value: identityProviderName },
        { label: 'Way to authorize', value: way ?? grantNames[grantType] },
        { label: 'Client ID', value: hasClient && <Code>{clientId}</Code> },
        { label: 'Subject', value: grantType === 'jwt-bearer' && subject },
        { label: 'Authorization URL', value: isCodeGrant(grantType) && form.authorizationUrl },
        { label: 'Token request URL', value: hasClient && form.tokenUrl },
        { label: 'Check URL', value: !hasClient && form.connectorId === null && form.credentials.checkUrl },
        { label: 'API URL', value: apiUrl },
        { label: 'Scopes', value: hasClient && (scopes.length === 0 ? 'None' : scopes.join(' ')) },
      ]}
    />
  );
}
