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
  ...{ apiUrl: null, credentialsId: null, credentials: null, subject: null, audience: null, keyId: null },
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

  it('is a new authorization where it is another way, or where what people enter goes elsewhere', () => {
    expect(whyAnew(profile, { ...form, grantType: 'client-credentials' })).toMatch(/another way/);
    expect(whyAnew(profile, { ...form, apiUrl: 'https://evil.example' })).toMatch(/another address/);
    const placement = { in: 'header', name: 'X-Key' } as const;
    const typed = { ...profile, grantType: 'api-key' as const, clientId: null, credentials: { placement } };
    const asTyped = formOf(typed);
    expect(whyAnew(typed, { ...asTyped, name: 'Ours' })).toBeUndefined();
    const inQuery = { ...asTyped.credentials, placement: { ...asTyped.credentials.placement, in: 'query' as const } };
    expect(whyAnew(typed, { ...asTyped, credentials: inQuery })).toMatch(/another place/);
    const checked = { ...asTyped.credentials, checkUrl: 'https://evil.example' };
    expect(whyAnew(typed, { ...asTyped, credentials: checked })).toMatch(/another place/);
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
