import { placeholdersIn } from '#auth-profiles';
import type { PresetParameter } from '#connectors';
import type { ClientRegistration } from '../resolved-auth-profile.js';

const tenant: PresetParameter = {
  name: 'tenant',
  title: 'Tenant',
  description: 'The name of your organisation, as it stands in the address of the system.',
  pattern: '[A-Za-z0-9](?:[\\w.\\-]*[A-Za-z0-9])?',
  examples: [],
};

/** The redirect URI of a profile: distinct for each (RFC 9700 section 4.4). */
export function callbackUrlOf(publicUrl: string, profileId: string): string {
  return `${publicUrl}/oauth/callback/${profileId}`;
}

/** The values that a registration needs: those in its URLs and scopes, and those of the API's base URL unless the registration says where that is. */
export function definitionsOf(
  registration: Pick<
    ClientRegistration,
    'authorizationUrl' | 'tokenUrl' | 'refreshUrl' | 'revocationUrl' | 'apiUrl' | 'credentials' | 'audience' | 'scopes'
  >,
  declared: readonly PresetParameter[],
): readonly PresetParameter[] {
  const { authorizationUrl, tokenUrl, refreshUrl, revocationUrl, apiUrl, credentials, audience, scopes } = registration;
  const texts = [
    authorizationUrl,
    tokenUrl,
    refreshUrl,
    revocationUrl,
    apiUrl,
    credentials?.checkUrl,
    audience,
    ...scopes,
  ];
  const needed = new Set(texts.flatMap((text) => placeholdersIn(text ?? '')));
  const known = declared.some(({ name }) => name === tenant.name) ? declared : [...declared, tenant];
  return known.filter(({ name, isOfBaseUrl }) => needed.has(name) || (isOfBaseUrl === true && apiUrl === undefined));
}
