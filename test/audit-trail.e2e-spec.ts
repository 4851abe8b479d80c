import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import type { AuditEntryView } from '../apps/api/src/audit/audit-entry.dto.js';
import { AuditService } from '../apps/api/src/audit/audit.service.js';
import { AuditChainService } from '../apps/api/src/audit/chain/audit-chain.service.js';
import { AuditRetentionService } from '../apps/api/src/audit/chain/audit-retention.service.js';
import { AuditSealerService } from '../apps/api/src/audit/chain/audit-sealer.service.js';
import { createSandbox, type Sandbox } from '../apps/sandbox/src/sandbox.js';
import { SalesforceAction } from './support/actions.js';
import { eventually } from './support/eventually.js';
import { Person } from './support/person.js';
import { call, createDatabase, startTestServer, type TestServer } from './support/server.js';
import { expectStatus, sandboxVariables } from './support/world.js';

const canary = `canary-${randomBytes(12).toString('hex')}`;

let sandbox: Sandbox;
/** As the role that owns the database, which the server does not work as. */
let ownerUrl: string;
let server: TestServer;
let replica: TestServer;

async function asOwner<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
  return ask<Row>(ownerUrl, sql, parameters);
}

async function ask<Row>(url: string, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** What somebody does who has the database, and nothing but the database. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await asOwner(`BEGIN; SET LOCAL session_replication_role = replica; ${statements.join('; ')}; COMMIT`);
}

async function entries(query = '', of = server): Promise<readonly AuditEntryView[]> {
  const answer = expectStatus(await of.call('GET', `/v1/audit-entries?limit=100${query}`), 200);
  return answer.body.items as readonly AuditEntryView[];
}

async function verify(noted: object = {}, of = server) {
  const answer = expectStatus(await of.call('POST', '/v1/audit-entries/verification', { body: noted }), 200);
  return answer.body as {
    readonly isIntact: boolean;
    readonly checked: number;
    readonly prunedThrough: number;
    readonly headSequence: number;
    readonly headHash: string;
    readonly break: { readonly kind: string; readonly sequence: number | null; readonly detail: string } | null;
  };
}

beforeAll(async () => {
  ownerUrl = await createDatabase();
  const role = `app_${randomBytes(5).toString('hex')}`;
  await asOwner(`CREATE ROLE ${role} LOGIN`);
  sandbox = await createSandbox();
  const databaseUrl = ownerUrl.replace(/user=\w+/, `user=${role}`);
  const variables = (url: string) => ({ ...sandboxVariables(sandbox, url), ATTACHE_DATABASE_OWNER_URL: ownerUrl });
  server = await startTestServer({ databaseUrl, variables });
  replica = await startTestServer({ databaseUrl, variables });
});

afterAll(async () => {
  await replica?.close();
  await server?.close();
  await sandbox?.close();
});

describe('a day of work', () => {
  let authorizationId: string;
  let action: SalesforceAction;
  let viewerKeyId: string;

  beforeAll(async () => {
    const wrong = { email: server.owner.email, password: `${canary}-password` };
    await call(server.url, 'POST', '/v1/session', { key: null, body: wrong, headers: { 'user-agent': 'Day/1.0' } });
    await call(server.url, 'POST', '/v1/session', {
      key: null,
      body: { email: `${canary}@example.com`, password: 'x'.repeat(12) },
    });
    const { email, password } = server.owner;
    await call(server.url, 'POST', '/v1/session', { key: null, body: { email, password } });
    action = await SalesforceAction.forEndUsers(server, 'Day bot');
    const link = await action.link('u-1');
    const page = await new Person(server.url).authorize(link.url);
    const verified = await server.call('POST', `/v1/authorization-requests/${link.id}/verify`, {
      body: { code: codeIn(page.html) },
    });
    authorizationId = expectStatus(verified, 200).body.authorizationId as string;
    expectStatus(await action.createLead('Hopper', 'u-1'), 200);
    expectStatus(await server.call('POST', `/v1/authorizations/${authorizationId}/token`), 200);
    const viewer = await server.call('POST', '/v1/api-keys', { body: { name: 'Viewer', permissions: ['bots:view'] } });
    viewerKeyId = viewer.body.id as string;
    const key = viewer.body.key as string;
    expectStatus(await server.call('DELETE', `/v1/bots/${action.botId}`, { key }), 403);
    expectStatus(await server.call('GET', '/v1/audit-entries', { key }), 403);
    expectStatus(await server.call('GET', '/v1/bots', { key: `atk_${canary}` }), 401);
    expectStatus(await server.call('PATCH', `/v1/bots/${canary.toUpperCase()}`, { body: { [canary]: canary } }), 400);
    expectStatus(await server.call('DELETE', `/v1/authorizations/${authorizationId}`), 200);
    await eventually(async () => (await entries('&action=authorization.revoked'))[0], 'the event');
  });

  it('is all there: who, what, and how it ended', async () => {
    const all = await entries();
    const told = all.map(({ actor, action: what, target, outcome, problemCode }) =>
      [actor.kind, actor.name, what, target?.kind, target?.name, outcome, problemCode]
        .map((part) => part ?? '-')
        .join(' '),
    );
    expect(told).toEqual(
      expect.arrayContaining([
        'member Ada Example setUp member Ada Example succeeded -',
        'anonymous - signIn member Ada Example denied credentials-wrong',
        'anonymous - signIn - - denied credentials-wrong',
        'member Ada Example signIn member Ada Example succeeded -',
        'member Ada Example createApiKey api-key everything succeeded -',
        'api-key everything createBot bot Day bot succeeded -',
        'api-key everything configureAction action Salesforce succeeded -',
        'api-key everything enableAction action Salesforce succeeded -',
        'system - authorization-request.completed authorization-request - succeeded -',
        'api-key everything runOperation operation - succeeded -',
        'api-key everything readToken authorization - succeeded -',
        'api-key Viewer deleteBot bot - denied permission-missing',
        'api-key Viewer listAuditEntries - - denied permission-missing',
        'anonymous - listBots - - denied api-key-invalid',
        'api-key everything updateBot - - failed request-invalid',
        'api-key everything revokeAuthorization authorization - succeeded -',
        'system - authorization.revoked authorization - succeeded -',
      ]),
    );
  });

  it('tells from where, by which request, and which fields were sent', async () => {
    const made = expectStatus(
      await server.call('POST', '/v1/bots', {
        body: { name: 'Second bot' },
        headers: { 'user-agent': 'Story/1.0 (test)', 'x-request-id': 'request-of-a-story' },
      }),
      201,
    );
    const [entry] = await entries('&action=createBot');
    expect(entry).toMatchObject({
      target: { kind: 'bot', id: made.body.id as string, name: 'Second bot' },
      address: expect.stringMatching(/^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/) as string,
      userAgent: 'Story/1.0 (test)',
      requestId: 'request-of-a-story',
      details: { fields: ['name'] },
    });
  });

  it('is found by who, what, what was concerned, when, how it ended, and by words', async () => {
    const actionsOf = async (query: string) => new Set((await entries(query)).map((entry) => entry.action));
    expect(await actionsOf(`&actor=${viewerKeyId}`)).toEqual(new Set(['deleteBot', 'listAuditEntries']));
    expect(await actionsOf('&action=readToken')).toEqual(new Set(['readToken']));
    expect(await actionsOf(`&target=${authorizationId}`)).toEqual(
      new Set([
        'readToken',
        'revokeAuthorization',
        'authorization.revoked',
        'authorization.activated',
        'authorization-request.completed',
      ]),
    );
    expect(await actionsOf('&outcome=denied&text=VIEWER')).toEqual(new Set(['deleteBot', 'listAuditEntries']));
    expect(await actionsOf('&from=2999-01-01T00:00:00Z')).toEqual(new Set());
    expect(await actionsOf('&to=2001-01-01T00:00:00Z')).toEqual(new Set());
    expect(await actionsOf('&actorKind=system&text=salesforce')).toEqual(new Set());
  });

  it('pages from newest to oldest without a gap', async () => {
    const whole = (await entries()).map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null && paged.length < whole.length;) {
      const { body } = await server.call('GET', `/v1/audit-entries?limit=7${cursor && `&cursor=${cursor}`}`);
      paged.push(...(body.items as AuditEntryView[]).map(({ id }) => id));
      cursor = body.nextCursor as string | null;
    }
    expect(paged.slice(0, whole.length)).toEqual(whole);
  });

  it('has no secret in any column, and nothing of what was sent', async () => {
    const rows = await asOwner<{ text: string }>(
      'SELECT audit_entries::text AS text FROM audit_entries UNION ALL SELECT audit_seals::text FROM audit_seals',
    );
    const text = rows.map((row) => row.text).join('\n');
    expect(rows.length).toBeGreaterThan(30);
    expect(text).not.toMatch(new RegExp(canary, 'i'));
    for (const secret of [server.key, server.cookie.split('=')[1] ?? '', server.owner.password, 'Hopper'])
      expect(text).not.toContain(secret);
  });

  it('is exported as lines of JSON, each with its seal, oldest first', async () => {
    const answer = await fetch(`${server.url}/v1/audit-entries/export?actorKind=api-key`, {
      headers: { authorization: `Bearer ${server.key}` },
    });
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntryView);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.every((line) => line.actor.kind === 'api-key' && line.seal !== null)).toBe(true);
    expect(lines.map(({ id }) => id)).toEqual(lines.map(({ id }) => id).sort());
    expect((await entries('&action=exportAuditEntries'))[0]).toMatchObject({ outcome: 'succeeded' });
  });

  it('keeps the first refusals of a flood one by one, and the number of the others', async () => {
    const flood = await Promise.all(
      Array.from({ length: 40 }, () => server.call('GET', '/v1/webhooks', { key: 'atk_nobody-has-this-key' })),
    );
    expect(new Set(flood.map(({ status }) => status))).toEqual(new Set([401]));
    expect(await entries('&action=listWebhooks')).toHaveLength(5);
  });
});

describe('the role of the server', () => {
  it('can add to the trail, and change, remove or empty nothing of it', async () => {
    const { databaseUrl } = server;
    for (const sql of [
      `UPDATE audit_entries SET outcome = 'failed'`,
      'DELETE FROM audit_entries',
      'TRUNCATE audit_entries',
      `UPDATE audit_seals SET hash = ''`,
      'DELETE FROM audit_seals',
      'TRUNCATE audit_seals',
      'DROP TABLE audit_entries',
      'ALTER TABLE audit_entries DISABLE TRIGGER ALL',
      `BEGIN; SET attache.prunes_audit = 'on'; DELETE FROM audit_entries; COMMIT`,
    ])
      await expect(ask(databaseUrl, sql), sql).rejects.toThrow(/permission denied|must be owner/);
    const [last] = await ask<{ last: number | null }>(databaseUrl, 'SELECT prune_audit_trail(9999999, 0)::int AS last');
    expect(last).toEqual({ last: 0 });
    expect((await verify()).isIntact).toBe(true);
  });

  it('is refused by a trigger where it is the owner after all', async () => {
    await expect(asOwner('DELETE FROM audit_entries')).rejects.toThrow('The audit trail can only be added to.');
    await expect(asOwner('TRUNCATE audit_seals')).rejects.toThrow('The audit trail can only be added to.');
  });
});

describe('the chain', () => {
  it('is made by several replicas without a fork', async () => {
    const make = (of: TestServer, n: number) => of.call('POST', '/v1/bots', { body: { name: `Chain ${n}` } });
    await Promise.all(Array.from({ length: 40 }, (_, n) => make(n % 2 === 0 ? server : replica, n)));
    const [here, there] = await Promise.all([verify(), verify({}, replica)]);
    expect([here.isIntact, there.isIntact]).toEqual([true, true]);
    const [count] = await asOwner<object>(
      'SELECT count(*)::int AS n, count(DISTINCT previous_hash)::int AS befores, max(sequence)::int AS last FROM audit_seals',
    );
    expect(count).toEqual({
      n: expect.any(Number) as number,
      befores: expect.any(Number) as number,
      last: expect.any(Number) as number,
    });
    const { n, befores, last } = count as Record<string, number>;
    expect([befores, last]).toEqual([n, n]);
  });

  it('takes up what a process that died had written and not sealed', async () => {
    const before = await verify();
    const [row] = await asOwner<{ id: string }>(
      `SELECT entry_id AS id FROM audit_seals ORDER BY sequence DESC LIMIT 1`,
    );
    await server.app
      .get(AuditService)
      .recordNow({ actor: { kind: 'system' }, action: 'test.crash', outcome: 'succeeded' });
    await replica.app.get(AuditSealerService).seal();
    const after = await verify({ sequence: before.headSequence, hash: before.headHash });
    expect(after).toMatchObject({ isIntact: true });
    expect(after.headSequence).toBeGreaterThan(before.headSequence);
    expect(row?.id).toMatch(/^aud_/);
  });
});

describe('tampering with the database', () => {
  beforeEach(async () => {
    await server.app.get(AuditService).settle();
    await asOwner('DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept');
    for (const table of ['audit_entries', 'audit_seals', 'audit_chain', 'audit_unsealed'])
      await asOwner(`CREATE TABLE kept.${table} AS TABLE ${table}`);
  });

  /** The answer of a check, which leaves an entry itself; everything is put back. */
  async function found(...statements: readonly string[]) {
    try {
      await tamper(...statements);
      return (await verify()).break;
    } finally {
      await server.app.get(AuditService).settle();
      await tamper(
        ...['audit_entries', 'audit_seals', 'audit_chain', 'audit_unsealed'].flatMap((table) => [
          `DELETE FROM ${table} WHERE true`,
          `INSERT INTO ${table} SELECT * FROM kept.${table}`,
        ]),
      );
      forget();
    }
  }

  /** What the server has seen since: it would notice that the trail was put back. */
  function forget(): void {
    for (const each of [server, replica]) Object.assign(each.app.get(AuditSealerService), { seen: undefined });
  }

  it.each(['outcome', 'actor_name', 'address', 'target_id'])('finds a changed %s', async (column) => {
    const set = `UPDATE audit_entries SET ${column} = 'failed' FROM audit_seals WHERE entry_id = id AND sequence = 5`;
    expect(await found(set)).toMatchObject({ kind: 'altered', sequence: 5 });
  });

  it('finds changed details and another time', async () => {
    const at = 'FROM audit_seals WHERE entry_id = id AND sequence = 6';
    expect(await found(`UPDATE audit_entries SET details = '{"fields":["other"]}' ${at}`)).toMatchObject({
      kind: 'altered',
      sequence: 6,
    });
    expect(await found(`UPDATE audit_entries SET occurred_at = occurred_at - interval '1 day' ${at}`)).toMatchObject({
      kind: 'altered',
      sequence: 6,
    });
  });

  it('finds a removed entry', async () => {
    expect(
      await found('DELETE FROM audit_entries USING audit_seals WHERE entry_id = id AND sequence = 7'),
    ).toMatchObject({ kind: 'removed', sequence: 7 });
  });

  it('finds an entry that was removed with its seal', async () => {
    const removed = await found(
      'DELETE FROM audit_entries USING audit_seals WHERE entry_id = id AND sequence BETWEEN 8 AND 9',
      'DELETE FROM audit_seals WHERE sequence BETWEEN 8 AND 9',
    );
    expect(removed).toMatchObject({
      kind: 'removed',
      sequence: 8,
      detail: expect.stringContaining('8 to 9') as string,
    });
  });

  it('finds a gap that was closed by counting anew, for want of the key', async () => {
    const closed = await found(
      'DELETE FROM audit_entries USING audit_seals WHERE entry_id = id AND sequence = 8',
      'DELETE FROM audit_seals WHERE sequence = 8',
      `UPDATE audit_seals SET sequence = sequence - 1, previous_hash = CASE sequence WHEN 9 THEN
         (SELECT hash FROM audit_seals WHERE sequence = 7) ELSE previous_hash END WHERE sequence = 9`,
    );
    expect(closed).toMatchObject({ kind: 'forged', sequence: 8 });
  });

  it('finds an entry that was put in, also with a place in the queue', async () => {
    const copy = `INSERT INTO audit_entries SELECT 'aud_' || repeat('0', 26) AS id, workspace_id, occurred_at, actor_kind, actor_id,
      actor_name, action, target_kind, target_id, target_name, targets, outcome, problem_code, address, user_agent, request_id,
      details, proof FROM audit_entries LIMIT 1`;
    expect(await found(copy)).toMatchObject({ kind: 'inserted' });
    expect(await found(copy, `INSERT INTO audit_unsealed SELECT 'aud_' || repeat('0', 26)`)).toMatchObject({
      kind: 'inserted',
    });
  });

  it('finds an end that was cut off, and one where the noted end was changed with it', async () => {
    const cut = [
      'DELETE FROM audit_entries USING audit_seals WHERE entry_id = id AND sequence > 20',
      'DELETE FROM audit_seals WHERE sequence > 20',
    ];
    expect(await found(...cut)).toMatchObject({ kind: 'truncated', sequence: 21 });
    const ends = `UPDATE audit_chain SET head_sequence = 20, head_hash = (SELECT hash FROM audit_seals WHERE sequence = 20)`;
    expect(await found(...cut, ends)).toMatchObject({ kind: 'forged' });
  });

  it('finds by a noted end that the whole trail was put back to an older state', async () => {
    const noted = await verify();
    await tamper(
      'DELETE FROM audit_entries WHERE id NOT IN (SELECT id FROM kept.audit_entries)',
      'DELETE FROM audit_seals WHERE entry_id NOT IN (SELECT entry_id FROM kept.audit_seals)',
      'DELETE FROM audit_chain; INSERT INTO audit_chain SELECT * FROM kept.audit_chain',
    );
    forget();
    const after = await verify({ sequence: noted.headSequence + 50, hash: noted.headHash });
    expect(after.break).toMatchObject({ kind: 'truncated' });
    expect((await verify()).break).toBeNull();
  });
});

describe('the retention', () => {
  it('lets go of the beginning of the trail, after which the rest still checks', async () => {
    const audit = server.app.get(AuditService);
    await audit.settle();
    await tamper(...['entries', 'seals', 'chain', 'unsealed'].map((name) => `DELETE FROM audit_${name}`));
    for (const each of [server, replica]) {
      Object.assign(each.app.get(AuditSealerService), { seen: undefined });
      Object.assign(each.app.get(AuditChainService), { held: undefined });
    }
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const record = { actor: { kind: 'system' }, action: 'test.passed', outcome: 'succeeded' } as const;
    for (const days of [90, 80, 70, 50, 65, 1]) await audit.recordNow({ ...record, occurredAt: daysAgo(days) });
    await audit.settle();
    const retention = server.app.get(AuditRetentionService);
    expect(await retention.prune()).toBe(0);
    expect((await server.call('PUT', '/v1/audit-settings', { body: { retentionDays: 29 } })).status).toBe(400);
    const set = await server.call('PUT', '/v1/audit-settings', { body: { retentionDays: 60 } });
    expect(expectStatus(set, 200).body).toMatchObject({ retentionDays: 60 });
    expect(await retention.prune()).toBe(3);
    const after = await verify();
    expect(after).toMatchObject({ isIntact: true, prunedThrough: 3, break: null });
    expect(after.checked).toBe(after.headSequence - 3);
    await tamper('UPDATE audit_chain SET checkpoint_sequence = 4', 'DELETE FROM audit_seals WHERE sequence = 4');
    expect((await verify()).break).toMatchObject({ kind: 'forged' });
  });
});
