import { whomToAsk } from '../../../picking/uninvited.tsx';
import type { AuthProfile } from '../authorization/authorization.queries.ts';
import { isFit, type AuthorizationMode } from './use-draft.ts';

/** Why a profile cannot be chosen, with the cure; undefined where it can. */
export function obstacleOf(
  profile: Pick<AuthProfile, 'grantType' | 'mayUse' | 'isPaused' | 'ask'>,
  mode: AuthorizationMode,
): string | undefined {
  if (!profile.mayUse) return `None of your roles is invited: ask ${whomToAsk(profile)} to invite one.`;
  if (profile.isPaused) return 'It was stopped: nobody can authorize with it until it is resumed.';
  return isFit(profile, mode) ? undefined : 'It stands for an app, not for a person: it works with Pre-authorize only.';
}
