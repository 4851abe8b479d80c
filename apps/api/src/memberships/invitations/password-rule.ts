import { RequestInvalidError } from '../../http/problem.js';
import type { Workspace } from '../../members/workspace.entity.js';
import type { OfferedGrant } from './invitation.entity.js';

/** Whether the invited will sign in by password: where single sign-on is the only way in, owners of everything alone keep that way back. */
export function needsPassword(
  { requiresSingleSignOn }: Pick<Workspace, 'requiresSingleSignOn'>,
  grants: readonly OfferedGrant[],
): boolean {
  return !requiresSingleSignOn || grants.some(({ role, divisionId }) => role === 'owner' && divisionId === null);
}

/**
 * Refuses to become a member without the password that one needs, or with one that nobody could sign in by.
 * @throws {RequestInvalidError}
 */
export function requirePasswordRule(isNeeded: boolean, password: string | undefined): void {
  if (isNeeded === (password !== undefined)) return;
  const detail = isNeeded
    ? 'Choose a password of at least 12 characters.'
    : 'This workspace lets people in by single sign-on only; leave the password out, then sign in there.';
  throw new RequestInvalidError([{ pointer: '/password', detail }]);
}
