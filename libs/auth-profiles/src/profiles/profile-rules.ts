import type { ProfileCheck, ProfileDraft, ProfilePreset } from './profile-draft.js';

/** What the rules need to know besides the draft. */
export interface ProfileCheckOptions {
  readonly preset?: ProfilePreset;
  /** Asked for each URL that is not https: the operator may list hosts that are reached by http. */
  readonly isUrlAllowed?: (url: URL) => boolean;
  /** The profile is being changed and has a secret already. */
  readonly hasStoredSecret?: boolean;
}

/** Checks a draft against every rule; never throws, never looks anything up. */
export function checkProfile(_draft: ProfileDraft, _options: ProfileCheckOptions = {}): ProfileCheck {
  throw new Error('not built yet');
}
