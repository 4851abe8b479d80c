import { useDivisionFor } from './use-division-for.ts';
import { useCreateProfile, useUpdateProfile, type AuthProfile } from '../auth-profiles.queries.ts';
import { bodyOfForm, type ProfileForm } from '../form/profile-form.ts';

/** Saves a form: as a new profile with its reserved id, or as a change to the one that is stored. */
export function useSaving() {
  const create = useCreateProfile();
  const update = useUpdateProfile();
  const divisionId = useDivisionFor('auth-profiles:manage');
  const save = (form: ProfileForm, stored: AuthProfile | undefined, id: string | undefined): Promise<AuthProfile> => {
    const body = bodyOfForm(form);
    if (stored !== undefined) return update.mutateAsync({ id: stored.id, body: { ...body, version: stored.version } });
    const connector = form.connectorId === null ? {} : { connectorId: form.connectorId };
    // Whom it is for is said on the last screen: until then only those who manage it use it.
    return create.mutateAsync({ ...body, ...connector, id, divisionId, invitedRoles: [] });
  };
  return { save, isPending: create.isPending || update.isPending, error: create.error ?? update.error };
}
