import { Anchor, List, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { CopyField } from '../../../../ui/copy-field.tsx';
import { ProblemAlert } from '../../../../ui/problem-alert.tsx';
import type { Preset } from '../../auth-profiles.queries.ts';
import type { WizardState } from '../use-wizard.ts';

interface RegistrationGuideProps {
  readonly preset: Preset;
  /** Where people come back to; nowhere, where nobody signs in. */
  readonly callback: WizardState['callback'] | undefined;
}

/** What to do at the provider before the profile is filled in. */
export function RegistrationGuide({ preset: { name, id, hints, documentation }, callback }: RegistrationGuideProps) {
  const provider = id === 'generic' ? 'the provider' : name;
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-labelledby="registration">
      <Stack gap="sm">
        <Title order={3} id="registration">
          Register your app at {provider}
        </Title>
        {callback !== undefined && <CallbackUrl callback={callback} />}
        {hints.length > 0 && (
          <List size="sm" spacing={4}>
            {hints.map((hint) => (
              <List.Item key={hint}>{hint}</List.Item>
            ))}
          </List>
        )}
        {documentation !== null && (
          <Text size="sm">
            <Anchor href={documentation} target="_blank" rel="noreferrer" size="sm">
              How to register an app at {provider} <IconExternalLink size={13} aria-hidden />
            </Anchor>
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

function CallbackUrl({ callback }: { readonly callback: WizardState['callback'] }) {
  return (
    <>
      {callback.error !== null && <ProblemAlert error={callback.error} onRetry={() => void callback.retry()} />}
      {callback.url === undefined ? (
        <Skeleton height={62} />
      ) : (
        <CopyField
          label="Callback URL"
          value={callback.url}
          description="Register it as redirect URI, exactly as it stands here. It belongs to this profile alone."
        />
      )}
    </>
  );
}
