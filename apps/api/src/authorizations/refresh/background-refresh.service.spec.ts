import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../../../test/support/server.js';
import type { Authorization } from '../authorization.entity.js';
import {
  makeSubject,
  startProvider,
  startReplica,
  tokenSetFor,
  type TestProvider,
  type TestReplica,
  type TestSubject,
} from '../tokens/testing.js';

let provider: TestProvider;
let one: TestReplica;
let two: TestReplica;
let subject: TestSubject;
let count = 0;
let before = 0;

beforeAll(async () => {
  provider = await startProvider();
  const databaseUrl = await createDatabase();
  one = await startReplica(databaseUrl, provider);
  two = await startReplica(databaseUrl, provider);
});

afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await provider.close();
});

beforeEach(async () => {
  await one.dataSource.query('DELETE FROM authorizations');
  subject = await makeSubject(one.dataSource, `background${(count += 1)}`);
  before = provider.refreshes;
});

afterEach(() => {
  provider.answer = () => undefined;
});

const refreshes = () => provider.refreshes - before;

async function store(tokenSet = tokenSetFor(60), endUserId = 'usr_1'): Promise<Authorization> {
  const given = subject.given({ tokenSet, subject: { kind: 'end-user', endUserId } });
  return one.dataSource.transaction((manager) => one.authorizations.store(manager, given));
}

/** As when somebody has used all of them a moment ago. */
async function use(): Promise<void> {
  await one.dataSource.query(`UPDATE authorizations SET last_used_at = now()`);
}

async function rowOf(id: string) {
  const [row] = await one.dataSource.query<{ next_refresh_at: Date | null; fence: number; state: string }[]>(
    'SELECT * FROM authorizations WHERE id = $1',
    [id],
  );
  return row;
}

describe('the background', () => {
  it('refreshes what is in use as its margin begins, before it expires', async () => {
    const { id } = await store();
    await use();
    await one.background.refreshDue();
    expect(refreshes()).toBe(1);
    const row = await rowOf(id);
    expect(row?.fence).toBe(2);
    expect(row?.next_refresh_at?.getTime()).toBeGreaterThan(Date.now() + 3_200_000);
    await one.background.refreshDue();
    expect(refreshes()).toBe(1);
  });

  it('leaves alone what is fresh', async () => {
    await store(tokenSetFor(3_000));
    await use();
    await one.background.refreshDue();
    expect(refreshes()).toBe(0);
  });

  it('leaves alone what nobody has used, and does not look at it again', async () => {
    const { id } = await store();
    await one.background.refreshDue();
    expect(refreshes()).toBe(0);
    expect((await rowOf(id))?.next_refresh_at).toBeNull();
  });

  it('learns from the callers what is in use', async () => {
    const { id } = await store(tokenSetFor(3_000));
    await one.authorizations.access(id);
    await one.uses.flush();
    await one.dataSource.query(`UPDATE authorizations SET next_refresh_at = now() WHERE id = $1`, [id]);
    await one.background.refreshDue();
    expect(refreshes()).toBe(1);
  });

  it('refreshes what is idle before its refresh token lapses', async () => {
    const soon = { refreshTokenExpiresAt: new Date(Date.now() + 60_000).toISOString() };
    const later = { refreshTokenExpiresAt: new Date(Date.now() + 86_400_000).toISOString() };
    const lapsing = await store(tokenSetFor(-10, soon));
    const waiting = await store(tokenSetFor(-10, later), 'usr_2');
    await one.background.refreshDue();
    await one.background.refreshDue();
    expect(refreshes()).toBe(1);
    expect((await rowOf(lapsing.id))?.fence).toBe(2);
    const row = await rowOf(waiting.id);
    expect(row?.fence).toBe(1);
    expect(row?.next_refresh_at?.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
  });

  it('refreshes each once when several replicas do it at once, in more than one batch', async () => {
    for (let index = 0; index < 130; index += 1) await store(tokenSetFor(60), `usr_${index}`);
    await use();
    await Promise.all([one.background.refreshDue(), two.background.refreshDue()]);
    expect(refreshes()).toBe(130);
    const fences = await one.dataSource.query<object[]>('SELECT DISTINCT state, fence FROM authorizations');
    expect(fences).toEqual([{ state: 'active', fence: 2 }]);
  });

  it('comes back to what could not be refreshed when it may be tried again', async () => {
    const { id } = await store();
    await use();
    provider.answer = (_, response) => {
      response.writeHead(503, { 'retry-after': '60' }).end();
      return undefined;
    };
    await one.background.refreshDue();
    await one.background.refreshDue();
    expect(refreshes()).toBe(1);
    const row = await rowOf(id);
    expect(row?.next_refresh_at?.getTime()).toBeGreaterThan(Date.now() + 50_000);
    expect(row?.state).toBe('active');
  });

  it('tells when a refresh token is dead, before anybody needs it', async () => {
    const { id } = await store();
    await use();
    provider.answer = () => ({ error: 'invalid_grant' });
    await one.background.refreshDue();
    expect((await rowOf(id))?.state).toBe('needs-reauthorization');
  });

  it('finds what is due among many without reading them all', async () => {
    await store();
    await one.dataSource.query(
      `INSERT INTO authorizations (id, workspace_id, bot_id, action_id, connector_id, auth_profile_id, registration_version,
         subject_kind, end_user_id, state, token_set_sealed, account, scopes, parameters, extras, is_refreshable)
       SELECT 'aut_' || n, workspace_id, bot_id, action_id, connector_id, auth_profile_id, 1, subject_kind, 'many_' || n,
         'active', 'x', account, scopes, parameters, extras, true
       FROM authorizations, generate_series(1, 5000) AS n`,
    );
    await one.dataSource.query('ANALYZE authorizations');
    const plans = [
      `SELECT id FROM authorizations WHERE state = 'active' AND next_refresh_at <= now() ORDER BY next_refresh_at LIMIT 100`,
      `SELECT id FROM authorizations WHERE action_id = '${subject.actionId}' AND coalesce(end_user_id, '') = 'many_7' AND state = 'active'`,
      `SELECT id FROM authorizations WHERE state = 'revoked' AND upstream_revocation IS NULL ORDER BY updated_at LIMIT 20`,
      `SELECT id FROM authorizations WHERE action_id IS NULL AND state <> 'revoked'`,
      `SELECT id FROM authorizations WHERE state = 'quarantined' AND created_at < now() AND state <> 'revoked'`,
      `SELECT id FROM authorizations WHERE workspace_id = '${subject.workspaceId}' AND state = 'revoked' ORDER BY id DESC LIMIT 51`,
    ];
    for (const query of plans) {
      const plan = await one.dataSource.query<object[]>(`EXPLAIN ${query}`);
      expect(JSON.stringify(plan), query).not.toContain('Seq Scan');
    }
  });
});
