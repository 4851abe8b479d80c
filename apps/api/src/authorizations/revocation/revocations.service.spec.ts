import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../../../test/support/server.js';
import type { Authorization } from '../authorization.entity.js';
import type { NewAuthorization } from '../tokens/candidates.service.js';
import {
  makeSubject,
  startProvider,
  startReplica,
  tokenSetFor,
  type TestProvider,
  type TestReplica,
  type TestSubject,
} from '../tokens/testing.js';
import { registrationAt } from '../tokens/testing-registration.js';

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
  subject = await makeSubject(one.dataSource, `revocation${(count += 1)}`);
  before = provider.requests.length;
});

afterEach(() => {
  provider.answer = () => undefined;
  one.profile.registration = registrationAt(provider);
});

function store(changes: Partial<NewAuthorization> = {}): Promise<Authorization> {
  return one.dataSource.transaction((manager) => one.authorizations.store(manager, subject.given(changes)));
}

const asked = () => provider.requests.slice(before).map(({ path, form }) => `${path} ${form.get('token') ?? ''}`);

async function rowOf(id: string): Promise<Record<string, unknown> | undefined> {
  const rows = await one.dataSource.query<Record<string, unknown>[]>('SELECT * FROM authorizations WHERE id = $1', [
    id,
  ]);
  return rows[0];
}

async function revokedEvents(id: string): Promise<number> {
  const rows = await one.dataSource.query<object[]>(
    `SELECT 1 FROM events WHERE type = 'authorization.revoked' AND data->>'authorizationId' = $1`,
    [id],
  );
  return rows.length;
}

describe('revoking an authorization', () => {
  it('ends the refresh token and then the access token upstream, erases our copy and says so', async () => {
    const { id } = await store();
    expect(await one.revocations.revoke(id)).toEqual({ revokedUpstream: true, upstream: 'revoked', erased: true });
    expect(asked()).toEqual(['/revoke refresh-0', '/revoke access-0']);
    expect(await rowOf(id)).toMatchObject({ state: 'revoked', token_set_sealed: null, upstream_revocation: 'revoked' });
    expect(await revokedEvents(id)).toBe(1);
  });

  it('ends it on every replica while the provider takes its time', async () => {
    const { id } = await store();
    await Promise.all([one, two].map(({ authorizations }) => authorizations.access(id)));
    provider.latencyMs = 1_000;
    const revoking = one.revocations.revoke(id);
    const lost = { code: 'authorization-lost' };
    const state = (replica: TestReplica) =>
      replica.authorizations.access(id).then(
        () => 'served',
        ({ code }: { code: string }) => ({ code }),
      );
    await expect.poll(() => state(one), { interval: 10, timeout: 500 }).toEqual(lost);
    await expect.poll(() => state(two), { interval: 10, timeout: 500 }).toEqual(lost);
    expect(await two.authorizations.findUsable(subject.action, subject.given().subject)).toBeUndefined();
    await revoking;
    provider.latencyMs = 0;
  });

  it('erases our copy also when the provider fails, and says so', async () => {
    const { id } = await store();
    provider.answer = (_, response) => {
      response.writeHead(500).end();
      return undefined;
    };
    expect(await one.revocations.revoke(id)).toEqual({ revokedUpstream: false, upstream: 'failed', erased: true });
    expect(await rowOf(id)).toMatchObject({ token_set_sealed: null, upstream_revocation: 'failed' });
  });

  it('says when the provider cannot revoke', async () => {
    one.profile.registration = { ...registrationAt(provider), revocationUrl: undefined };
    const { id } = await store();
    expect(await one.revocations.revoke(id)).toMatchObject({ revokedUpstream: false, upstream: 'not-supported' });
    expect(asked()).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ token_set_sealed: null });
  });

  it('counts a token that the provider no longer knows as revoked', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(60, { refreshToken: undefined }) });
    provider.answer = () => ({ error: 'invalid_token' });
    expect(await one.revocations.revoke(id)).toMatchObject({ upstream: 'revoked' });
  });

  it('does not send tokens to a client they were not given to', async () => {
    const { id } = await store();
    one.profile.registration = { ...registrationAt(provider), registrationVersion: 2 };
    expect(await one.revocations.revoke(id)).toMatchObject({ upstream: 'failed', erased: true });
    expect(asked()).toEqual([]);
  });

  it('at once on two replicas gives the same receipt and one event', async () => {
    const { id } = await store();
    let answers = 0;
    provider.answer = (_, response) => {
      answers += 1;
      if (answers % 2 === 0) response.writeHead(500).end();
      return undefined;
    };
    const receipts = await Promise.all([one.revocations.revoke(id), two.revocations.revoke(id)]);
    expect(receipts[0]).toEqual(receipts[1]);
    expect(await rowOf(id)).toMatchObject({ upstream_revocation: receipts[0]?.upstream, token_set_sealed: null });
    expect(await revokedEvents(id)).toBe(1);
  });

  it('a second time gives the same receipt and no further event', async () => {
    const { id } = await store();
    const first = await one.revocations.revoke(id);
    provider.answer = (_, response) => {
      response.writeHead(500).end();
      return undefined;
    };
    expect(await two.revocations.revoke(id)).toEqual(first);
    expect(await revokedEvents(id)).toBe(1);
  });
});

describe('what nobody has ended', () => {
  it('is ended when its process died behind the mark', async () => {
    const { id } = await store();
    await one.dataSource.query(
      `UPDATE authorizations SET state = 'revoked', lease_until = now() - interval '1 second' WHERE id = $1`,
      [id],
    );
    await Promise.all([one.revocations.sweep(), two.revocations.sweep()]);
    expect(asked()).toEqual(['/revoke refresh-0', '/revoke access-0']);
    expect(await rowOf(id)).toMatchObject({ token_set_sealed: null, upstream_revocation: 'revoked' });
    expect(await revokedEvents(id)).toBe(1);
  });

  it('is ended when its action, or its bot, is deleted', async () => {
    const [mine, shared] = [await store(), await store({ subject: { kind: 'shared' } })];
    await one.authorizations.access(mine.id);
    await one.dataSource.query('DELETE FROM bots WHERE id = $1', [subject.botId]);
    await one.revocations.sweep();
    expect(await rowOf(mine.id)).toMatchObject({ state: 'revoked', upstream_revocation: 'revoked', action_id: null });
    expect(await rowOf(shared.id)).toMatchObject({ state: 'revoked', upstream_revocation: 'revoked' });
    await expect(one.authorizations.access(mine.id)).rejects.toMatchObject({ code: 'authorization-lost' });
  });

  it('is deleted when it stayed in quarantine for a day, without a word to anybody', async () => {
    const { id } = await store({ isActive: false });
    await one.revocations.sweep();
    expect(await rowOf(id)).toMatchObject({ state: 'quarantined' });
    await one.dataSource.query(`UPDATE authorizations SET created_at = now() - interval '25 hours' WHERE id = $1`, [
      id,
    ]);
    await one.revocations.sweep();
    expect(await rowOf(id)).toBeUndefined();
    expect(asked()).toContain('/revoke refresh-0');
    expect(await revokedEvents(id)).toBe(0);
  });
});

describe('discarding', () => {
  it('revokes a quarantined authorization upstream and deletes it', async () => {
    const { id } = await store({ isActive: false });
    await one.authorizations.discard(id);
    await one.authorizations.discard(id);
    expect(await rowOf(id)).toBeUndefined();
    expect(asked()).toEqual(['/revoke refresh-0', '/revoke access-0']);
    expect(await revokedEvents(id)).toBe(0);
  });

  it('leaves an active one alone', async () => {
    const { id } = await store();
    await one.authorizations.discard(id);
    expect(await rowOf(id)).toMatchObject({ state: 'active' });
    expect(asked()).toEqual([]);
  });
});

describe('revoking all of an action', () => {
  it('ends all of them at once and erases them in the background, a quarantined one too', async () => {
    const users = Array.from({ length: 45 }, (_, index) => ({ kind: 'end-user', endUserId: `usr_${index}` }) as const);
    const stored = await Promise.all(users.map((user) => store({ subject: user })));
    const candidate = await store({ isActive: false });
    const [first] = stored;
    await two.authorizations.access(first?.id ?? '');
    await one.dataSource.transaction((manager) => one.authorizations.revokeAllOfAction(subject.actionId, manager));
    await expect
      .poll(() => two.authorizations.access(first?.id ?? '').catch(({ code }: { code: string }) => code))
      .toBe('authorization-lost');
    await one.revocations.sweep();
    const left = () =>
      one.dataSource.query<object[]>(
        'SELECT DISTINCT state, token_set_sealed, upstream_revocation FROM authorizations WHERE action_id = $1',
        [subject.actionId],
      );
    // The job that does the same may still be at some of them.
    const ended = expect.poll(left, { timeout: 20_000 });
    await ended.toEqual([{ state: 'revoked', token_set_sealed: null, upstream_revocation: 'revoked' }]);
    expect(await rowOf(candidate.id)).toBeUndefined();
    expect(asked().filter((line) => line === '/revoke refresh-0')).toHaveLength(46);
  });

  it('ends nothing when its transaction is rolled back', async () => {
    const { id } = await store();
    const failing = one.dataSource.transaction(async (manager) => {
      await one.authorizations.revokeAllOfAction(subject.actionId, manager);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect((await one.authorizations.access(id)).accessToken).toBe('access-0');
  });
});
