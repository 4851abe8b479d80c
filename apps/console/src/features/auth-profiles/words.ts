import type { AuthProfile } from './auth-profiles.queries.ts';

/** What people call the grant types. */
export const grantNames: Readonly<Record<AuthProfile['grantType'], string>> = {
  'authorization-code-pkce': 'Authorization code with PKCE',
  'authorization-code': 'Authorization code',
  'client-credentials': 'Client credentials',
  'jwt-bearer': 'JWT bearer',
  password: 'Password (legacy)',
  basic: 'User name and password',
  'api-key': 'API key',
};

/** What people call the ways of sending a secret. */
export const authenticationNames: Readonly<Record<AuthProfile['clientAuthentication'], string>> = {
  client_secret_post: 'In the body',
  client_secret_basic: 'As basic authentication',
  none: 'Public client, no secret',
};
