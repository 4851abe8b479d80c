import type { ClientRegistration } from '../../auth-profiles/resolved-auth-profile.js';

/** A client of the provider, with rotation, revocation and a secret. */
export function registrationAt({ origin }: { readonly origin: string }): ClientRegistration {
  return {
    ...{
      id: 'prf_test',
      kind: 'custom',
      name: 'Test',
      identityProviderName: 'Test',
      version: 1,
      registrationVersion: 1,
    },
    ...{ grantType: 'authorization-code', clientId: 'client', clientSecret: 'secret', scopes: ['api'] },
    ...{ clientAuthentication: 'client_secret_post', scopeSeparator: ' ' },
    ...{ additionalFields: {}, authorizationFields: [] },
    tokenUrl: `${origin}/token`,
    revocationUrl: `${origin}/revoke`,
  };
}
