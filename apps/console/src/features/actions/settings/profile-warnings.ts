import type { Connector } from '../actions.queries.ts';
import type { AuthProfile } from '../authorization/authorization.queries.ts';

type Profile = Pick<AuthProfile, 'kind' | 'grantType' | 'scopes' | 'clientSecret' | 'clientAuthentication'>;

/** What will not work well with a profile, before anybody signs in. */
export function profileWarnings(profile: Profile, { name, authorization, operations }: Connector): readonly string[] {
  const { scopes, grantType } = profile;
  const { refreshTokenScopes = [] } = authorization ?? {};
  const isForPeople = grantType !== 'client-credentials';
  const lacksRefresh =
    isForPeople && refreshTokenScopes.length > 0 && !refreshTokenScopes.some((one) => scopes.includes(one));
  const lacksSecret =
    profile.kind === 'custom' && profile.clientAuthentication !== 'none' && !profile.clientSecret.isSet;
  const uncovered = operations.filter((operation) => operation.scopes.some((scope) => !scopes.includes(scope)));
  return [
    ...(lacksRefresh
      ? [
          `The profile does not ask for ${refreshTokenScopes.join(' or ')}: ${name} gives no refresh token, and everybody has to authorize again when the access token ends.`,
        ]
      : []),
    ...(lacksSecret ? ['The profile has no client secret yet.'] : []),
    ...(uncovered.length > 0
      ? [
          `The profile does not ask for the scopes of ${uncovered.map(({ title }) => `“${title}”`).join(', ')}: the system will refuse ${uncovered.length === 1 ? 'it' : 'them'}.`,
        ]
      : []),
  ];
}
