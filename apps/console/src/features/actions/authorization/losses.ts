import type { Action } from '../actions.queries.ts';
import type { Draft } from '../settings/use-draft.ts';
import { ownLogin } from './use-saved-login.ts';

type Change = Pick<Draft, 'keepsLogins' | 'login' | 'profile'>;

/** What ends, and what begins, when the settings of an action that is in use are saved. */
export function lossOf(action: Action, draft: Change): string {
  const { name, state } = action;
  const isRunning = state === 'configured' || state === 'error';
  const news = isRunning ? `${name} is used with the new settings from then on.` : '';
  return [...(draft.keepsLogins ? lossOfSwitch(action, draft) : lossOfChange(action)), news].filter(Boolean).join(' ');
}

function lossOfChange({ authorization, authorizationSource, endUserAuthorizationCount: count }: Action) {
  const people = count === 1 ? '1 person has' : `${count} people have`;
  return [
    authorization === null || authorizationSource === 'profile'
      ? ''
      : `The authorization of ${authorization.accountName} is revoked.`,
    count === 0 ? '' : `${people} to authorize again.`,
  ];
}

/** What it means to take the other login, and nothing else. */
function lossOfSwitch(action: Action, draft: Change) {
  const own = ownLogin(action, draft);
  if (draft.login === 'profile') {
    const ended = own === null ? '' : `The authorization of ${own.accountName}, this action’s own, is revoked.`;
    return [ended, `It works with the login saved with ${draft.profile?.name ?? 'the profile'}.`];
  }
  return [
    own === null
      ? 'It can do nothing until somebody has authorized it by itself: to go on without a gap, authorize first.'
      : 'It works with its own login alone, also when that is lost.',
  ];
}
