import { createConnectorRegistry, createEgress, defineConnector, type Connector } from '#connectors';
import { afterAll, describe, expect, it } from 'vitest';
import { readSystemProfiles } from './system-profiles.js';

const crm: Connector = defineConnector({
  id: 'crm',
  name: 'Example CRM',
  description: 'A CRM.',
  categories: [],
  mark: { kind: 'letters', letters: 'Ex', color: '#445566' },
  links: [],
  website: 'https://crm.example.com',
  readme: 'README.md',
  oauth: {
    authorizationUrl: 'https://{domain}/authorize',
    tokenUrl: 'https://{domain}/token',
    revocationUrl: 'https://{domain}/revoke',
    scopes: [{ id: 'api', description: 'Everything' }],
    defaultScopes: ['api'],
    scopeSeparator: ' ',
    pkce: true,
    clientAuthentication: 'client_secret_basic',
    additionalParameters: { prompt: 'consent' },
    parameters: [
      {
        name: 'domain',
        title: 'Domain',
        description: 'Where people sign in.',
        pattern: '(?:login|test)\\.crm\\.example\\.com',
        default: 'login.crm.example.com',
        examples: [],
      },
    ],
    urlRules: [{ field: 'tokenUrl', endsWith: '/token', message: 'The token URL must end in /token.' }],
    refreshTokenScopes: [],
  },
  baseUrl: () => 'https://api.crm.example.com',
  whoami: () => Promise.reject(new Error('nobody asks')),
  verify: () => Promise.resolve(),
  operations: [],
  templates: [],
});
const egress = createEgress({ allowedHosts: ['127.0.0.1:4001'] });
const connectors = { registry: createConnectorRegistry([crm]), egress };
const publicUrl = 'https://attache.example.com';
const entry = { connectorId: 'crm', clientId: 'the-client', clientSecret: 'the-secret' };

const read = (list: unknown) => readSystemProfiles({ systemProfiles: JSON.stringify(list), publicUrl }, connectors);

afterAll(() => egress.close());

async function complaintsOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => new Error('nothing was wrong'),
    (thrown: Error) => thrown,
  );
  expect(error).toMatchObject({ code: 'system-profiles-invalid' });
  return error.message;
}

describe('the profiles of the operator', () => {
  it('take from the preset what the operator leaves out', async () => {
    const profile = (await read([entry])).find('system-crm');
    expect(profile?.resolved).toMatchObject({
      kind: 'system',
      connectorId: 'crm',
      identityProviderName: 'Example CRM',
    });
    expect(profile?.resolved.clientSettings({})).toMatchObject({
      grantType: 'authorization-code-pkce',
      clientSecret: 'the-secret',
      clientAuthentication: 'client_secret_basic',
      tokenUrl: 'https://login.crm.example.com/token',
      revocationUrl: 'https://login.crm.example.com/revoke',
      scopes: ['api'],
      additionalFields: { prompt: 'consent' },
      redirectUri: 'https://attache.example.com/oauth/callback/system-crm',
    });
    expect(JSON.stringify(profile?.shown)).not.toContain('the-secret');
    expect(profile?.shown.clientSecret.isSet).toBe(true);
  });

  it('send no token to the preset when the operator names another token URL', async () => {
    const urls = {
      authorizationUrl: 'http://127.0.0.1:4001/authorize',
      tokenUrl: 'http://127.0.0.1:4001/token',
      issuer: 'http://127.0.0.1:4001',
    };
    const profile = (await read([{ ...entry, ...urls, scopes: 'api, offline' }])).find('system-crm');
    expect(profile?.resolved.clientSettings({})).toMatchObject({ ...urls, scopes: ['api', 'offline'] });
    expect(profile?.resolved.clientSettings({}).revocationUrl).toBeUndefined();
    expect(profile?.resolved.parameterDefinitions).toEqual([]);
  });

  it('give parameters other defaults', async () => {
    const profiles = await read([{ ...entry, parameters: { domain: 'test.crm.example.com' } }]);
    const settings = profiles.find('system-crm')?.resolved.clientSettings({});
    expect(settings?.tokenUrl).toBe('https://test.crm.example.com/token');
  });

  it('tell by their registration version that tokens belong to another client or provider', async () => {
    const versionOf = async (changes: object) =>
      (await read([{ ...entry, ...changes }])).find('system-crm')?.resolved.registrationVersion;
    const version = await versionOf({});
    expect(await versionOf({ clientSecret: 'rotated', scopes: 'api more' })).toBe(version);
    expect(await versionOf({ clientId: 'other' })).not.toBe(version);
    expect(await versionOf({ refreshUrl: 'https://elsewhere.example.com/refresh' })).not.toBe(version);
    expect(version).toBeLessThan(2 ** 31);
  });

  it('may be none', async () => {
    expect((await readSystemProfiles({ publicUrl }, connectors)).list()).toEqual([]);
  });

  it.each([
    ['an unknown field', { ...entry, clientSecrets: 'x' }, 'entry 1, clientSecrets: There is no such field'],
    ['a missing client', { connectorId: 'crm', clientSecret: 'the-secret' }, 'entry 1 (crm), clientId:'],
    ['a missing secret', { connectorId: 'crm', clientId: 'x' }, 'entry 1 (crm), clientSecret:'],
    [
      'an unknown connector',
      { ...entry, connectorId: 'constructor' },
      'entry 1, connectorId: There is no such connector',
    ],
    ['a private address', { ...entry, tokenUrl: 'https://10.0.0.1/token' }, 'entry 1 (crm), tokenUrl: 10.0.0.1'],
    ['a wrong URL', { ...entry, tokenUrl: 'https://crm.example.com/tokens' }, 'must end in /token'],
    ['a wrong parameter', { ...entry, parameters: { domain: 'evil.org' } }, 'parameters/domain'],
    ['an unknown parameter', { ...entry, parameters: { tenant: 'x' } }, 'parameters'],
    ['a wrong type', { ...entry, scopes: 5 }, 'entry 1, scopes:'],
    ['a list in a list', [entry], 'entry 1: It must be an object'],
  ])('are refused with entry and field, and without the secret: %s', async (_title, wrong, complaint) => {
    const message = await complaintsOf(read([wrong]));
    expect(message).toContain(complaint);
    expect(message).not.toContain('the-secret');
  });

  it('are refused when two are for one connector', async () => {
    expect(await complaintsOf(read([entry, entry]))).toContain('entry 2 (crm), connectorId: entry 1 is for it already');
  });

  it('are refused without a word of what is in them when they are not JSON', async () => {
    const broken = readSystemProfiles({ systemProfiles: '[{"clientSecret":"the-secret"', publicUrl }, connectors);
    const error = await broken.catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: 'system-profiles-invalid' });
    expect(`${String(error)} ${String((error as Error).cause)}`).not.toContain('the-secret');
  });
});

const subdomain = {
  name: 'subdomain',
  title: 'Subdomain',
  description: 'The first part of the address.',
  pattern: '[a-z0-9-]+',
  examples: ['acme'],
};
const helpdesk: Connector = defineConnector({
  ...crm,
  id: 'helpdesk',
  name: 'Helpdesk',
  oauth: crm.oauth,
  credentials: [
    {
      ...{ id: 'api-token', kind: 'api-key', title: 'API token', description: 'Of your account.' },
      key: { title: 'Token', description: 'From the settings.' },
      placement: { in: 'header', name: 'x-token' },
      parameters: [subdomain],
    },
    {
      ...{ id: 'password', kind: 'basic', title: 'Password', description: 'Of your account.', parameters: [] },
      ...{ username: { title: 'Name', description: '' }, password: { title: 'Password', description: '' } },
      placement: { in: 'basic' },
    },
  ],
});

describe('what needs no registration', () => {
  const around = { registry: createConnectorRegistry([crm, helpdesk]), egress };
  const readAll = (list: unknown) => readSystemProfiles({ systemProfiles: JSON.stringify(list), publicUrl }, around);
  const idsIn = (profiles: Awaited<ReturnType<typeof readAll>>) =>
    profiles.of('helpdesk').map(({ resolved }) => resolved.id);

  it('has a profile for each of the credentials of a connector', async () => {
    const profiles = await readAll([]);
    expect(idsIn(profiles)).toEqual(['system-helpdesk-api-token', 'system-helpdesk-password']);
    const profile = profiles.find('system-helpdesk-api-token');
    expect(profile?.resolved).toMatchObject({
      ...{ grantType: 'api-key', kind: 'system', connectorId: 'helpdesk', scopes: [] },
      ...{ credentials: { id: 'api-token' }, parameterDefinitions: [{ name: 'subdomain' }] },
    });
    expect(() => profile?.resolved.clientSettings({})).toThrow('no token endpoint');
  });

  it('comes after OAuth, and is replaced by an entry of the operator’s', async () => {
    const apiUrl = 'http://127.0.0.1:4001/helpdesk';
    const profiles = await readAll([
      { connectorId: 'helpdesk', grantType: 'api-key', credentialsId: 'api-token', apiUrl },
      { ...entry, connectorId: 'helpdesk' },
      { ...entry, connectorId: 'helpdesk', grantType: 'client-credentials' },
    ]);
    expect(idsIn(profiles)).toEqual([
      ...['system-helpdesk', 'system-helpdesk-client-credentials'],
      ...['system-helpdesk-api-token', 'system-helpdesk-password'],
    ]);
    const replaced = profiles.find('system-helpdesk-api-token')?.resolved;
    expect(replaced?.apiUrlOf({})).toBe(apiUrl);
    expect(replaced?.parameterDefinitions).toEqual([]);
    const before = (await readAll([])).find('system-helpdesk-api-token')?.resolved;
    expect(replaced?.registrationVersion).not.toBe(before?.registrationVersion);
  });

  it('is refused for kinds and credentials that the connector does not have', async () => {
    const wrong = [
      { connectorId: 'crm', grantType: 'api-key' },
      { connectorId: 'helpdesk', grantType: 'basic', credentialsId: 'api-token' },
      { connectorId: 'helpdesk', grantType: 'api-key', credentials: { placement: { in: 'query', name: 'k' } } },
      { connectorId: 'helpdesk', grantType: 'api-key', apiUrl: 'https://10.0.0.1' },
    ];
    const message = await complaintsOf(readAll(wrong));
    for (const [index, field] of ['grantType', 'credentialsId', 'credentials', 'apiUrl'].entries()) {
      expect(message).toMatch(new RegExp(`entry ${index + 1} \\(\\w+\\), ${field}:`));
    }
  });

  it.each(['../evil', 'acme.evil.org/', 'a@b', 'ACME', '', 'acme\n', 'x'.repeat(300)])(
    'lets no parameter choose another host: %j',
    async (value) => {
      const profile = (await readAll([])).find('system-helpdesk-api-token')?.resolved;
      expect(() => profile?.checkedParameters({ subdomain: value })).toThrow(/subdomain/);
      expect(profile?.checkedParameters({ subdomain: 'acme', other: 'x' })).toEqual({ subdomain: 'acme' });
    },
  );
});
