import { useQuery } from '@tanstack/react-query';
import type { Schema } from '../../../api/client.ts';
import { savedLoginQuery } from '../../../authorizing/saved-login.queries.ts';
import type { Action } from '../actions.queries.ts';
import type { Draft } from '../settings/use-draft.ts';

export type SavedLogin = Schema<'SavedAuthorizationView'>;

/** The login saved with the chosen profile, where the action could work with it. */
export function useSavedLogin(
  action: Action,
  { mode, profile, parameters, keepsLogins }: Pick<Draft, 'mode' | 'profile' | 'parameters' | 'keepsLogins'>,
): SavedLogin | undefined {
  const isWanted = mode === 'pre-authorized' && profile !== undefined;
  const { data } = useQuery({ ...savedLoginQuery(profile?.id ?? ''), enabled: isWanted });
  if (!isWanted || data?.connectorId !== action.connectorId) return undefined;
  const isUsed = keepsLogins && action.authorizationSource === 'profile';
  return isUsed || isFor(data, parameters) ? data : undefined;
}

function isFor(login: SavedLogin, parameters: Draft['parameters']): boolean {
  return Object.entries(parameters).every(([name, value]) => login.parameters[name] === value.trim());
}

/** The login of an action's own that stays when it is saved. */
export function ownLogin(action: Action, { keepsLogins }: Pick<Draft, 'keepsLogins'>): Action['authorization'] {
  return keepsLogins && action.authorizationSource === 'action' ? action.authorization : null;
}

/** Whether a pre-authorized action could be enabled: the login that it is to work with is there. */
export function isAuthorized(
  action: Action,
  draft: Pick<Draft, 'login' | 'keepsLogins' | 'isDirty'>,
  saved: SavedLogin | undefined,
): boolean {
  if (!draft.isDirty && action.authorization?.state === 'active') return true;
  return (draft.login === 'profile' ? saved : ownLogin(action, draft))?.state === 'active';
}
