import { useState } from 'react';
import { useUpdateProfile, type AuthProfile } from '../auth-profiles.queries.ts';
import { accessOf, bodyOfAccess, isUndecided, type Access } from './access.ts';

/** How a profile is shared, while somebody changes it; `stored` is what is saved. */
export function useAccess(stored: AuthProfile) {
  const [chosen, setChosen] = useState<Access>();
  const update = useUpdateProfile();
  const access = chosen ?? accessOf(stored);
  const save = async () => {
    const body = { ...bodyOfAccess(access, stored), version: stored.version };
    const profile = await update.mutateAsync({ id: stored.id, body });
    setChosen(undefined);
    return profile;
  };
  return {
    ...{ access, save },
    change: (next: Access) => setChosen(next),
    discard: () => {
      update.reset();
      setChosen(undefined);
    },
    isDirty: chosen !== undefined,
    isUndecided: isUndecided(access),
    isSaving: update.isPending,
    error: update.error,
  };
}
