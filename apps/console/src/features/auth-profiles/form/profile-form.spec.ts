import { describe, expect, it } from 'vitest';
import type { Preset } from '../auth-profiles.queries.ts';
import {
  blankForm,
  bodyOfForm,
  withoutSecrets,
  withParameter,
  withPreset,
  withStoredSecrets,
  type ProfileForm,
} from './profile-form.ts';

const preset: Preset = {
  ...{ id: 'acme', name: 'Acme', connectorId: null, identityProviderName: 'Acme', documentation: null, hints: [] },
  authorizationUrl: 'https://{tenant}.acme.example/authorize',
  tokenUrl: 'https://{tenant}.acme.example/token',
  ...{ refreshUrl: null, revocationUrl: null, scopes: [], defaultScopes: ['read'], refreshTokenScopes: [] },
  ...{ scopeSeparator: ' ', pkce: true, clientAuthentication: 'client_secret_basic', hasTenancy: true },
  additionalFields: { prompt: 'consent' },
  parameters: [{ name: 'tenant', title: 'Tenant', description: '', pattern: '[a-z]+', examples: [] }],
  ...{ grantTypes: ['authorization-code'], credentials: [], audience: null },
};

const form: ProfileForm = {
  ...withPreset({ ...blankForm, name: 'Mine', clientId: 'c', clientSecret: 's3cret' }, preset),
  authorizationFields: [
    { placement: 'header', key: 'x-key', value: 'v4lue' },
    { placement: 'query', key: '', value: 'nameless' },
  ],
};

describe('the form of an auth profile', () => {
  it('takes from a preset what it knows, and keeps what only the person knows', () => {
    expect(form).toMatchObject({ name: 'Mine', clientId: 'c', grantType: 'authorization-code', scopes: ['read'] });
    expect(form.additionalFields).toEqual([{ key: 'prompt', value: 'consent' }]);
  });

  it('fills a parameter into the URLs that nobody has edited, again and again', () => {
    const edited = { ...form, tokenUrl: 'https://other.example/token' };
    const typed = withParameter(withParameter(edited, preset, { key: 'tenant', value: 'a' }), preset, {
      ...{ key: 'tenant', value: 'ab ' },
    });
    expect(typed.authorizationUrl).toBe('https://ab.acme.example/authorize');
    expect(typed.tokenUrl).toBe('https://other.example/token');
    expect(typed.hasTenancy).toBe(false);
    const emptied = withParameter(typed, preset, { key: 'tenant', value: '' });
    expect(emptied).toMatchObject({ authorizationUrl: preset.authorizationUrl, hasTenancy: true });
  });

  it('leaves no secret in what is kept in the browser', () => {
    const kept = JSON.stringify(withoutSecrets(form));
    expect(kept).not.toContain('s3cret');
    expect(kept).not.toContain('v4lue');
    expect(kept).toContain('x-key');
  });

  it('sends fields that have a name, and a secret only where there is one', () => {
    expect(bodyOfForm(form)).toMatchObject({
      clientSecret: 's3cret',
      authorizationFields: [{ placement: 'header', key: 'x-key', value: 'v4lue' }],
      additionalFields: { prompt: 'consent' },
    });
    const stored = bodyOfForm(withStoredSecrets(form));
    expect(stored).not.toHaveProperty('clientSecret');
    expect(stored.authorizationFields).toEqual([{ placement: 'header', key: 'x-key' }]);
  });

  it('sends neither an authorization URL that client credentials do not use, nor the secret of a public client', () => {
    expect(bodyOfForm({ ...form, grantType: 'client-credentials' }).authorizationUrl).toBe('');
    expect(bodyOfForm({ ...form, clientAuthentication: 'none' })).not.toHaveProperty('clientSecret');
  });
});
