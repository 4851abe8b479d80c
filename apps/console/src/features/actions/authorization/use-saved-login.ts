import { useQuery } from '@tanstack/react-query';
import type { Schema } from '../../../api/client.ts';
import { savedLoginQuery } from '../../../authorizing/saved-login.queries.ts';
import type { Action } from '../actions.queries.ts';
import type { Draft } from '../settings/use-draft.ts';

export type SavedLogin = Schema<'SavedAuthorizationView'>;

/** The login saved with the chosen profile, where the action works with it: it has none of its own, or loses it when it is saved. */
export function useSavedLogin(
  action: Action,
  { mode, profile, isDirty }: Pick<Draft, 'mode' | 'profile' | 'isDirty'>,
): SavedLogin | undefined {
  const hasOwn = action.authorizationSource === 'action' && !isDirty;
  const isWanted = mode === 'pre-authorized' && profile !== undefined && !hasOwn && action.usesProfileAuthorization;
  const { data } = useQuery({ ...savedLoginQuery(profile?.id ?? ''), enabled: isWanted });
  return isWanted && data?.connectorId === action.connectorId ? data : undefined;
}

/** Whether a pre-authorized action could be enabled: there is a login that it works with. */
export function isAuthorized(
  action: Action,
  { isDirty }: Pick<Draft, 'isDirty'>,
  saved: SavedLogin | undefined,
): boolean {
  return saved?.state === 'active' || (!isDirty && action.authorization?.state === 'active');
}
