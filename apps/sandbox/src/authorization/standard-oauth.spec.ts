import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordFaults } from '../faults/fault-wording.js';
import { standardPeople } from '../people.js';
import type { RunningSystem } from '../running-system.js';
import { startSystems, type RunningSystems } from '../sandbox.js';
import type { SandboxSystem, SystemCredentials } from '../system.js';
import { profilesOf } from '../system-profiles.js';
import { HttpBrowser } from '../testing.js';
import { standardOAuth, type StandardOAuth } from './standard-oauth.js';

const people = standardPeople({ ids: ['7', '8'], note: 'Example Trading', apiKeys: ['key-of-ada', 'key-of-ben'] });
const callback = 'http://localhost:3000/oauth/callback/system-tickets';

function ticketSystem(
  oauth: Partial<StandardOAuth> | undefined,
  credentials?: readonly SystemCredentials[],
): SandboxSystem {
  return {
    ...{ id: 'tickets', name: 'Tickets', people, credentials, apiPath: '/api/v2' },
    oauth:
      oauth &&
      standardOAuth({
        id: 'tickets',
        paths: { authorization: '/oauth/authorize', token: '/oauth/token', revocation: '/oauth/revoke' },
        scopes: { read: 'Read tickets', write: 'Change tickets', offline_access: 'Keep this access' },
        integrationPersonId: '7',
        accessTokenLifetimeSeconds: 1_800,
        ...oauth,
      }),
    open: (host) => ({
      store: { snapshot: () => ({}), reset: () => undefined },
      faultAnswer: wordFaults({ api: ({ message }) => ({ oops: message }) }),
      routes: (app) => {
        app.get<{ Params: { id: string } }>('/api/v2/tickets/:id', async (request, reply) => {
          const caller = await host.authenticate(request);
          return caller ? { ...caller, ticket: { id: request.params.id } } : reply.code(401).send({ oops: 'who?' });
        });
      },
      pages: (app) => {
        app.get('/tickets/:id', (_request, reply) => reply.type('text/html').send('<h1>Ticket</h1>'));
      },
    }),
  };
}

let world: RunningSystems;
let system: RunningSystem;

async function start(oauth: Partial<StandardOAuth> | undefined, credentials?: readonly SystemCredentials[]) {
  await world.close();
  world = await startSystems([ticketSystem(oauth, credentials)]);
  system = world.running[0] as RunningSystem;
  system.profiles('http://localhost:3000');
}

beforeEach(async () => {
  world = await startSystems([]);
});
afterEach(async () => world.close());

/** Authorizes the operator's app, and exchanges the code. */
async function authorize(query: Readonly<Record<string, string>> = {}, inHeader = false) {
  const { clientId, clientSecret } = system.apps.systemApp;
  const asked = { response_type: 'code', client_id: clientId, redirect_uri: callback, state: 's', ...query };
  const back = await new HttpBrowser().authorize(`${system.url}/oauth/authorize?${new URLSearchParams(asked)}`);
  const code = back.searchParams.get('code') ?? '';
  return token({ grant_type: 'authorization_code', code, redirect_uri: callback }, inHeader, clientSecret);
}

async function token(form: Readonly<Record<string, string>>, inHeader = false, secret?: string) {
  const { clientId, clientSecret } = system.apps.systemApp;
  const client = { client_id: clientId, client_secret: secret ?? clientSecret };
  const basic = Buffer.from(`${clientId}:${client.client_secret}`).toString('base64');
  const response = await fetch(`${system.url}/oauth/token`, {
    method: 'POST',
    headers: inHeader ? { authorization: `Basic ${basic}` } : {},
    body: new URLSearchParams({ ...form, ...(inHeader ? {} : client) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

async function ask(headers: Readonly<Record<string, string>>, query = '') {
  const response = await fetch(`${system.url}/api/v2/tickets/3${query}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const bearer = (accessToken: string | undefined) => ({ authorization: `Bearer ${accessToken}` });
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

describe('a standard authorization server', () => {
  it('authorizes, refreshes and takes back', async () => {
    await start({ refreshTokens: { scopes: ['offline_access'] } });
    const { body } = await authorize({ scope: 'read offline_access' });
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 1_800, scope: 'read offline_access' });
    expect(await ask(bearer(body['access_token']))).toMatchObject({
      status: 200,
      body: { personId: '7', scopes: ['read', 'offline_access'], ticket: { id: '3' } },
    });
    const refresh = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' };
    const again = await token(refresh);
    expect(again).toMatchObject({ status: 200, body: { scope: 'read offline_access' } });
    expect(again.body['refresh_token']).toBeUndefined();
    const form = new URLSearchParams({ token: body['refresh_token'] ?? '' });
    expect((await fetch(`${system.url}/oauth/revoke`, { method: 'POST', body: form })).status).toBe(200);
    expect(await token(refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await ask(bearer(again.body['access_token']))).status).toBe(401);
  });

  it('issues no refresh token to whoever does not ask for it the way that the system wants', async () => {
    await start({ refreshTokens: { scopes: ['offline_access'] } });
    expect((await authorize({ scope: 'read' })).body['refresh_token']).toBeUndefined();
    await start({ refreshTokens: { parameters: { access_type: 'offline' } } });
    expect((await authorize({ scope: 'read' })).body['refresh_token']).toBeUndefined();
    const offline = await authorize({ scope: 'read', access_type: 'offline', prompt: 'consent select_account' });
    expect(offline.body).toMatchObject({ refresh_token: expect.any(String), scope: 'read' });
    await start({});
    expect((await authorize({ scope: 'read' })).body['refresh_token']).toEqual(expect.any(String));
  });

  it('rotates refresh tokens and asks for PKCE where the system does, and means its own scopes where none are named', async () => {
    await start({ rotatesRefreshTokens: true, systemScopes: ['read'] });
    const { body } = await authorize();
    expect(body['scope']).toBe('read');
    const refresh = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' };
    expect((await token(refresh)).body['refresh_token']).not.toBe(body['refresh_token']);
    expect((await token(refresh)).status).toBe(400);
    await start({ isPkceRequired: true });
    await expect(authorize()).resolves.toMatchObject({ status: 400 });
  });

  it('takes the secret where the system takes it, and words refusals and answers as told', async () => {
    await start({
      clientAuthentication: 'client_secret_basic',
      tokenAnswer: (_issued, { url }) => ({ hub_id: 42, scope: undefined, home: url }),
      descriptions: { invalid_grant: 'The code is no good' },
      refusal: ({ error, description }) => ({ body: { status: error.toUpperCase(), message: description } }),
    });
    expect((await authorize({}, true)).body).toMatchObject({ hub_id: 42, home: system.url });
    expect(await token({ grant_type: 'authorization_code', code: 'x', redirect_uri: callback }, true)).toEqual({
      status: 400,
      body: { status: 'INVALID_GRANT', message: 'The code is no good' },
    });
    expect((await token({ grant_type: 'client_credentials' }, true, 'wrong')).status).toBe(401);
  });

  it('lets apps in by themselves, and makes that a registration of its own', async () => {
    await start({ grantTypes: ['authorization-code', 'client-credentials'], systemScopes: ['read'] });
    const { body } = await token({ grant_type: 'client_credentials' });
    expect((await ask(bearer(body['access_token']))).body).toMatchObject({ personId: '7', scopes: ['read'] });
    const [person, app] = system.profiles('http://localhost:3000');
    expect(person).toMatchObject({
      ...{ connectorId: 'tickets', apiUrl: `${system.url}/api/v2`, scopes: ['read'] },
      authorizationUrl: `${system.url}/oauth/authorize`,
      revocationUrl: `${system.url}/oauth/revoke`,
    });
    expect(app).toMatchObject({ grantType: 'client-credentials', tokenUrl: `${system.url}/oauth/token` });
    expect(app).not.toHaveProperty('authorizationUrl');
  });

  it('answers the whole request of somebody who denies', async () => {
    await start({});
    const { clientId } = system.apps.systemApp;
    const query = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: callback });
    const back = await new HttpBrowser().authorize(`${system.url}/oauth/authorize?${query}`, { decision: 'deny' });
    expect(back.searchParams.get('error')).toBe('access_denied');
  });
});

describe('people without OAuth', () => {
  const ways: readonly (readonly [string, SystemCredentials, Readonly<Record<string, string>>, string])[] = [
    ['a user name and a password', { id: 'b', kind: 'basic' }, basic('ben@sandbox.example:sandbox'), ''],
    [
      'a marked user name and a key',
      { id: 'b', kind: 'basic', usernameSuffix: '/token', secret: 'api-key' },
      basic('ben@sandbox.example/token:key-of-ben'),
      '',
    ],
    [
      'a key as user name',
      { id: 'b', kind: 'api-key', placement: { in: 'basic-username' } },
      basic('key-of-ben:X'),
      '',
    ],
    [
      'a key in a header',
      { id: 'b', kind: 'api-key', placement: { in: 'header', name: 'X-Key', prefix: 'Key ' } },
      { 'x-key': 'Key key-of-ben' },
      '',
    ],
    [
      'a key in the query',
      { id: 'b', kind: 'api-key', placement: { in: 'query', name: 'key' } },
      {},
      '?key=key-of-ben',
    ],
  ];

  it.each(ways)('come in with %s, and nobody else does', async (_way, credentials, headers, query) => {
    await start(undefined, [credentials]);
    expect(await ask(headers, query)).toMatchObject({
      status: 200,
      body: { personId: '8', clientId: '', credentialsId: 'b' },
    });
    const wrong = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, `${value.slice(0, -3)}AA=`]),
    );
    expect((await ask(wrong, query.replace('ben', 'bob'))).status).toBe(401);
    for (const nobody of [{}, basic(':'), basic('undefined:undefined'), { 'x-key': 'Key ' }, bearer('x')]) {
      expect((await ask(nobody as Record<string, string>)).status).toBe(401);
    }
  });

  it('have registrations of their own, and systems without OAuth have no apps', async () => {
    await start(undefined, [{ id: 'api-key', kind: 'api-key', placement: { in: 'basic-username' } }]);
    expect(system.profiles('http://localhost:3000')).toEqual([
      {
        ...{ connectorId: 'tickets', name: 'Tickets (sandbox)', grantType: 'api-key', credentialsId: 'api-key' },
        apiUrl: `${system.url}/api/v2`,
      },
    ]);
    expect(system.apps.list()).toEqual([]);
    expect((await fetch(`${system.url}/oauth/token`, { method: 'POST' })).status).toBe(404);
    expect(system.tokens.revokeGrants('7')).toBe(0);
  });

  it('come in beside OAuth, with all that the system has', async () => {
    await start({}, [
      { id: 'k', kind: 'api-key', placement: { in: 'header', name: 'authorization', prefix: 'Bearer ' } },
    ]);
    expect((await ask(bearer('key-of-ada'))).body['scopes']).toEqual(['read', 'write', 'offline_access']);
    expect((await ask(bearer((await authorize({ scope: 'read' })).body['access_token']))).body['scopes']).toEqual([
      'read',
    ]);
    expect(profilesOf(ticketSystem({}, [{ id: 'k', kind: 'basic' }]), 'http://x')).toHaveLength(2);
  });
});

describe('faults of a standard system', () => {
  it('strike the API by the names of its routes, and no pages', async () => {
    await start({});
    system.faults.set([{ kind: 'forbidden' }]);
    expect(await ask({})).toEqual({ status: 403, body: { oops: 'You are not allowed to do this' } });
    expect((await fetch(`${system.url}/tickets/3`)).status).toBe(200);
    expect(system.journal.counts()).toEqual({ 'GET api/v2/tickets/{id}': 1 });
  });

  it.each([
    [{ kind: 'not-found' }, 404, null],
    [{ kind: 'conflict' }, 409, null],
    [{ kind: 'expired-token' }, 401, null],
    [{ kind: 'rate-limited' }, 429, '1'],
    [{ kind: 'rate-limited', retryAfterSeconds: 30 }, 429, '30'],
    [{ kind: 'rate-limited', retryAfterSeconds: 0 }, 429, null],
    [{ kind: 'quota-exceeded' }, 429, null],
    [{ kind: 'server-error', status: 500 }, 500, null],
  ] as const)('answer %j with %i', async (fault, status, retryAfter) => {
    await start(undefined);
    system.faults.set([fault]);
    const response = await fetch(`${system.url}/api/v2/tickets/3`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(await response.json()).toHaveProperty('oops');
  });

  it('put fields into answers and take them out', async () => {
    await start(undefined, [{ id: 'b', kind: 'basic' }]);
    const ada = basic('ada@sandbox.example:sandbox');
    system.faults.set([
      { kind: 'unknown-field', times: 1 },
      { kind: 'missing-field', field: 'ticket', times: 1 },
    ]);
    expect((await ask(ada)).body).toMatchObject({ ticket: { id: '3', somethingNew: {} }, somethingNew: {} });
    expect((await ask(ada)).body).not.toHaveProperty('ticket');
  });

  it('strike the token endpoint in the words of the standard', async () => {
    await start({});
    system.faults.set([{ kind: 'revoked-grant' }]);
    expect(await token({ grant_type: 'refresh_token', refresh_token: 'x' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });
});
