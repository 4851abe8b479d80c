import type { Schema } from './client.ts';

/** How an auth profile authorizes. */
export type GrantType = Schema<'AuthProfileView'>['grantType'];

/** What people call the ways to authorize. */
export const grantNames: Readonly<Record<GrantType, string>> = {
  'authorization-code-pkce': 'Authorization code with PKCE',
  'authorization-code': 'Authorization code',
  'client-credentials': 'Client credentials',
  'jwt-bearer': 'JWT bearer',
  password: 'Password (legacy)',
  basic: 'User name and password',
  'api-key': 'API key',
};

/** Whether people sign in at the system and come back. */
export function isCodeGrant(grantType: GrantType): boolean {
  return grantType === 'authorization-code' || grantType === 'authorization-code-pkce';
}

/** Whether it stands for an app: nobody authorizes, and it cannot stand for an end user. */
export function isAppGrant(grantType: GrantType): boolean {
  return grantType === 'client-credentials' || grantType === 'jwt-bearer';
}

/** Whether there is no OAuth: what people type in goes into each call. */
export function isCredentialGrant(grantType: GrantType): grantType is 'basic' | 'api-key' {
  return grantType === 'basic' || grantType === 'api-key';
}

/** Whether whoever authorizes types something in on a page of ours. */
export function isTypedGrant(grantType: GrantType): boolean {
  return grantType === 'password' || isCredentialGrant(grantType);
}
