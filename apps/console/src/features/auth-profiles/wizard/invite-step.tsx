import { Button, Group, Stack, Text } from '@mantine/core';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import { AccessFields } from '../sharing/access-fields.tsx';
import { useAccess } from '../sharing/use-access.ts';

interface InviteStepProps {
  readonly profile: AuthProfile;
  readonly onBack: () => void;
  /** Words of the last button. */
  readonly finish: string;
  readonly onFinish: () => void;
}

/** Says who may use the new profile. */
export function InviteStep({ profile, onBack, finish, onFinish }: InviteStepProps) {
  const { access, change, isDirty, isUndecided, isSaving, error, save } = useAccess(profile);
  const end = () => {
    if (!isDirty) onFinish();
    // What went wrong is shown below.
    else void save().then(onFinish, () => undefined);
  };
  return (
    <Stack gap="lg">
      <Text size="sm" maw="40rem">
        <b>{profile.name}</b> is ready. Unless you invite others, only members who may manage auth profiles use it.
        Nobody sees its secrets.
      </Text>
      <AccessFields access={access} onChange={change} />
      {error !== null && <ProblemAlert error={error} />}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button loading={isSaving} disabled={isUndecided} onClick={end}>
          {finish}
        </Button>
      </Group>
    </Stack>
  );
}
