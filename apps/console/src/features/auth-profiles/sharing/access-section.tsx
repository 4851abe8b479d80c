import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Uninvited } from '../../../picking/uninvited.tsx';
import { Details } from '../../../ui/details.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { UnsavedGuard } from '../../../ui/unsaved-guard.tsx';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import { AccessFields } from './access-fields.tsx';
import { AudienceWords, DivisionName } from './access-words.tsx';
import { useAccess } from './use-access.ts';

/** Who may use a profile, and a way to change it. */
export function AccessSection({ profile }: { readonly profile: AuthProfile }) {
  const mayChange = profile.mayManage && profile.kind === 'custom';
  const [isEditing, { open, close }] = useDisclosure(false);
  if (mayChange && isEditing) return <AccessForm profile={profile} onDone={close} />;
  return (
    <Stack gap="sm">
      <Details
        items={[
          { label: 'May use it', value: <AudienceWords profile={profile} /> },
          { label: 'Division', value: <DivisionName profile={profile} /> },
          { label: 'You', value: profile.mayUse ? 'May use it' : 'See it, and may not use it' },
        ]}
      />
      {!profile.mayUse && <Uninvited profiles={[profile]} />}
      {mayChange && (
        <Group>
          <Button variant="default" onClick={open}>
            Change who may use it
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function AccessForm({ profile, onDone }: { readonly profile: AuthProfile; readonly onDone: () => void }) {
  const access = useAccess(profile);
  const save = () =>
    access.save().then(
      () => {
        showDone(`Who may use ${profile.name} is changed.`);
        onDone();
      },
      // Shown below.
      () => undefined,
    );
  return (
    <Stack gap="md">
      <UnsavedGuard isDirty={access.isDirty && !access.isSaving} />
      <AccessFields access={access.access} onChange={access.change} />
      {access.error !== null && <ProblemAlert error={access.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button loading={access.isSaving} disabled={!access.isDirty || access.isUndecided} onClick={() => void save()}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}
