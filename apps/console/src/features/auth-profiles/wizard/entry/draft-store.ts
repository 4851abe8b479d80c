import type { Reservation } from '../../auth-profiles.queries.ts';
import { blankForm, withoutSecrets, type ProfileForm } from '../../form/profile-form.ts';

/** A wizard that somebody was in the middle of. */
export interface KeptDraft {
  readonly form: ProfileForm;
  readonly reservation?: Reservation;
  /** The profile, once it was saved. */
  readonly savedId?: string;
}

const key = 'attache.auth-profile-draft';

/** What was typed in this tab before the page was loaded anew; never a secret. */
export function loadDraft(): KeptDraft | undefined {
  try {
    const text = sessionStorage.getItem(key);
    if (text === null) return undefined;
    const draft = JSON.parse(text) as KeptDraft;
    return { ...draft, form: { ...blankForm, ...draft.form } };
  } catch {
    return undefined;
  }
}

/** Keeps what was typed, without its secrets, until the tab is closed. */
export function keepDraft(draft: KeptDraft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...draft, form: withoutSecrets(draft.form) }));
  } catch {
    // Where nothing can be kept, a reload begins anew.
  }
}

/** Forgets what was typed. */
export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
