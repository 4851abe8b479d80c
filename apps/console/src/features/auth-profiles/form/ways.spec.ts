import { describe, expect, it } from 'vitest';
import type { Preset } from '../auth-profiles.queries.ts';
import { bodyOfForm, blankForm, withoutSecrets, withPreset } from './profile-form.ts';
import { fillableParameters, wayKey, waysOf, withWay } from './ways.ts';

const parameter = { title: 'X', description: '', pattern: '[a-z]+', examples: [] };
const preset = {
  ...{ id: 'desk', name: 'Desk', connectorId: 'desk', identityProviderName: 'Desk', documentation: null, hints: [] },
  authorizationUrl: 'https://{subdomain}.desk.example/authorize',
  tokenUrl: 'https://{subdomain}.desk.example/token',
  ...{ refreshUrl: null, revocationUrl: null, scopes: [], defaultScopes: ['read', 'offline'] },
  ...{ refreshTokenScopes: ['offline'], scopeSeparator: ' ', pkce: false, hasTenancy: false },
  clientAuthentication: 'client_secret_post',
  additionalFields: { prompt: 'consent' },
  parameters: [
    { ...parameter, name: 'subdomain' },
    { ...parameter, name: 'region' },
  ],
  grantTypes: ['authorization-code', 'client-credentials', 'jwt-bearer', 'basic', 'api-key'],
  credentials: [
    { id: 'api-token', kind: 'basic', title: 'API token', description: 'With an e-mail', fields: [], parameters: [] },
    { id: 'old-key', kind: 'api-key', title: 'Old key', description: '', fields: [], parameters: [] },
  ],
  audience: 'https://{subdomain}.desk.example',
} as unknown as Preset;
const way = (key: string) => waysOf(preset).find((one) => wayKey(one) === key) as ReturnType<typeof waysOf>[number];
const form = withPreset({ ...blankForm, name: 'Mine', clientId: 'c', clientSecret: 's3cret' }, preset);

describe('the ways to authorize of a provider', () => {
  it('are told in the words of the system where it has some', () => {
    expect(waysOf(preset).map(({ title }) => title)).toEqual([
      ...['Authorization code', 'Client credentials', 'JWT bearer', 'API token', 'Old key'],
    ]);
  });

  it('bring the scopes that they need, unless somebody has chosen others', () => {
    expect(withWay(form, preset, way('client-credentials')).scopes).toEqual(['read']);
    expect(withWay(form, preset, way('jwt-bearer')).scopes).toEqual([]);
    expect(withWay({ ...form, scopes: ['own'] }, preset, way('jwt-bearer')).scopes).toEqual(['own']);
    const back = withWay(withWay(form, preset, way('jwt-bearer')), preset, way('authorization-code'));
    expect(back).toMatchObject({ scopes: ['read', 'offline'], additionalFields: form.additionalFields });
  });

  it('take no secret of a client for a private key', () => {
    const signed = withWay(form, preset, way('jwt-bearer'));
    expect(signed).toMatchObject({ clientSecret: '', audience: 'https://{subdomain}.desk.example' });
    const body = bodyOfForm({ ...signed, clientSecret: 'PEM', clientAuthentication: 'none', subject: 'ada' });
    expect(body).toMatchObject({ clientSecret: 'PEM', subject: 'ada', authorizationUrl: '' });
    expect(JSON.stringify(withoutSecrets({ ...signed, clientSecret: 'PEM' }))).not.toContain('PEM');
  });

  it('send nothing of a client where people enter what is theirs', () => {
    const body = bodyOfForm(withWay(form, preset, way('basic api-token')));
    expect(body).toMatchObject({ grantType: 'basic', credentialsId: 'api-token' });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['clientId']));
    expect(JSON.stringify(body)).not.toContain('s3cret');
  });

  it('say where a key goes only for a provider that the catalogue does not know', () => {
    const unknown = { ...withWay(form, preset, way('api-key old-key')), connectorId: null, credentialsId: null };
    expect(bodyOfForm(unknown)).toMatchObject({
      credentials: { placement: { in: 'header', name: 'Authorization', prefix: 'Bearer ' } },
    });
    const asBasic = bodyOfForm({ ...unknown, grantType: 'basic' });
    expect(asBasic).toMatchObject({ credentials: { placement: { in: 'basic' } } });
  });

  it('let only that be filled in beforehand what stands in a URL', () => {
    expect(fillableParameters(preset, 'authorization-code').map(({ name }) => name)).toEqual(['subdomain']);
    expect(fillableParameters(preset, 'basic')).toEqual([]);
  });
});
