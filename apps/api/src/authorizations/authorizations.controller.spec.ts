import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, startTestServer, type TestServer } from '../../../../test/support/server.js';
import { newId } from '../database/identifiers.js';
import { JobsService } from '../jobs/jobs.service.js';
import { AuthorizationsService } from './authorizations.service.js';
import { startProvider, tokenSetFor, type TestProvider } from './tokens/testing.js';
import type { NewAuthorization } from './tokens/candidates.service.js';
import { UsesService } from './tokens/uses.service.js';

let provider: TestProvider;
let server: TestServer;
let replica: TestServer;
let workspaceId: string;
let authProfileId: string;
let made = 0;

interface Place {
  readonly botId: string;
  readonly actionId: string;
  readonly endUserId: string;
}

let place: Place;

beforeAll(async () => {
  provider = await startProvider();
  const variables = { ATTACHE_ALLOWED_HOSTS: '127.0.0.1' };
  server = await startTestServer({ variables });
  await server.app.get(JobsService).send('authorizations-refresh', {});
  replica = await startTestServer({ variables, databaseUrl: server.databaseUrl });
  [{ id: workspaceId }] = await query<{ id: string }>('SELECT id FROM workspaces');
  const { body } = await server.call('POST', '/v1/auth-profiles', {
    body: {
      ...{ name: 'Custom', identityProviderName: 'Example', grantType: 'authorization-code', clientId: 'client' },
      ...{ clientSecret: 'secret', scopes: ['api'], authorizationUrl: `${provider.origin}/authorize` },
      ...{ tokenUrl: `${provider.origin}/token`, revocationUrl: `${provider.origin}/revoke` },
    },
  });
  authProfileId = String(body.id);
});

afterAll(async () => {
  await Promise.all([server.close(), replica.close()]);
  await provider.close();
});

beforeEach(async () => {
  place = await makePlace();
});

function query<Row>(sql: string, parameters: unknown[] = []): Promise<[Row, ...Row[]]> {
  return server.app.get(DataSource).query(sql, parameters);
}

async function makePlace(): Promise<Place> {
  made += 1;
  const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: `bot ${made}` } });
  const [actionId, endUserId] = [newId('action'), newId('endUser')];
  await query(
    `INSERT INTO actions (id, workspace_id, bot_id, connector_id, authorization_mode, auth_profile_id, state)
     VALUES ($1, $2, $3, 'salesforce', 'end-user', $4, 'configured')`,
    [actionId, workspaceId, bot.id, authProfileId],
  );
  await query(
    `INSERT INTO end_users (id, workspace_id, bot_id, channel, external_id, display_name)
     VALUES ($1, $2, $3, 'web', 'u-42', 'Bea Example')`,
    [endUserId, workspaceId, bot.id],
  );
  return { botId: String(bot.id), actionId, endUserId };
}

async function store(changes: Partial<NewAuthorization> = {}): Promise<string> {
  const { botId, actionId, endUserId } = place;
  const given: NewAuthorization = {
    ...{ workspaceId, botId, actionId, connectorId: 'salesforce', authProfileId },
    registrationVersion: 1,
    subject: { kind: 'end-user', endUserId },
    tokenSet: tokenSetFor(3_600),
    scopes: ['api'],
    parameters: {},
    account: { id: '005', name: 'Ada Example', details: {} },
    isActive: true,
    ...changes,
  };
  const service = server.app.get(AuthorizationsService, { strict: false });
  return (await server.app.get(DataSource).transaction((manager) => service.store(manager, given))).id;
}

async function keyFor(permissions: readonly string[], botIds?: readonly string[]): Promise<string> {
  const { body } = await server.call('POST', '/v1/api-keys', { body: { name: 'limited', permissions, botIds } });
  return String(body.key);
}

const read = (id: string, on: TestServer = server, key?: string) =>
  on.call('POST', `/v1/authorizations/${id}/token`, key === undefined ? {} : { key });

describe('GET /v1/authorizations', () => {
  it('shows whom they are for and how they stand, and never a token', async () => {
    const id = await store();
    const { status, body, text } = await server.call('GET', `/v1/authorizations/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id, botId: place.botId, actionId: place.actionId, connectorId: 'salesforce', subject: 'end-user' },
      endUser: { id: 'u-42', channel: 'web', displayName: 'Bea Example' },
      ...{ state: 'active', account: { name: 'Ada Example' }, scopes: ['api'], isRefreshable: true },
      ...{ failureCode: null, upstreamRevocation: null, expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) },
    });
    expect(text).not.toMatch(/access-0|refresh-0|not to be shown/);
    const list = await server.call('GET', '/v1/authorizations');
    expect(list.body.items[0]).toEqual(body);
    expect(list.text).not.toMatch(/access-0|refresh-0|not to be shown/);
  });

  it('filters by bot, connector, state and person, and pages', async () => {
    const mine = await store();
    const shared = await store({ subject: { kind: 'shared' }, tokenSet: tokenSetFor(-1, { refreshToken: undefined }) });
    await read(shared);
    place = await makePlace();
    const elsewhere = await store();
    const list = async (filter: string) => {
      const { body } = await server.call('GET', `/v1/authorizations?${filter}`);
      return body.items.map((item: { id: string }) => item.id) as string[];
    };
    const [{ bot_id: botId }] = await query<{ bot_id: string }>('SELECT bot_id FROM authorizations WHERE id = $1', [
      mine,
    ]);
    expect(await list(`botId=${botId}`)).toEqual([shared, mine]);
    expect(await list(`botId=${botId}&endUserId=u-42`)).toEqual([mine]);
    expect(await list(`botId=${botId}&endUserId=nobody`)).toEqual([]);
    expect(await list(`botId=${botId}&state=needs-reauthorization`)).toEqual([shared]);
    expect(await list(`botId=${botId}&connectorId=other`)).toEqual([]);
    expect((await list(`connectorId=salesforce`)).slice(0, 3)).toEqual([elsewhere, shared, mine]);
    const { body: first } = await server.call('GET', `/v1/authorizations?botId=${botId}&limit=1`);
    expect(first).toMatchObject({ items: [{ id: shared }], nextCursor: shared });
    expect(await list(`botId=${botId}&limit=1&cursor=${first.nextCursor}`)).toEqual([mine]);
  });

  it('refuses filters that make no sense', async () => {
    for (const filter of ['state=gone', 'endUserId=u-42', 'limit=0', 'colour=red']) {
      const { status, body } = await server.call('GET', `/v1/authorizations?${filter}`);
      expect({ filter, status, code: body.code }).toEqual({ filter, status: 400, code: 'request-invalid' });
    }
  });
});

describe('what a caller may not know of', () => {
  it('does not exist: unknown ids, other bots, other workspaces, bots that are gone', async () => {
    const id = await store();
    const { botId } = place;
    const other = await makePlace();
    const permissions = ['authorizations:view', 'authorizations:revoke', 'authorizations:read-token'];
    const key = await keyFor(permissions, [other.botId]);
    const everything = async (authorizationId: string, options: { key?: string } = {}) => {
      const path = `/v1/authorizations/${authorizationId}`;
      const answers = [
        await server.call('GET', path, options),
        await server.call('POST', `${path}/token`, options),
        await server.call('DELETE', path, options),
      ];
      return answers.map(({ status, body }) => `${status} ${body.code}`);
    };
    const hidden = Array.from({ length: 3 }, () => '404 not-found');
    expect(await everything(id, { key })).toEqual(hidden);
    expect((await server.call('GET', '/v1/authorizations', { key })).body.items).toEqual([]);
    expect(await everything(newId('authorization'))).toEqual(hidden);
    expect(await everything(encodeURIComponent(`'; DROP TABLE authorizations; --`))).toEqual(hidden);
    await query(`INSERT INTO workspaces (id, name) VALUES ('wsp_other', 'Other') ON CONFLICT DO NOTHING`);
    const foreign = await store({ workspaceId: 'wsp_other', authProfileId, subject: { kind: 'shared' } }).catch(
      () => undefined,
    );
    expect(foreign).toBeUndefined();
    expect((await read(id)).status).toBe(200);
    await server.call('DELETE', `/v1/bots/${botId}`);
    expect(await everything(id)).toEqual(hidden);
  });

  it('needs the permission for each', async () => {
    const id = await store();
    const key = await keyFor(['authorizations:view']);
    expect((await server.call('GET', `/v1/authorizations/${id}`, { key })).status).toBe(200);
    expect((await read(id, server, key)).body.code).toBe('permission-missing');
    expect((await server.call('DELETE', `/v1/authorizations/${id}`, { key })).body.code).toBe('permission-missing');
    expect((await call(server.url, 'POST', `/v1/authorizations/${id}/token`)).status).toBe(401);
  });
});

describe('POST /v1/authorizations/{id}/token', () => {
  it('answers a token that no cache may keep', async () => {
    const id = await store();
    const { status, headers, body } = await read(id);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      ...{ accessToken: 'access-0', tokenType: 'Bearer', scopes: ['api'] },
      expiresAt: expect.stringMatching(/Z$/),
      account: { id: '005', name: 'Ada Example', details: {} },
    });
  });

  it('is not replayed by an idempotency key', async () => {
    const id = await store({ tokenSet: tokenSetFor(undefined), connectorId: 'says-nothing' });
    const path = `/v1/authorizations/${id}/token`;
    const headers = { 'idempotency-key': 'same' };
    expect((await server.call('POST', path, { headers })).body).toMatchObject({
      accessToken: 'access-0',
      expiresAt: null,
    });
    await server.app.get(AuthorizationsService, { strict: false }).accessAfterRejection(id, 'access-0');
    expect((await server.call('POST', path, { headers })).body.accessToken).not.toBe('access-0');
  });

  it('refreshes an expired one once for callers of two servers', async () => {
    const id = await store({ tokenSet: tokenSetFor(-1) });
    const before = provider.refreshes;
    provider.latencyMs = 500;
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => read(id, i % 2 ? server : replica)));
    provider.latencyMs = 0;
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.accessToken}`)).size).toBe(1);
    expect(provider.refreshes - before).toBe(1);
  });

  it('says what to do when there is none', async () => {
    const lost = await store({ tokenSet: tokenSetFor(-1, { refreshToken: undefined }) });
    expect((await read(lost)).body).toMatchObject({ status: 409, code: 'authorization-lost', authorizationId: lost });
    const quarantined = await store({ isActive: false });
    expect((await read(quarantined)).body).toMatchObject({ status: 409, code: 'authorization-quarantined' });
    place = await makePlace();
    const failing = await store({ tokenSet: tokenSetFor(-1) });
    provider.answer = (_, response) => {
      response.writeHead(503, { 'retry-after': '7' }).end('{"error":"busy","detail":"a canary of a vendor"}');
      return undefined;
    };
    const [first, second] = [await read(failing), await read(failing, replica)];
    provider.answer = () => undefined;
    for (const { status, body, headers, text } of [first, second]) {
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'token-endpoint-unavailable' });
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(6);
      expect(text).not.toContain('canary');
    }
  });

  it('records who has read it', async () => {
    const id = await store();
    await Promise.all([read(id), read(id), read(id)]);
    await server.app.get(UsesService, { strict: false }).flush();
    const rows = await query<{ caller_id: string; reads: number }>(
      'SELECT caller_id, reads FROM token_reads WHERE authorization_id = $1',
      [id],
    );
    expect(rows).toEqual([{ caller_id: expect.stringMatching(/^key_/), reads: 3 }]);
    const { body } = await server.call('GET', `/v1/authorizations/${id}`);
    expect(body.lastUsedAt).toMatch(/Z$/);
  });
});

describe('DELETE /v1/authorizations/{id}', () => {
  it('answers a receipt, ends it on every server, and gives the same receipt again', async () => {
    const id = await store();
    expect((await read(id, replica)).status).toBe(200);
    const first = await server.call('DELETE', `/v1/authorizations/${id}`);
    expect(first).toMatchObject({ status: 200, body: { revokedUpstream: true, upstream: 'revoked', erased: true } });
    expect((await read(id)).body.code).toBe('authorization-lost');
    await expect.poll(async () => (await read(id, replica)).body.code).toBe('authorization-lost');
    expect((await replica.call('DELETE', `/v1/authorizations/${id}`)).body).toEqual(first.body);
    expect((await server.call('GET', `/v1/authorizations/${id}`)).body).toMatchObject({
      state: 'revoked',
      upstreamRevocation: 'revoked',
    });
  });
});

it('writes no token into a log', () => {
  const logs = server.logs() + replica.logs();
  expect(logs).toContain('a refresh failed');
  expect(logs).not.toMatch(/access-\d|refresh-\d|canary|not to be shown/);
});
