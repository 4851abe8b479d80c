import { generateKeyPairSync } from 'node:crypto';
import { startVendor, type Vendor, type VendorHandler, type VendorReply } from '#connectors/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../../test/support/server.js';

const secret = 'canary-client-secret-2b8d';
const accessToken = 'canary-access-token-5e1f';

let vendor: Vendor;
let server: TestServer;
let token: VendorHandler;
let page: VendorReply;

beforeAll(async () => {
  vendor = await startVendor((request, response) => (request.path === '/authorize' ? page : token(request, response)));
  server = await startTestServer({ variables: { ATTACHE_ALLOWED_HOSTS: new URL(vendor.origin).host } });
});
afterAll(async () => {
  await server.close();
  await vendor.close();
});
beforeEach(() => {
  page = { status: 302, headers: { location: '/login' } };
  token = () => ({ status: 400, json: { error: 'invalid_grant', error_description: 'invalid authorization code' } });
});

let made = 0;

async function test(fields: object = {}, body: object = {}) {
  made += 1;
  const profile = await server.call('POST', '/v1/auth-profiles', {
    body: {
      name: `profile ${made}`,
      identityProviderName: 'Example',
      grantType: 'authorization-code-pkce',
      clientId: 'client',
      clientSecret: secret,
      authorizationUrl: `${vendor.origin}/authorize?prompt=consent`,
      tokenUrl: `${vendor.origin}/token`,
      ...fields,
    },
  });
  expect(profile.status).toBe(201);
  const answer = await server.call('POST', `/v1/auth-profiles/${profile.body.id}/test`, { body });
  expect(answer.text).not.toMatch(`${secret}|${accessToken}`);
  return answer;
}

const clientCredentials = { grantType: 'client-credentials', authorizationUrl: null, scopes: 'read write' };

async function codesOf(fields: object = {}): Promise<string[]> {
  const { body } = await test(fields);
  return body.findings.map(({ code, level }: { code: string; level: string }) => `${level}: ${code}`);
}

describe('testing a profile for people', () => {
  it('proves token URL, client ID and secret by a made-up code that is refused', async () => {
    const { status, body } = await test();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ok: true,
      findings: [{ code: 'authorization-page-reachable' }, { code: 'client-accepted', level: 'good' }],
      exchange: { request: { method: 'POST', url: `${vendor.origin}/token` }, response: { status: 400 } },
    });
    expect(body.exchange.request.body).toContain('grant_type=authorization_code');
    const [outward] = vendor.requests.filter(({ path }) => path === '/authorize').slice(-1);
    expect(Object.fromEntries(outward?.query ?? [])).toMatchObject({ prompt: 'consent', response_type: 'code' });
  });

  it.each<[string, VendorReply, string]>([
    ['a wrong secret', { status: 401, json: { error: 'invalid_client' } }, 'bad: client-refused'],
    ['a wrong client ID', { status: 400, json: { error: 'invalid_client_id' } }, 'bad: client-refused'],
    ['a callback URL', { status: 400, json: { error: 'redirect_uri_mismatch' } }, 'bad: callback-url-unknown'],
    ['a grant type', { status: 400, json: { error: 'unsupported_grant_type' } }, 'bad: grant-type-refused'],
    ['a wrong URL', { status: 404, text: '<html>Not found</html>' }, 'bad: answer-unexpected'],
    ['a login page', { status: 200, text: '<html>Log in</html>' }, 'bad: token-endpoint-answer-unusable'],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }, 'bad: token-endpoint-redirected'],
    ['an outage', { status: 503, text: '' }, 'bad: token-endpoint-unavailable'],
    ['an endpoint that takes any code', { json: { access_token: accessToken } }, 'bad: code-not-checked'],
  ])('tells by name what is wrong: %s', async (_title, reply, finding) => {
    token = () => reply;
    expect(await codesOf()).toContain(finding);
    expect((await test()).body.ok).toBe(false);
  });

  it('shows the whole exchange of a failure: what was sent, what was answered, and no secret of either', async () => {
    const echoed = {
      error: 'invalid_client',
      error_description: `no client with ${secret}`,
      access_token: accessToken,
    };
    token = () => ({
      status: 401,
      json: echoed,
      headers: { 'x-request-id': 'req-7', 'set-cookie': 'sid=canary-cookie' },
    });
    const { body, text } = await test({ clientAuthentication: 'client_secret_basic' });
    const { request, response } = body.exchange;
    expect(request).toMatchObject({ method: 'POST', url: `${vendor.origin}/token` });
    expect(request.headers['content-type']).toContain('application/x-www-form-urlencoded');
    expect(new URLSearchParams(request.body).get('grant_type')).toBe('authorization_code');
    expect(response).toMatchObject({ status: 401, isTruncated: false });
    expect(response.headers['x-request-id']).toBe('req-7');
    expect(response.body).toContain('invalid_client');
    expect(text).not.toContain(Buffer.from(`client:${secret}`).toString('base64'));
    expect(text).not.toContain('canary-cookie');
  });

  it('notices an authorization URL that refuses the client, and one that cannot be reached', async () => {
    page = { status: 400, text: 'redirect_uri is not registered' };
    expect(await codesOf()).toContain('notice: authorization-page-refuses');
    const unreachable = { authorizationUrl: 'https://login.invalid/authorize' };
    expect(await codesOf(unreachable)).toContain('bad: authorization-page-unreachable');
  });

  it('wants the values of the parameters that the URLs hold', async () => {
    const fields = { tokenUrl: `${vendor.origin}/{tenant}/token`, hasTenancy: true };
    const missing = await test(fields);
    expect(missing.body).toMatchObject({ code: 'request-invalid', violations: [{ pointer: '/parameters/tenant' }] });
    const wrong = await test(fields, { parameters: { tenant: '../admin' } });
    expect(wrong.body.violations).toMatchObject([{ pointer: '/parameters/tenant' }]);
    expect((await test(fields, { parameters: { tenant: { a: 1 } } })).body.violations).toMatchObject([
      { pointer: '/parameters/tenant' },
    ]);
    const right = await test(fields, { parameters: { tenant: 'acme' } });
    expect(right.body).toMatchObject({ ok: true, exchange: { request: { url: `${vendor.origin}/acme/token` } } });
  });
});

describe('testing client credentials', () => {
  it('gets a token for real and tells what was learned, without the token', async () => {
    token = () => ({ json: { access_token: accessToken, expires_in: 1800, scope: 'read' } });
    const { body } = await test(clientCredentials);
    expect(body.ok).toBe(true);
    expect(body.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'token-received' }),
        expect.objectContaining({ code: 'scopes-missing', level: 'notice', message: expect.stringContaining('write') }),
        expect.objectContaining({ code: 'expiry-known', message: expect.stringMatching(/1800|1799/) }),
      ]),
    );
    expect(body.exchange.response.status).toBe(200);
  });

  it('names the account where the connector can tell it', async () => {
    token = ({ path }) =>
      path.endsWith('/token')
        ? { json: { access_token: accessToken, instance_url: vendor.origin } }
        : { status: 401, json: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }] };
    const fields = {
      ...clientCredentials,
      connectorId: 'salesforce',
      tokenUrl: `${vendor.origin}/services/oauth2/token`,
    };
    expect(await codesOf(fields)).toContain('notice: account-unknown');
    expect(vendor.requests.at(-1)?.headers.authorization).toBe(`Bearer ${accessToken}`);
  });

  it('tells that the client is refused', async () => {
    token = () => ({ status: 401, json: { error: 'invalid_client', error_description: `bad secret ${secret}` } });
    expect(await codesOf(clientCredentials)).toEqual(['bad: client-refused']);
  });
});

describe('testing what people type in', () => {
  const password = 'canary-password-44c1';
  const typed = { credentials: { username: 'ada@example.com', password } };
  const basic = {
    ...{ grantType: 'basic', connectorId: undefined, clientId: undefined, clientSecret: undefined },
    ...{ authorizationUrl: undefined, tokenUrl: undefined },
  };
  const own = (fields: object = {}) => ({
    ...basic,
    credentials: { placement: { in: 'basic' }, checkUrl: `${vendor.origin}/check` },
    ...fields,
  });

  it('asks the check URL for real, once, and repeats nothing', async () => {
    token = ({ path, headers }) => {
      const isRight =
        headers.authorization === `Basic ${Buffer.from(`ada@example.com:${password}`).toString('base64')}`;
      return path === '/check' && isRight ? { status: 204, text: '' } : { status: 401, text: password };
    };
    const right = await test(own(), typed);
    expect(right.body).toMatchObject({ ok: true, findings: [{ code: 'check-url-accepts' }] });
    const wrong = await test(own(), { credentials: { username: 'ada', password: `${password}x` } });
    expect(wrong.body).toMatchObject({ ok: false, findings: [{ code: 'credentials-refused' }] });
    for (const { text } of [right, wrong]) expect(text).not.toContain(password);
  });

  it('asks the connector who it is, and shows the exchange without the key when it is refused', async () => {
    const key = 'canary-key-of-a-test';
    const fields = {
      ...basic,
      ...{ grantType: 'api-key', connectorId: 'freshdesk', apiUrl: vendor.origin, credentialsId: null },
    };
    token = ({ headers }) => ({ status: 401, json: { message: `who is ${String(headers.authorization)} ${key}` } });
    const { body, text } = await test(fields, { credentials: { key } });
    expect(body).toMatchObject({ ok: false, findings: [{ code: 'credentials-refused', level: 'bad' }] });
    expect(body.exchange).toMatchObject({ request: { method: 'GET' }, response: { status: 401 } });
    expect(text).not.toContain(key);
    expect(text).not.toContain(Buffer.from(`${key}:X`).toString('base64'));
  });

  it('wants what it needs, and nothing that nobody types', async () => {
    const missing = await test(own(), {});
    expect(missing.body.violations).toMatchObject([
      { pointer: '/credentials/username' },
      { pointer: '/credentials/password' },
    ]);
    const huge = await test(own(), { credentials: { username: 'ada', password: 'x'.repeat(5_000) } });
    expect(huge.body).toMatchObject({ status: 400, code: 'request-invalid' });
  });

  it('exchanges a password for tokens, and gives them back', async () => {
    token = ({ path }) => (path === '/revoke' ? { status: 200, text: '' } : { json: { access_token: accessToken } });
    const fields = { grantType: 'password', authorizationUrl: null, revocationUrl: `${vendor.origin}/revoke` };
    const { body, text } = await test(fields, typed);
    expect(body).toMatchObject({ ok: true, exchange: { request: { url: `${vendor.origin}/token` } } });
    expect(text).not.toContain(password);
    expect(vendor.requests.at(-1)?.path).toBe('/revoke');
    token = () => ({ status: 400, json: { error: 'invalid_grant', error_description: `wrong ${password}` } });
    const refused = await test(fields, typed);
    expect(refused.body).toMatchObject({ ok: false, findings: [{ code: 'credentials-refused' }] });
    expect(refused.text).not.toContain(password);
  });
});

describe('testing a JWT bearer profile', () => {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const fields = {
    grantType: 'jwt-bearer',
    authorizationUrl: null,
    clientSecret: privateKey,
    subject: 'ada@example.com',
  };

  it('signs an assertion with the key, which is in no answer', async () => {
    token = () => ({ json: { access_token: accessToken } });
    const { body, text } = await test(fields);
    expect(body.ok).toBe(true);
    const form = new URLSearchParams(String(vendor.requests.at(-1)?.body));
    expect([...form.keys()].sort()).toEqual(['assertion', 'grant_type']);
    const claims = JSON.parse(Buffer.from(form.get('assertion')?.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ iss: 'client', sub: 'ada@example.com', aud: `${vendor.origin}/token` });
    expect(claims.exp - claims.iat).toBeLessThanOrEqual(180);
    expect(text).not.toContain(form.get('assertion') ?? 'nothing');
    expect(text).not.toContain(privateKey.split('\n')[1]);
  });

  it('tells that the provider refuses the app', async () => {
    token = () => ({ status: 400, json: { error: 'invalid_grant', error_description: 'audience is invalid' } });
    expect(await codesOf(fields)).toEqual(['bad: grant-refused']);
  });
});
