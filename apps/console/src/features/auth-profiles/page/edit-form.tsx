import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { askFirst } from '../../../ui/confirm.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { UnsavedGuard } from '../../../ui/unsaved-guard.tsx';
import { authProfileQuery, presetsQuery, useUpdateProfile, type AuthProfile } from '../auth-profiles.queries.ts';
import { NameFields } from '../fields/name-fields.tsx';
import { WayField } from '../fields/way-field.tsx';
import { FormContext } from '../form/form-context.ts';
import { bodyOfForm, formOf, type ProfileForm } from '../form/profile-form.ts';
import { useFormCheck } from '../form/use-form-check.ts';
import { DetailFields } from '../fields/detail-fields.tsx';
import { consequencesOf } from './consequences.ts';
import { Consequences, Foreseen } from './consequence-list.tsx';

interface EditFormProps {
  readonly profile: AuthProfile;
  readonly onDone: () => void;
}

/** Changes a profile; what must be authorized again is told before it is saved. */
export function EditForm({ profile, onDone }: EditFormProps) {
  const queryClient = useQueryClient();
  const [form, setForm] = useState(() => formOf(profile));
  const [isDirty, setDirty] = useState(false);
  const [isJudging, setJudging] = useState(false);
  const { data: presets = [] } = useQuery(presetsQuery);
  const preset = presets.find(({ id, connectorId }) =>
    profile.connectorId === null ? id === 'generic' : connectorId === profile.connectorId,
  );
  const check = useFormCheck(form, profile, preset);
  const update = useUpdateProfile();
  const root = useRef<HTMLFormElement>(null);
  const change = (changes: Partial<ProfileForm>) => {
    setDirty(true);
    setForm((before) => ({ ...before, ...changes }));
  };
  const save = () => {
    // A public client sends no secret: the one that was stored goes.
    const isPublic = form.clientAuthentication === 'none' && profile.clientSecret.isSet;
    const body = { ...bodyOfForm(form), version: profile.version, ...(isPublic && { clientSecret: null }) };
    const onSuccess = () => {
      void queryClient.invalidateQueries({ queryKey: authProfileQuery(profile.id).queryKey });
      showDone(`${form.name} is changed.`);
      onDone();
    };
    update.mutate({ id: profile.id, body }, { onSuccess });
  };
  const saveAfterAsking = async () => {
    setJudging(true);
    try {
      const { violations, affected } = await check.judge();
      if (violations.length > 0) {
        requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
        return;
      }
      if (consequencesOf(affected).length === 0) save();
      else {
        const body = <Consequences affected={affected} />;
        askFirst({ title: 'Save these changes?', body, confirm: 'Save', onConfirm: save });
      }
    } finally {
      setJudging(false);
    }
  };
  return (
    <FormContext
      value={{ form, change, stored: profile, preset, faultOf: check.faultOf, warningsOf: check.warningsOf }}
    >
      <UnsavedGuard isDirty={isDirty && !update.isPending && !update.isSuccess} coversSearch />
      <form
        noValidate
        ref={root}
        onSubmit={(event) => {
          event.preventDefault();
          void saveAfterAsking();
        }}
      >
        <Paper withBorder p={{ base: 'md', sm: 'xl' }}>
          <Stack gap="xl" maw="46rem" mx="auto">
            <Title order={2}>Edit</Title>
            <NameFields />
            <WayField />
            <DetailFields />
            <Foreseen affected={isDirty ? check.affected : null} />
            {update.isError && <SaveProblem error={update.error} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onDone}>
                Cancel
              </Button>
              <Button type="submit" loading={isJudging || update.isPending} disabled={!isDirty}>
                Save
              </Button>
            </Group>
          </Stack>
        </Paper>
      </form>
    </FormContext>
  );
}

function SaveProblem({ error }: { readonly error: unknown }) {
  const isConflict = toProblem(error).code === 'version-conflict';
  return (
    <Stack gap="xs">
      <ProblemAlert error={error} />
      {isConflict && (
        <Text size="sm">Copy what you typed, then cancel and edit again: you will see the other changes.</Text>
      )}
    </Stack>
  );
}
