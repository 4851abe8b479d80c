import { useEffect, useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import type { AuthProfile, Preset } from '../auth-profiles.queries.ts';
import { withStoredSecrets, type ProfileForm } from '../form/profile-form.ts';
import { useFormCheck } from '../form/use-form-check.ts';
import { forgetDraft, keepDraft, type KeptDraft } from './entry/draft-store.ts';
import { useCallbackUrl } from './use-callback-url.ts';
import { useSaving } from './use-saving.ts';

interface Beginning {
  readonly kept: KeptDraft;
  readonly stored: AuthProfile | undefined;
  readonly presets: readonly Preset[];
}

/** The state of the wizard: what is typed, what is stored, and how the one becomes the other. */
export function useWizard({ kept, stored: storedBefore, presets }: Beginning) {
  const [form, setForm] = useState(kept.form);
  const [saved, setSaved] = useState<ProfileForm | undefined>(storedBefore && kept.form);
  const [stored, setStored] = useState(storedBefore);
  const preset = presets.find(({ id }) => id === form.presetId);
  const callback = useCallbackUrl(kept.reservation, stored === undefined);
  const check = useFormCheck(form, stored, preset);
  const saving = useSaving();
  const { reservation } = callback;
  const isTyped = form !== kept.form;
  useEffect(() => {
    if (isTyped || stored !== undefined) keepDraft({ form, reservation, savedId: stored?.id });
  }, [form, reservation, stored, isTyped]);
  const save = async () => {
    try {
      const profile = await saving.save(form, stored, reservation?.id);
      const next = withStoredSecrets(form);
      setForm(next);
      setSaved(next);
      setStored(profile);
    } catch (error) {
      // The reserved id was used up or is too old: another one is reserved, and its callback URL shown.
      if (toProblem(error).violationOf('/id') !== undefined) void callback.retry();
      throw error;
    }
  };
  const isSaved = stored !== undefined && form === saved;
  return {
    ...{ form, setForm, stored, preset, presets, check, save, isSaved, callback },
    change: (changes: Partial<ProfileForm>) => setForm((before) => ({ ...before, ...changes })),
    isSaving: saving.isPending,
    saveError: saving.error,
    isDirty: isTyped && !isSaved,
    forget: forgetDraft,
  };
}

export type WizardState = ReturnType<typeof useWizard>;
