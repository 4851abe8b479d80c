import { Alert, Autocomplete, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useTestProfile, type AuthProfile, type Trial } from '../auth-profiles.queries.ts';
import { Exchange } from './exchange.tsx';
import { Findings } from './findings.tsx';

interface TrialPanelProps {
  readonly profile: Pick<AuthProfile, 'id' | 'grantType' | 'parameters'>;
  /** Values that the URLs need, as far as they are known. */
  readonly known?: Readonly<Record<string, string>>;
  /** Begins by itself, where no value is missing. */
  readonly isAutomatic?: boolean;
}

/** Tries a profile out at its provider, and tells everything that was learned. */
export function TrialPanel({ profile, known = {}, isAutomatic = false }: TrialPanelProps) {
  const test = useTestProfile();
  const [given, setGiven] = useState<Readonly<Record<string, string>>>(known);
  const shown = profile.parameters.map(({ name }) => `/parameters/${name}`);
  const fault = (name: string) => (test.isError ? toProblem(test.error).violationOf(`/parameters/${name}`) : undefined);
  const run = () => {
    const parameters = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''));
    test.mutate({ id: profile.id, parameters });
  };
  const begin = useEffectEvent(() => {
    const isComplete = profile.parameters.every(({ name, default: byDefault }) => given[name] || byDefault);
    if (isAutomatic && isComplete) run();
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
          error={fault(name)}
          onChange={(value) => setGiven({ ...given, [name]: value })}
        />
      ))}
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" flex="1 1 16rem">
          {profile.grantType === 'client-credentials'
            ? 'Asks the provider for a token, as an action would.'
            : 'Opens the sign-in page, and sends the provider a code that nobody was given: it refuses just that when all else is right.'}
        </Text>
        <Button variant="default" loading={test.isPending} onClick={run}>
          {test.data === undefined ? 'Test' : 'Test again'}
        </Button>
      </Group>
      {test.isError && <ProblemAlert error={test.error} onRetry={run} shownFields={shown} />}
      {test.data !== undefined && !test.isPending && <Result trial={test.data} />}
    </Stack>
  );
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
