import { describe, expect, it } from 'vitest';
import { resolveRegistration, type ClientRegistration } from './resolved-auth-profile.js';

const registration: ClientRegistration = {
  id: 'prf_1',
  kind: 'custom',
  name: 'Ours',
  identityProviderName: 'Example',
  grantType: 'authorization-code-pkce',
  clientId: 'client',
  clientSecret: 'secret',
  clientAuthentication: 'client_secret_post',
  authorizationUrl: 'https://{domain}/authorize?prompt=consent',
  tokenUrl: 'https://{domain}/token',
  scopes: ['api'],
  scopeSeparator: ' ',
  additionalFields: {},
  authorizationFields: [],
  version: 1,
  registrationVersion: 1,
};
const domain = {
  name: 'domain',
  title: 'Domain',
  description: 'Where people sign in.',
  pattern: '(?:login|test)\\.example\\.com',
  default: 'login.example.com',
  examples: ['login.example.com'],
};
const region = { ...domain, name: 'region', default: 'eu' };
const surroundings = { publicUrl: 'https://attache.example.com', parameters: [domain, region] };

describe('a resolved profile', () => {
  it('asks only for what its URLs hold, and fills defaults', () => {
    const profile = resolveRegistration(registration, surroundings);
    expect(profile.parameterDefinitions).toEqual([domain]);
    expect(profile.clientSettings({})).toMatchObject({
      authorizationUrl: 'https://login.example.com/authorize?prompt=consent',
      tokenUrl: 'https://login.example.com/token',
      refreshUrl: undefined,
      redirectUri: 'https://attache.example.com/oauth/callback/prf_1',
      clientSecret: 'secret',
    });
  });

  it('takes a value that fits instead of the default, and ignores what no URL holds', () => {
    const profile = resolveRegistration(registration, surroundings);
    const settings = profile.clientSettings({ domain: 'test.example.com', region: 'x' });
    expect(settings.tokenUrl).toBe('https://test.example.com/token');
  });

  it.each(['evil.example.org', 'login.example.com.evil.org', 'evil.org/login.example.com', 'login.example.com\n', ''])(
    'sends nothing to %j',
    (value) => {
      const profile = resolveRegistration(registration, surroundings);
      expect(() => profile.clientSettings({ domain: value })).toThrow(
        expect.objectContaining({ code: 'url-parameter-invalid', parameter: 'domain' }),
      );
    },
  );

  it('fills scopes too, and only with values that fit', () => {
    const scopes = ['https://{domain}/read', 'offline_access'];
    const profile = resolveRegistration({ ...registration, scopes }, surroundings);
    expect(profile.clientSettings({ domain: 'test.example.com' }).scopes).toEqual([
      ...['https://test.example.com/read', 'offline_access'],
    ]);
    expect(() => profile.clientSettings({ domain: 'evil.org/x all' })).toThrow(
      expect.objectContaining({ parameter: 'domain' }),
    );
  });

  it('asks for what only a scope holds', () => {
    const scopes = ['https://{region}.example.com/read'];
    const profile = resolveRegistration({ ...registration, scopes }, surroundings);
    expect(profile.parameterDefinitions).toEqual([domain, region]);
  });

  it('asks for a tenant where a URL holds one', () => {
    const tokenUrl = 'https://login.example.com/{tenant}/token';
    const profile = resolveRegistration({ ...registration, tokenUrl, authorizationUrl: undefined }, surroundings);
    expect(profile.parameterDefinitions.map(({ name }) => name)).toEqual(['tenant']);
    expect(profile.clientSettings({ tenant: 'acme' }).tokenUrl).toBe('https://login.example.com/acme/token');
    expect(() => profile.clientSettings({})).toThrow(expect.objectContaining({ parameter: 'tenant' }));
    expect(() => profile.clientSettings({ tenant: '../x' })).toThrow(expect.objectContaining({ parameter: 'tenant' }));
  });
});
