import { isAppGrant, isCredentialGrant } from '../../../api/grant-types.ts';
import type { Connector } from '../actions.queries.ts';
import type { AuthProfile } from '../authorization/authorization.queries.ts';

type Profile = Pick<AuthProfile, 'kind' | 'grantType' | 'scopes' | 'clientSecret' | 'clientAuthentication'>;

/** What will not work well with a profile, before anybody signs in. */
export function profileWarnings(profile: Profile, connector: Connector): readonly string[] {
  if (isCredentialGrant(profile.grantType)) return [];
  return [...lackOfRefresh(profile, connector), ...lackOfSecret(profile), ...lackOfScopes(profile, connector)];
}

function lackOfRefresh({ grantType, scopes }: Profile, { name, authorization }: Connector): readonly string[] {
  const { refreshTokenScopes = [] } = authorization ?? {};
  const isCovered = refreshTokenScopes.length === 0 || refreshTokenScopes.some((one) => scopes.includes(one));
  if (isAppGrant(grantType) || isCovered) return [];
  return [
    `The profile does not ask for ${refreshTokenScopes.join(' or ')}: ${name} gives no refresh token, and everybody has to authorize again when the access token ends.`,
  ];
}

function lackOfSecret({ kind, grantType, clientAuthentication, clientSecret }: Profile): readonly string[] {
  if (kind !== 'custom' || clientSecret.isSet) return [];
  if (grantType === 'jwt-bearer') return ['The profile has no private key yet.'];
  return clientAuthentication === 'none' ? [] : ['The profile has no client secret yet.'];
}

function lackOfScopes({ grantType, scopes }: Profile, { operations }: Connector): readonly string[] {
  // An app that names no scopes gets those that it was registered with.
  if (isAppGrant(grantType) && scopes.length === 0) return [];
  const uncovered = operations.filter((operation) => operation.scopes.some((scope) => !scopes.includes(scope)));
  if (uncovered.length === 0) return [];
  const titles = uncovered.map(({ title }) => `“${title}”`).join(', ');
  return [
    `The profile does not ask for the scopes of ${titles}: the system will refuse ${uncovered.length === 1 ? 'it' : 'them'}.`,
  ];
}
