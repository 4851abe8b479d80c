import { Alert, Autocomplete, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { isTypedGrant } from '../../../api/grant-types.ts';
import { toProblem } from '../../../api/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useTestProfile, type AuthProfile, type Trial } from '../auth-profiles.queries.ts';
import { useAsked } from './asked.ts';
import { Exchange } from './exchange.tsx';
import { Findings } from './findings.tsx';
import { TypedFields } from './typed-fields.tsx';

interface TrialPanelProps {
  readonly profile: AuthProfile;
  /** Values that the URLs need, as far as they are known. */
  readonly known?: Readonly<Record<string, string>>;
  /** Begins by itself, where no value is missing. */
  readonly isAutomatic?: boolean;
}

/** Tries a profile out at its provider, and tells everything that was learned. */
export function TrialPanel({ profile, known = {}, isAutomatic = false }: TrialPanelProps) {
  const test = useTestProfile();
  const [given, setGiven] = useState<Readonly<Record<string, string>>>(known);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const asked = useAsked(profile);
  const shown = [
    ...profile.parameters.map(({ name }) => `/parameters/${name}`),
    ...asked.map(({ name }) => `/credentials/${name}`),
  ];
  const fault = (pointer: string) => (test.isError ? toProblem(test.error).violationOf(pointer) : undefined);
  const run = () => {
    const parameters = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''));
    test.mutate({ id: profile.id, parameters, ...(asked.length > 0 && { credentials: typed }) });
  };
  const begin = useEffectEvent(() => {
    const isComplete = profile.parameters.every(({ name, default: byDefault }) => given[name] || byDefault);
    if (isAutomatic && isComplete && !isTypedGrant(profile.grantType)) run();
  });
  useEffect(() => begin(), []);
  return (
    <Stack gap="md">
      {profile.parameters.map(({ name, title, description, examples, default: byDefault }) => (
        <Autocomplete
          key={name}
          label={title}
          description={`${description} For this test only.`}
          placeholder={byDefault ?? examples[0]}
          data={[...new Set([...(byDefault === undefined ? [] : [byDefault]), ...examples])]}
          value={given[name] ?? ''}
          error={fault(`/parameters/${name}`)}
          onChange={(value) => setGiven({ ...given, [name]: value })}
        />
      ))}
      <TypedFields asked={asked} typed={typed} onType={setTyped} faultOf={fault} />
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" flex="1 1 16rem">
          {meaningOf(profile)}
        </Text>
        <Button
          variant="default"
          loading={test.isPending}
          disabled={asked.some(({ name }) => !typed[name])}
          onClick={run}
        >
          {test.data === undefined ? 'Test' : 'Test again'}
        </Button>
      </Group>
      {test.isError && <ProblemAlert error={test.error} onRetry={run} shownFields={shown} />}
      {test.data !== undefined && !test.isPending && <Result trial={test.data} />}
    </Stack>
  );
}

/** What a test does. */
function meaningOf({ grantType, identityProviderName, credentials }: AuthProfile): string {
  if (grantType === 'client-credentials') return 'Asks the provider for a token, as an action would.';
  if (grantType === 'jwt-bearer') return 'Signs with the key, and asks the provider for a token, as an action would.';
  if (grantType === 'password') return 'Asks the provider for a token with what you enter, as for a person.';
  if (!isTypedGrant(grantType)) {
    return 'Opens the sign-in page, and sends the provider a code that nobody was given: it refuses just that when all else is right.';
  }
  return credentials === null
    ? `Asks ${identityProviderName} whose account it is.`
    : 'Calls the check URL with what you enter.';
}

function Result({ trial: { ok, findings, exchange } }: { readonly trial: Trial }) {
  return (
    <Stack gap="md" role="status">
      <Alert
        color={ok ? 'teal' : 'red'}
        icon={ok ? <IconCircleCheck /> : <IconCircleX />}
        title={ok ? 'The profile works' : 'The profile does not work yet'}
      >
        <Findings findings={findings} />
      </Alert>
      {exchange !== undefined && <Exchange exchange={exchange} isOpen={!ok} />}
    </Stack>
  );
}
