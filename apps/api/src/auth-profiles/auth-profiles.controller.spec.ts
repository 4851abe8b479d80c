import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type ApiRequest, type TestServer } from '../../../../test/support/server.js';
import { newId } from '../database/identifiers.js';
import { AuthProfilesService } from './auth-profiles.service.js';

const secret = 'canary-client-secret-7f3a';
const fieldValue = 'canary-api-key-91c2';

let server: TestServer;
let workspaceId: string;

beforeAll(async () => {
  const systemProfiles = [{ connectorId: 'salesforce', clientId: 'operator', clientSecret: secret }];
  server = await startTestServer({ variables: { ATTACHE_SYSTEM_PROFILES: JSON.stringify(systemProfiles) } });
  [{ id: workspaceId }] = await query('SELECT id FROM workspaces');
});
afterAll(() => server.close());

function query<Row = { id: string }>(sql: string, parameters: unknown[] = []): Promise<[Row]> {
  return server.app.get(DataSource).query(sql, parameters);
}

const custom = {
  identityProviderName: 'Example',
  grantType: 'authorization-code',
  clientId: 'client',
  clientSecret: secret,
  authorizationUrl: 'https://login.example.com/authorize?prompt=consent',
  tokenUrl: 'https://login.example.com/token',
};

let made = 0;

async function create(fields: object = {}) {
  made += 1;
  const answer = await server.call('POST', '/v1/auth-profiles', {
    body: { name: `profile ${made}`, ...custom, ...fields },
  });
  expect(answer.text).not.toContain(secret);
  return answer;
}

function patch(id: string, body: object) {
  return server.call('PATCH', `/v1/auth-profiles/${id}`, { body });
}

async function resolve(id: string) {
  return (await server.app.get(AuthProfilesService).resolve(workspaceId, id)).clientSettings({});
}

/** A bot with an action and an authorization that live by a profile. */
async function use(profileId: string, botName: string) {
  const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: botName } });
  await query(
    `INSERT INTO actions (id, workspace_id, bot_id, connector_id, authorization_mode, auth_profile_id, state)
     VALUES ($1, $2, $3, 'salesforce', 'end-user', $4, 'configured')`,
    [newId('action'), workspaceId, bot.id, profileId],
  );
  return bot.id as string;
}

describe('a custom profile', () => {
  it('is made, read, listed behind the operator’s, changed and deleted', async () => {
    const { status, body } = await create({ description: 'For sales', scopes: 'api, refresh\n offline' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: 'custom',
      scopes: ['api', 'refresh', 'offline'],
      clientSecret: { isSet: true },
      callbackUrl: `${server.url}/oauth/callback/${body.id}`,
      warnings: [],
      version: 1,
    });
    const read = await server.call('GET', `/v1/auth-profiles/${body.id}`);
    expect({ ...read.body, warnings: [] }).toEqual(body);
    const list = await server.call('GET', '/v1/auth-profiles');
    expect(list.body.items[0]).toMatchObject({ kind: 'system' });
    expect(list.body.items.find(({ kind }: { kind: string }) => kind === 'custom')).toMatchObject({ id: body.id });
    const changed = await patch(body.id, { description: null, scopes: ['api'], version: 1 });
    expect(changed.body).toMatchObject({ description: '', scopes: ['api'], version: 2, clientSecret: { isSet: true } });
    expect((await server.call('DELETE', `/v1/auth-profiles/${body.id}`)).status).toBe(204);
    expect((await server.call('GET', `/v1/auth-profiles/${body.id}`)).status).toBe(404);
  });

  it('takes from the connector’s preset what is left out', async () => {
    const body = { name: 'Sales', connectorId: 'salesforce', clientId: 'client', clientSecret: secret };
    const answer = await server.call('POST', '/v1/auth-profiles', { body });
    expect(answer.body).toMatchObject({
      connectorId: 'salesforce',
      identityProviderName: 'Salesforce',
      grantType: 'authorization-code-pkce',
      tokenUrl: 'https://{domain}/services/oauth2/token',
      scopes: ['api', 'refresh_token', 'offline_access'],
      parameters: [{ name: 'domain', default: 'login.salesforce.com' }],
      warnings: [],
    });
    expect((await resolve(answer.body.id)).tokenUrl).toBe('https://login.salesforce.com/services/oauth2/token');
  });

  it('has a name of its own in the workspace', async () => {
    await create({ name: 'taken' });
    expect(await create({ name: 'taken' })).toMatchObject({ status: 409, body: { code: 'name-taken' } });
    const { body } = await create();
    expect(await patch(body.id, { name: 'taken' })).toMatchObject({ status: 409, body: { code: 'name-taken' } });
  });

  it('tells the second of two editors that somebody was faster', async () => {
    const { body } = await create();
    const edits = ['left', 'right'].map((description) => patch(body.id, { description, version: 1 }));
    expect((await Promise.all(edits)).map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await patch(body.id, { description: 'late', version: 7 })).toMatchObject({
      body: { code: 'version-conflict' },
    });
  });

  it('keeps its secret through changes until it is replaced or removed, and never shows it', async () => {
    const { body } = await create();
    await patch(body.id, { description: 'x' });
    expect((await resolve(body.id)).clientSecret).toBe(secret);
    await patch(body.id, { clientSecret: 'another' });
    expect((await resolve(body.id)).clientSecret).toBe('another');
    const removed = await patch(body.id, { clientSecret: null });
    expect(removed.body.violations).toEqual([expect.objectContaining({ pointer: '/clientSecret' })]);
    const open = await patch(body.id, { clientSecret: null, clientAuthentication: 'none' });
    expect(open.body).toMatchObject({ clientSecret: { isSet: false, setAt: null } });
    expect(open.body.warnings).toEqual([expect.objectContaining({ code: 'public-client-without-pkce' })]);
    expect((await resolve(body.id)).clientSecret).toBeUndefined();
  });

  it('sends its secret to no address that the secret was not entered for', async () => {
    const { body } = await create();
    const moves = [
      { tokenUrl: 'https://evil.example.org/token' },
      { refreshUrl: 'https://evil.example.org/refresh' },
      { revocationUrl: 'https://evil.example.org/revoke' },
      { tokenUrl: 'https://{tenant}.evil.example/token', hasTenancy: true },
    ];
    for (const move of moves) {
      const answer = await patch(body.id, move);
      expect(answer.body.violations).toEqual([expect.objectContaining({ pointer: '/clientSecret' })]);
    }
    expect((await patch(body.id, { tokenUrl: 'https://login.example.com/oauth/token' })).status).toBe(200);
    expect((await patch(body.id, { ...moves[0], clientSecret: 'entered again' })).status).toBe(200);
  });

  it('seals its secrets, and shows values of authorization fields masked', async () => {
    const field = { placement: 'header', key: 'x-api-key', value: fieldValue };
    const { body, text } = await create({ authorizationFields: [field] });
    expect(text).not.toContain(fieldValue);
    expect(body.authorizationFields).toEqual([{ ...field, value: '•••' }]);
    const [row] = await query<object>('SELECT * FROM auth_profiles WHERE id = $1', [body.id]);
    expect(JSON.stringify(row)).not.toMatch(`${secret}|${fieldValue}`);
    const profile = await server.app.get(AuthProfilesService).resolve(workspaceId, body.id);
    expect(profile.authorizationFields).toEqual([field]);
  });

  it('keeps the values of fields that come back masked or without one, in another order too', async () => {
    const fields = [
      { placement: 'header', key: 'x-api-key', value: fieldValue },
      { placement: 'query', key: 'tenant', value: 'acme' },
    ];
    const { body } = await create({ authorizationFields: fields });
    const changed = await patch(body.id, {
      authorizationFields: [{ placement: 'query', key: 'tenant' }, body.authorizationFields[0]],
    });
    expect(changed.status).toBe(200);
    const profile = await server.app.get(AuthProfilesService).resolve(workspaceId, body.id);
    expect(profile.authorizationFields).toEqual([fields[1], fields[0]]);
    const unknown = await patch(body.id, { authorizationFields: [{ placement: 'body', key: 'x-api-key' }] });
    expect(unknown.body.violations).toEqual([expect.objectContaining({ pointer: '/authorizationFields/0/value' })]);
  });

  it('is seen as changed on another replica', async () => {
    const replica = await startTestServer({ databaseUrl: server.databaseUrl });
    const { body } = await create();
    const seen = async () => (await replica.app.get(AuthProfilesService).resolve(workspaceId, body.id)).version;
    expect(await seen()).toBe(1);
    await patch(body.id, { description: 'new' });
    await expect.poll(seen, { timeout: 2_000 }).toBe(2);
    await replica.close();
  });
});

describe('what a change affects', () => {
  it('is told when client, provider or scopes change, and only then', async () => {
    const { body } = await create({ scopes: ['a', 'b'] });
    await use(body.id, 'affected bot');
    const affected = async (change: object) => (await patch(body.id, change)).body.affected;
    const none = { cause: null, actions: 0, authorizations: 0 };
    expect(await affected({ description: 'x' })).toMatchObject(none);
    expect(await affected({ scopes: ['a'] })).toMatchObject(none);
    expect(await affected({ clientSecret: 'rotated' })).toMatchObject(none);
    expect(await affected({ scopes: ['a', 'c'] })).toMatchObject({ cause: 'scopes', actions: 1, authorizations: 0 });
    expect(await affected({ clientId: 'other' })).toMatchObject({ cause: 'registration', actions: 1 });
  });

  it('shows in the registration version that authorizations are bound to', async () => {
    const { body } = await create();
    const version = async () =>
      (await server.app.get(AuthProfilesService).resolve(workspaceId, body.id)).registrationVersion;
    await patch(body.id, { authorizationUrl: 'https://login.example.com/authorize?prompt=login', scopes: ['x'] });
    expect(await version()).toBe(1);
    await patch(body.id, { clientId: 'other' });
    expect(await version()).toBe(2);
    await patch(body.id, { tokenUrl: 'https://elsewhere.example.com/token', clientSecret: secret });
    expect(await version()).toBe(3);
  });
});

describe('a profile in use', () => {
  it('is not deleted, and says by whom it is used', async () => {
    const { body } = await create();
    const botId = await use(body.id, 'user bot');
    const refused = await server.call('DELETE', `/v1/auth-profiles/${body.id}`);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'auth-profile-in-use', usedBy: [{ botId, botName: 'user bot', connectorId: 'salesforce' }] },
    });
    await query('DELETE FROM actions WHERE bot_id = $1', [botId]);
    expect((await server.call('DELETE', `/v1/auth-profiles/${body.id}`)).status).toBe(204);
  });

  it('names no bot that the API key was not made for', async () => {
    const { body } = await create();
    await use(body.id, 'hidden bot');
    const { body: other } = await server.call('POST', '/v1/bots', { body: { name: 'visible bot' } });
    const { body: scoped } = await server.call('POST', '/v1/api-keys', {
      body: { name: 'scoped', permissions: ['auth-profiles:manage'], botIds: [other.id] },
    });
    const refused = await server.call('DELETE', `/v1/auth-profiles/${body.id}`, { key: scoped.key });
    expect(refused).toMatchObject({ status: 409, body: { usedBy: [] } });
    expect(refused.text).not.toContain('hidden bot');
  });

  it('or not is there for all: a key for certain bots makes none, and neither changes, moves nor deletes one', async () => {
    const { body } = await create();
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'own bot' } });
    await use(body.id, 'own bot too');
    const permissions = ['auth-profiles:view', 'auth-profiles:manage', 'actions:manage'];
    const { key } = (await server.call('POST', '/v1/api-keys', { body: { name: 'k', permissions, botIds: [bot.id] } }))
      .body;
    const path = `/v1/auth-profiles/${body.id}`;
    const { body: unused } = await create();
    for (const [method, at, change] of [
      ['POST', '/v1/auth-profiles', { name: 'mine', connectorId: 'salesforce', clientId: 'c', clientSecret: 's' }],
      ['PATCH', path, { name: 'renamed' }],
      ['PATCH', path, { divisionId: body.divisionId }],
      ['PATCH', path, { invitedRoles: null }],
      ['DELETE', `/v1/auth-profiles/${unused.id}`, undefined],
    ] as const) {
      const refused = await server.call(method, at, { key, body: change });
      expect(refused, `${method} ${at}`).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
    }
    expect((await server.call('GET', path, { key })).body).toMatchObject({ name: body.name, version: body.version });
    expect((await server.call('DELETE', `/v1/auth-profiles/${unused.id}`)).status).toBe(204);
  });
});

describe('a reserved id', () => {
  const reserve = async () => (await server.call('POST', '/v1/auth-profiles/reservations')).body;

  it('gives the callback URL beforehand and makes one profile', async () => {
    const { id, callbackUrl } = await reserve();
    const { status, body } = await create({ id });
    expect({ status, body }).toMatchObject({ status: 201, body: { id, callbackUrl } });
    const again = await create({ id });
    expect(again).toMatchObject({ status: 400, body: { violations: [{ pointer: '/id' }] } });
  });

  it('makes one profile when two use it at once, and outlives a profile that could not be made', async () => {
    const { id } = await reserve();
    await create({ name: 'occupied' });
    expect((await create({ id, name: 'occupied' })).status).toBe(409);
    const statuses = (await Promise.all([create({ id }), create({ id })])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 400]);
  });

  it('is nobody else’s: neither made up nor of another workspace', async () => {
    expect((await create({ id: newId('authProfile') })).body.violations).toMatchObject([{ pointer: '/id' }]);
    const foreign = newId('authProfile');
    const other = newId('workspace');
    await query('INSERT INTO workspaces (id, name) VALUES ($1, $2)', [other, 'Other']);
    await query('INSERT INTO auth_profile_reservations (id, workspace_id) VALUES ($1, $2)', [foreign, other]);
    expect((await create({ id: foreign })).body.violations).toMatchObject([{ pointer: '/id' }]);
    expect((await create({ id: 'system-salesforce' })).status).toBe(400);
  });
});

describe('a profile of another workspace, and the operator’s', () => {
  it('does not exist for callers of this one', async () => {
    const { body } = await create();
    const other = newId('workspace');
    await query('INSERT INTO workspaces (id, name) VALUES ($1, $2)', [other, 'Another']);
    await query('UPDATE auth_profiles SET workspace_id = $1 WHERE id = $2', [other, body.id]);
    const path = `/v1/auth-profiles/${body.id}`;
    const requests: [string, string, ApiRequest?][] = [
      ['GET', path],
      ['PATCH', path, { body: { description: 'x' } }],
      ['DELETE', path],
      ['POST', `${path}/test`, { body: {} }],
      ['POST', '/v1/auth-profiles/check', { body: { profileId: body.id } }],
    ];
    for (const [method, target, request] of requests) {
      expect(await server.call(method, target, request)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
    await expect(server.app.get(AuthProfilesService).resolve(workspaceId, body.id)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is shown without its secret and cannot be changed', async () => {
    const { body, text } = await server.call('GET', '/v1/auth-profiles/system-salesforce');
    expect(body).toMatchObject({ kind: 'system', clientSecret: { isSet: true, setAt: null }, createdAt: null });
    expect(text).not.toContain(secret);
    for (const answer of [
      await patch('system-salesforce', { name: 'mine' }),
      await server.call('DELETE', '/v1/auth-profiles/system-salesforce'),
    ]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'auth-profile-read-only' } });
    }
  });

  it('needs a permission to be seen, and another to be changed', async () => {
    const { body } = await server.call('POST', '/v1/api-keys', {
      body: { name: 'viewer', permissions: ['auth-profiles:view'] },
    });
    expect((await server.call('GET', '/v1/auth-profiles', { key: body.key })).status).toBe(200);
    for (const path of ['', '/check', '/reservations', '/system-salesforce/test']) {
      const answer = await server.call('POST', `/v1/auth-profiles${path}`, { key: body.key, body: {} });
      expect(answer).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
    }
  });
});

describe('the log', () => {
  it('holds no secret of any profile', () => {
    expect(server.logs()).not.toContain(secret);
    expect(server.logs()).not.toContain(fieldValue);
  });
});

describe('a profile of what people type in', () => {
  const typed = {
    ...{ identityProviderName: 'Gateway', grantType: 'api-key', apiUrl: 'https://gateway.example.com/crm' },
    credentials: { placement: { in: 'header', name: 'X-Api-Key', prefix: 'Key ' }, keyTitle: 'Gateway key' },
  };
  let made = 0;
  const createTyped = (fields: object = {}) => {
    made += 1;
    return server.call('POST', '/v1/auth-profiles', { body: { ...typed, name: `Typed ${made}`, ...fields } });
  };
  const versionOf = async (id: string): Promise<number> => {
    const [row] = await server.app
      .get(DataSource)
      .query('SELECT registration_version AS version FROM auth_profiles WHERE id = $1', [id]);
    return row.version;
  };

  it('needs no client, and shows where things go', async () => {
    const { status, body } = await createTyped();
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ ...typed, clientId: null, tokenUrl: null, scopes: [] }),
    ]);
  });

  it('is another one when what is typed in would go elsewhere, and the same when only words change', async () => {
    const { body } = await createTyped();
    await patch(body.id, { description: 'For sales', credentials: { ...typed.credentials, keyTitle: 'Key' } });
    await patch(body.id, { apiUrl: 'https://gateway.example.com/other' });
    expect(await versionOf(body.id)).toBe(1);
    await patch(body.id, { apiUrl: 'https://collector.example.com' });
    expect(await versionOf(body.id)).toBe(2);
    await patch(body.id, { credentials: { placement: { in: 'query', name: 'key' } } });
    expect(await versionOf(body.id)).toBe(3);
  });

  it('does not send values that were entered for one address to another', async () => {
    const field = { placement: 'header', key: 'x-tenant', value: 'canary-of-a-field' };
    const { body } = await createTyped({ authorizationFields: [field] });
    const moved = await patch(body.id, { apiUrl: 'https://collector.example.com' });
    expect(moved.body.violations).toMatchObject([{ pointer: '/authorizationFields' }]);
    const again = await patch(body.id, { apiUrl: 'https://collector.example.com', authorizationFields: [field] });
    expect(again.status).toBe(200);
  });

  it.each<[string, object, object]>([
    ['another check URL', {}, { credentials: { ...typed.credentials, checkUrl: 'https://collector.example.com/me' } }],
    ['no URL of its own any more', {}, { apiUrl: null }],
    [
      'a host that only looks like the one with a parameter',
      { apiUrl: 'https://{tenant}.host.example.com', hasTenancy: true },
      { apiUrl: 'https://parameter.host.example.com' },
    ],
    [
      'a check URL that comes with another kind',
      {
        ...{
          grantType: 'authorization-code',
          clientId: 'client',
          clientSecret: 'canary-secret',
          credentials: undefined,
        },
        ...{ authorizationUrl: 'https://login.example.com/authorize', tokenUrl: 'https://login.example.com/token' },
      },
      {
        grantType: 'api-key',
        credentials: { ...typed.credentials, checkUrl: 'https://collector.example.com/me' },
      },
    ],
  ])('asks for the values of fields again with %s', async (_title, fields, change) => {
    const field = { placement: 'header', key: 'x-tenant', value: 'canary-of-a-field' };
    const { status, body } = await createTyped({ ...fields, authorizationFields: [field] });
    expect(status).toBe(201);
    const moved = await patch(body.id, change);
    expect([moved.status, moved.body.violations]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/authorizationFields' })],
    ]);
    expect((await patch(body.id, { ...change, authorizationFields: [field] })).status).toBe(200);
  });

  it.each<[string, object, string]>([
    ['a private address', { apiUrl: 'https://10.0.0.1' }, '/apiUrl'],
    [
      'a private check URL',
      { credentials: { ...typed.credentials, checkUrl: 'https://[::1]/' } },
      '/credentials/checkUrl',
    ],
    ['nothing to ask for', { credentials: null }, '/credentials'],
    ['credentials of no connector', { credentialsId: 'api-key' }, '/credentialsId'],
    ['a placement that there is not', { credentials: { placement: { in: 'cookie' } } }, '/credentials/placement/in'],
  ])('is refused with %s', async (_title, fields, pointer) => {
    const { status, body } = await createTyped(fields);
    expect([status, body.violations]).toEqual([400, expect.arrayContaining([expect.objectContaining({ pointer })])]);
  });

  it('leaves nothing of its former kind behind', async () => {
    const { body } = await create({ name: 'Was OAuth' });
    const changed = await patch(body.id, { grantType: 'basic', credentials: { placement: { in: 'basic' } } });
    expect(changed.body).toMatchObject({
      ...{ clientId: null, tokenUrl: null, authorizationUrl: null, scopes: [] },
      clientSecret: { isSet: false, setAt: null },
    });
  });
});
