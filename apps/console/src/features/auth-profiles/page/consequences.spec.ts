import { describe, expect, it } from 'vitest';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import { formOf } from '../form/profile-form.ts';
import { affectedWords, whyAnew } from './consequences.ts';

const profile: AuthProfile = {
  ...{ id: 'prf_1', kind: 'custom', connectorId: null, name: 'Mine', description: '', identityProviderName: 'Acme' },
  ...{ grantType: 'authorization-code', clientId: 'c', clientSecret: { isSet: true, setAt: null } },
  ...{ clientAuthentication: 'client_secret_post', callbackUrl: 'https://attache.example/oauth/callback/prf_1' },
  authorizationUrl: 'https://{tenant}.acme.example/authorize',
  tokenUrl: 'https://{tenant}.acme.example/token',
  ...{ refreshUrl: null, revocationUrl: null, scopes: ['read'], scopeSeparator: ' ', hasTenancy: true },
  ...{ additionalFields: {}, authorizationFields: [], issuer: null, parameters: [] },
  ...{ version: 1, createdAt: null, updatedAt: null },
};
const form = formOf(profile);

describe('what a change of a profile has for its consequence', () => {
  it('is nothing where the same client asks the same provider for no more', () => {
    expect(whyAnew(profile, { ...form, name: 'Ours', clientSecret: 'n3w', scopes: [] })).toBeUndefined();
    expect(whyAnew(profile, { ...form, tokenUrl: 'https://{tenant}.acme.example/v2/token' })).toBeUndefined();
  });

  it('is a new authorization for another client, another address or more scopes', () => {
    expect(whyAnew(profile, { ...form, clientId: 'd' })).toMatch(/another client/);
    expect(whyAnew(profile, { ...form, tokenUrl: 'https://evil.example/token' })).toMatch(/another address/);
    expect(whyAnew(profile, { ...form, scopes: ['read', 'write'] })).toBe('It asks for more: write.');
  });

  it('is told in numbers, and not at all where nobody is concerned', () => {
    const action = {
      botId: 'b',
      botName: 'B',
      connectorId: 'c',
      state: 'configured',
      authorizationMode: 'end-user',
    } as const;
    const usage = { actions: [action], botCount: 1, sharedAuthorizationCount: 0, endUserAuthorizationCount: 3 };
    expect(affectedWords(usage)).toBe(
      '1 action works with this profile, and 3 authorizations would have to be given again.',
    );
    const unused = { actions: [], botCount: 0, sharedAuthorizationCount: 0, endUserAuthorizationCount: 0 };
    expect(affectedWords(unused)).toBeUndefined();
  });
});
