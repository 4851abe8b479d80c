import { grantNames, isCodeGrant, isTypedGrant } from '../../../api/grant-types.ts';
import type { Connector } from '../actions.queries.ts';
import type { AuthProfile } from '../authorization/authorization.queries.ts';

type Ways = Pick<Connector, 'name' | 'credentials'>;

/** What a connector asks people for with a profile; undefined where it has no say. */
export function askedBy({ credentials }: Ways, { grantType, credentialsId }: AuthProfile) {
  return credentials.find(({ id, kind }) => kind === grantType && id === credentialsId);
}

/** How a profile authorizes, in the words of its system where that has some. */
export function wayTitle(profile: AuthProfile, connector: Ways): string {
  const { grantType } = profile;
  if (isCodeGrant(grantType)) return `Sign in at ${connector.name}`;
  return askedBy(connector, profile)?.title ?? grantNames[grantType];
}

/** What whoever authorizes types in on a page of ours; nothing where they sign in at the system. */
export function typedWith(profile: AuthProfile, connector: Ways): readonly string[] {
  const { grantType, credentials } = profile;
  if (!isTypedGrant(grantType)) return [];
  const known = askedBy(connector, profile)?.fields.map(({ title }) => title);
  if (known !== undefined) return known;
  const { usernameTitle, passwordTitle, keyTitle } = credentials ?? {};
  if (grantType === 'api-key') return [keyTitle ?? 'API key'];
  return [usernameTitle ?? 'User name', passwordTitle ?? 'Password'];
}
