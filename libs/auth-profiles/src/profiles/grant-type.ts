/** Every way in which a profile authorizes: grants of OAuth 2, and what people type in. */
export const grantTypes = [
  'authorization-code',
  'authorization-code-pkce',
  'client-credentials',
  'jwt-bearer',
  'password',
  'basic',
  'api-key',
] as const;

/**
 * How a profile gets what it authorizes calls with: tokens by a grant (RFC 6749 sections 4.1, 4.3 and 4.4, RFC 7636, RFC 7523
 * section 2.1), or, without OAuth, a user name and password or a key.
 */
export type GrantType = (typeof grantTypes)[number];

/** The grant types that a token endpoint serves. */
export type TokenGrantType = Exclude<GrantType, 'basic' | 'api-key'>;

/** Whether people go to the provider and come back with a code. */
export function isCodeGrant(grantType: GrantType): boolean {
  return grantType === 'authorization-code' || grantType === 'authorization-code-pkce';
}

/** Whether it stands for an app, so that nobody needs to authorize and no end user can. */
export function isAppGrant(grantType: GrantType): boolean {
  return grantType === 'client-credentials' || grantType === 'jwt-bearer';
}

/** Whether whoever authorizes types something in on a page of ours. */
export function isTypedGrant(grantType: GrantType): boolean {
  return grantType === 'password' || isCredentialGrant(grantType);
}

/** Whether what was typed in is what calls are authorized with: there is no token endpoint. */
export function isCredentialGrant(grantType: GrantType): grantType is 'basic' | 'api-key' {
  return grantType === 'basic' || grantType === 'api-key';
}
