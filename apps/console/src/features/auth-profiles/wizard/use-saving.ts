import { useCreateProfile, useUpdateProfile, type AuthProfile } from '../auth-profiles.queries.ts';
import { bodyOfForm, type ProfileForm } from '../form/profile-form.ts';

/** Saves a form: as a new profile with its reserved id, or as a change to the one that is stored. */
export function useSaving() {
  const create = useCreateProfile();
  const update = useUpdateProfile();
  const save = (form: ProfileForm, stored: AuthProfile | undefined, id: string | undefined): Promise<AuthProfile> => {
    const body = bodyOfForm(form);
    if (stored !== undefined) return update.mutateAsync({ id: stored.id, body: { ...body, version: stored.version } });
    const connector = form.connectorId === null ? {} : { connectorId: form.connectorId };
    return create.mutateAsync({ ...body, ...connector, id });
  };
  return { save, isPending: create.isPending || update.isPending, error: create.error ?? update.error };
}
