import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../../test/support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ variables: { ATTACHE_ALLOWED_HOSTS: 'crm.internal.example:8443,127.0.0.1:4001' } });
});
afterAll(() => server.close());

const valid = {
  name: 'Ours',
  identityProviderName: 'Example',
  grantType: 'authorization-code',
  clientId: 'client',
  clientSecret: 'secret',
  authorizationUrl: 'https://login.example.com/authorize',
  tokenUrl: 'https://login.example.com/token',
};

function check(fields: object) {
  return server.call('POST', '/v1/auth-profiles/check', { body: { ...valid, ...fields } });
}

async function pointersOf(fields: object): Promise<string[]> {
  const { body } = await check(fields);
  return body.violations.map(({ pointer }: { pointer: string }) => pointer);
}

describe('checking a profile before it is saved', () => {
  it('finds nothing wrong with a right one, and saves nothing', async () => {
    expect(await check({})).toMatchObject({ status: 200, body: { violations: [], warnings: [] } });
    const { body } = await server.call('GET', '/v1/auth-profiles');
    expect(body.items.filter(({ kind }: { kind: string }) => kind === 'custom')).toEqual([]);
  });

  it('names all that is missing', async () => {
    const { body } = await server.call('POST', '/v1/auth-profiles/check', { body: {} });
    const pointers = body.violations.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(
      expect.arrayContaining(['/name', '/identityProviderName', '/grantType', '/clientId', '/tokenUrl']),
    );
  });

  it('judges a change together with what is stored', async () => {
    const { body } = await server.call('POST', '/v1/auth-profiles', { body: valid });
    const answer = (change: object) =>
      server.call('POST', '/v1/auth-profiles/check', { body: { profileId: body.id, ...change } });
    expect((await answer({ scopes: 'a' })).body.violations).toEqual([]);
    expect((await answer({ tokenUrl: 'https://evil.example.org' })).body.violations).toMatchObject([
      { pointer: '/clientSecret' },
    ]);
    expect((await server.call('GET', `/v1/auth-profiles/${body.id}`)).body).toMatchObject({ scopes: [], version: 1 });
    await server.call('DELETE', `/v1/auth-profiles/${body.id}`);
  });

  it.each([
    ['Salesforce without refresh_token', { connectorId: 'salesforce', scopes: 'api' }, '/scopes'],
    [
      'Salesforce without a connector',
      {
        authorizationUrl: 'https://acme.my.salesforce.com/services/oauth2/authorize',
        tokenUrl: 'https://acme.my.salesforce.com/services/oauth2/token',
        scopes: 'api',
      },
      '/scopes',
    ],
    [
      'Microsoft without offline_access',
      {
        authorizationUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
        tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
        scopes: 'openid',
      },
      '/scopes',
    ],
    [
      'Google without access_type',
      { authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth?prompt=consent' },
      '/additionalFields',
    ],
  ])('warns when the scopes cannot yield a refresh token: %s', async (_title, fields, pointer) => {
    const { body } = await check({ ...('connectorId' in fields && salesforceUrls), ...fields });
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'no-refresh-token', pointer }));
    expect(body.violations).toEqual([]);
  });

  it.each([
    ['in the URL', { authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth?access_type=offline' }],
    [
      'in the additional fields',
      {
        authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
        additionalFields: { access_type: 'offline' },
      },
    ],
  ])('does not warn when Google is asked for offline access %s', async (_title, fields) => {
    expect((await check(fields)).body.warnings).toEqual([]);
  });

  it('wants Salesforce’s URLs to end as Salesforce’s do', async () => {
    const fields = { ...salesforceUrls, tokenUrl: 'https://login.salesforce.com/token' };
    expect(await pointersOf({ connectorId: 'salesforce', ...fields })).toEqual(['/tokenUrl']);
    expect(await pointersOf(fields)).toEqual(['/tokenUrl']);
  });
});

const salesforceUrls = {
  authorizationUrl: 'https://login.salesforce.com/services/oauth2/authorize',
  tokenUrl: 'https://login.salesforce.com/services/oauth2/token',
};

describe('a URL', () => {
  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'ftp://example.com/token',
    'http://login.example.com/token',
    'https://127.0.0.1/token',
    'https://127.1/token',
    'https://2130706433/token',
    'https://0x7f000001/token',
    'https://0177.0.0.1/token',
    'https://0.0.0.0/token',
    'https://10.1.2.3/token',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/token',
    'https://[::ffff:127.0.0.1]/token',
    'https://[::ffff:7f00:1]/token',
    'https://[fd00::1]/token',
    'https://localhost/token',
    'https://localhost./token',
    'https://user:password@login.example.com/token',
    'https://login.example.com/token#fragment',
    'https://login.example.com/to ken',
    'https://login.example.com/token\r\nx-evil: 1',
    'https:\\\\login.example.com',
    '//login.example.com/token',
    'login.example.com/token',
    'https://{tenant}/token',
    'https://{evil}.example.com/token',
    `https://login.example.com/${'x'.repeat(2_990)}`,
  ])('is refused in every place: %s', async (url) => {
    for (const field of ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'revocationUrl']) {
      const answer = await server.call('POST', '/v1/auth-profiles', {
        body: { ...valid, hasTenancy: true, [field]: url },
      });
      expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
      expect(answer.body.violations).toContainEqual(expect.objectContaining({ pointer: `/${field}` }));
    }
  });

  it.each(['https://crm.internal.example:8443/token', 'http://crm.internal.example:8443/t', 'http://127.0.0.1:4001/t'])(
    'may be where the operator allows it: %s',
    async (tokenUrl) => {
      expect(await pointersOf({ tokenUrl })).toEqual([]);
      expect(await pointersOf({ tokenUrl: tokenUrl.replace(/:\d+/, ':9999') })).toEqual(
        tokenUrl.startsWith('https') ? [] : ['/tokenUrl'],
      );
    },
  );

  it('keeps its query and may hold a tenant where tenancy is on', async () => {
    const tokenUrl = 'https://login.example.com/{tenant}/token?api=2';
    expect(await pointersOf({ tokenUrl, hasTenancy: true })).toEqual([]);
    expect(await pointersOf({ tokenUrl })).toEqual(['/tokenUrl']);
  });
});

describe('a parameter that a connector declares', () => {
  const dynamics = (fields: object) =>
    pointersOf({ connectorId: 'dynamics', authorizationUrl: undefined, tokenUrl: undefined, ...fields });

  it('chooses the host only where it does so at the connector itself', async () => {
    expect(await dynamics({})).toEqual([]);
    expect(await dynamics({ apiUrl: 'https://{organisation}/gateway' })).toEqual([]);
    expect(await dynamics({ apiUrl: 'https://{tenant}/gateway' })).toEqual(['/apiUrl']);
    expect(await dynamics({ revocationUrl: 'https://{tenant}/revoke' })).toEqual(['/revocationUrl']);
    const tokenUrl = 'https://{domain}/services/oauth2/token';
    expect(await pointersOf({ connectorId: 'salesforce', authorizationUrl: undefined, tokenUrl })).toEqual([]);
  });
});

describe('bad input', () => {
  const post = (body: unknown) => server.call('POST', '/v1/auth-profiles', { body });

  it.each([
    ['an unknown field', { ...valid, accessToken: 'x' }, '/accessToken'],
    ['a name that is no text', { ...valid, name: {} }, '/name'],
    ['an empty name', { ...valid, name: ' ' }, '/name'],
    ['a huge secret', { ...valid, clientSecret: 'x'.repeat(256) }, '/clientSecret'],
    ['a secret with a line break', { ...valid, clientSecret: 'x\nHost: evil' }, '/clientSecret'],
    ['an empty secret', { ...valid, clientSecret: '' }, '/clientSecret'],
    ['a client ID with white space', { ...valid, clientId: ' client' }, '/clientId'],
    ['a grant of its own', { ...valid, grantType: 'implicit' }, '/grantType'],
    ['scopes of numbers', { ...valid, scopes: [1] }, '/scopes'],
    ['scopes with quotes', { ...valid, scopes: 'a"b' }, '/scopes'],
    ['too many scopes', { ...valid, scopes: Array.from({ length: 101 }, (_, index) => `s${index}`) }, '/scopes'],
    ['a field that is reserved', { ...valid, additionalFields: { state: 'x' } }, '/additionalFields/state'],
    ['a field that is no text', { ...valid, additionalFields: { 'a/b': { c: 1 } } }, '/additionalFields/a~1b'],
    ['a list of fields', { ...valid, additionalFields: ['x'] }, '/additionalFields'],
    [
      'too many fields',
      { ...valid, additionalFields: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`f${n}`, 'x'])) },
      '/additionalFields',
    ],
    [
      'a header that HTTP owns',
      { ...valid, authorizationFields: [{ placement: 'header', key: 'Host', value: 'x' }] },
      '/authorizationFields/0/key',
    ],
    [
      'a header that injects another',
      { ...valid, authorizationFields: [{ placement: 'header', key: 'x-key', value: 'a\r\nhost: evil' }] },
      '/authorizationFields/0/value',
    ],
    [
      'a placement of its own',
      { ...valid, authorizationFields: [{ placement: 'cookie', key: 'x', value: 'x' }] },
      '/authorizationFields/0/placement',
    ],
    ['no field', { ...valid, authorizationFields: [null] }, '/authorizationFields/0'],
    ['a text as field', { ...valid, authorizationFields: ['x'] }, '/authorizationFields/0'],
    ['a list as field', { ...valid, authorizationFields: [[]] }, '/authorizationFields/0/value'],
    ['a connector that does not exist', { ...valid, connectorId: '__proto__' }, '/connectorId'],
    ['an issuer that is no URL', { ...valid, issuer: 'javascript:alert(1)' }, '/issuer'],
    ['an id of its own', { ...valid, id: 'prf_mine' }, '/id'],
  ])('is refused with a pointer: %s', async (_title, body, pointer) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(answer.body.violations).toContainEqual(expect.objectContaining({ pointer }));
  });

  it.each([
    ['a list', []],
    ['null', 'null'],
    ['a prototype', '{"__proto__": {"admin": true}, "name": "x"}'],
    ['deep nesting', `{"additionalFields": ${'{"a":'.repeat(500)}1${'}'.repeat(500)}}`],
  ])('never breaks the server: %s', async (_title, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(5_000);
  });

  it('takes null for left out, and touches nothing else by it', async () => {
    const { body: reserved } = await server.call('POST', '/v1/auth-profiles/reservations');
    const nulls = { id: null, connectorId: null, scopes: null, additionalFields: null, authorizationFields: null };
    const made = await post({ ...valid, ...nulls, name: 'of nulls', hasTenancy: null, description: null });
    expect(made).toMatchObject({ status: 201, body: { scopes: [], additionalFields: {}, connectorId: null } });
    const checked = await check({ profileId: null, scopes: null });
    expect(checked.body.violations).toEqual([]);
    const changed = await server.call('PATCH', `/v1/auth-profiles/${made.body.id}`, { body: { version: null } });
    expect(changed.status).toBe(200);
    const refused = await server.call('PATCH', `/v1/auth-profiles/${made.body.id}`, { body: { name: null } });
    expect(refused.body.violations).toMatchObject([{ pointer: '/name' }]);
    expect((await post({ ...valid, name: 'reserved', id: reserved.id })).status).toBe(201);
  });

  it('keeps odd but harmless text as it is', async () => {
    const name = '<script>"Ünï’; DROP TABLE auth_profiles;--';
    const { body, status } = await post({ ...valid, name });
    expect({ status, name: body.name }).toEqual({ status: 201, name });
  });
});
