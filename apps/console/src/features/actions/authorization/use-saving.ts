import { useConfigureAction, useEndOwnLogin, type Action, type ActionPlace } from '../actions.queries.ts';
import type { Draft } from '../settings/use-draft.ts';
import { ownLogin } from './use-saved-login.ts';

export type Saving = ReturnType<typeof useSaving>;

/** Saves what is chosen for an action; the login of its own ends with it where another one is to serve. */
export function useSaving(place: ActionPlace, action: Action, draft: Draft) {
  const configure = useConfigureAction(place);
  const ending = useEndOwnLogin(place);
  const save = async () => {
    const own = ownLogin(action, draft);
    await configure.mutateAsync(draft.body());
    // Its own login comes first for as long as it is there.
    if (own !== null && draft.login === 'profile') await ending.mutateAsync(own.id);
    draft.discard();
  };
  // Whoever changes what is in use is asked first; then it is saved before anything else is done.
  const mustSave = draft.isDirty && isInUse(action);
  // A login of its own is authorized while the other one still serves; it is saved afterwards.
  const isReplacing = mustSave && draft.keepsLogins && draft.login === 'action';
  return {
    ...{ save, mustSave },
    /** Before somebody authorizes. */
    prepare: () => (draft.isDirty && !isReplacing ? save() : Promise.resolve()),
    mayAuthorize: !mustSave || isReplacing,
    isSaving: configure.isPending || ending.isPending,
    /** Of the settings, with what is wrong with each field. */
    error: configure.error,
    /** Of ending the login of its own, after the settings were saved. */
    endingError: ending.error,
  };
}

/** Whether somebody loses something when the settings change. */
function isInUse({ state, authorization, endUserAuthorizationCount }: Action): boolean {
  return state === 'configured' || state === 'error' || authorization !== null || endUserAuthorizationCount > 0;
}
