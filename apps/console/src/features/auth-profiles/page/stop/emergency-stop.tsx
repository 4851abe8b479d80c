import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { askFirst } from '../../../../ui/confirm.tsx';
import { ProblemAlert } from '../../../../ui/problem-alert.tsx';
import type { AuthProfile } from '../../auth-profiles.queries.ts';
import { StopProgress } from './stop-progress.tsx';
import { stopQuery, useResume, useStop } from './stop.queries.ts';

/** Ends everything that was ever authorized with a profile, at once; and what came of it the last time. */
export function EmergencyStop({ profile }: { readonly profile: AuthProfile }) {
  const stop = useQuery(stopQuery(profile.id));
  if (stop.isError) return <ProblemAlert error={stop.error} onRetry={() => void stop.refetch()} />;
  if (stop.data === undefined) return <Skeleton height={80} />;
  return (
    <Stack gap="md">
      {profile.isPaused ? <Paused profile={profile} /> : <StopButton profile={profile} />}
      {stop.data !== null && <StopProgress profile={profile} stop={stop.data} />}
    </Stack>
  );
}

function StopButton({ profile }: { readonly profile: AuthProfile }) {
  const stop = useStop(profile.id);
  const { name, identityProviderName: system } = profile;
  const ask = () =>
    askFirst({
      title: `Revoke everything of ${name}?`,
      body: (
        <Stack gap="xs">
          <Text size="sm">
            Every token of this profile is unusable at once: the shared one, those that members connected, and those of
            end users. Each is revoked at {system} where that is possible, with a receipt.
          </Text>
          <Text size="sm">
            Sign-ins that are under way end, and nobody can begin one until you resume the profile. This cannot be
            undone: everybody authorizes again.
          </Text>
        </Stack>
      ),
      confirm: 'Revoke everything',
      typed: name,
      onConfirm: () => stop.mutate(),
    });
  return (
    <Stack gap="sm">
      {stop.isError && <ProblemAlert error={stop.error} onRetry={ask} />}
      <Group justify="space-between" gap="md">
        <Text size="sm" c="dimmed" flex={1} miw="14rem">
          A secret leaked, or {system} was broken into: end all that was authorized with this profile, in one go.
        </Text>
        <Button color="red.9" leftSection={<IconHandStop size={16} />} loading={stop.isPending} onClick={ask}>
          Emergency stop
        </Button>
      </Group>
    </Stack>
  );
}

function Paused({ profile }: { readonly profile: AuthProfile }) {
  const resume = useResume(profile);
  const run = () => resume.mutate();
  return (
    <Alert color="orange" icon={<IconHandStop />} title="Stopped: nobody can authorize with this profile">
      <Stack gap="sm">
        <Text size="sm">
          Give the profile a new secret if the old one leaked, then resume it. Bots ask end users anew by themselves; a
          shared token has to be saved again.
        </Text>
        {resume.isError && <ProblemAlert error={resume.error} onRetry={run} />}
        <Group>
          <Button variant="default" leftSection={<IconPlayerPlay size={16} />} loading={resume.isPending} onClick={run}>
            Resume
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
