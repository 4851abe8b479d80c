import type { AuthProfile } from './auth-profiles.queries.ts';

/** What people call the ways of sending a secret. */
export const authenticationNames: Readonly<Record<AuthProfile['clientAuthentication'], string>> = {
  client_secret_post: 'In the body',
  client_secret_basic: 'As basic authentication',
  none: 'Public client, no secret',
};

/** What people call the places that a key can go to. */
export const placementNames = {
  header: 'A header',
  query: 'A query parameter',
  'basic-username': 'The user name of basic authentication',
  basic: 'Basic authentication',
} as const;
