import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../../../test/support/server.js';
import { newId } from '../../database/identifiers.js';
import { Authorization } from '../authorization.entity.js';
import type { NewAuthorization } from './candidates.service.js';
import {
  makeSubject,
  startProvider,
  startReplica,
  tokenSetFor,
  type TestProvider,
  type TestReplica,
  type TestSubject,
} from './testing.js';

let provider: TestProvider;
let one: TestReplica;
let two: TestReplica;
let subject: TestSubject;
let count = 0;

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
  subject = await makeSubject(one.dataSource, `candidates${(count += 1)}`);
});

function store(changes: Partial<NewAuthorization> = {}): Promise<Authorization> {
  return one.dataSource.transaction((manager) => one.authorizations.store(manager, subject.given(changes)));
}

function activate(id: string): Promise<Authorization> {
  return one.dataSource.transaction((manager) => one.authorizations.activate(manager, id));
}

const usable = () => one.authorizations.findUsable(subject.action, subject.given().subject);

async function tokensOf(id: string) {
  const row = await one.vault.read(id);
  return row && one.vault.open(row);
}

async function rows(): Promise<{ id: string; state: string }[]> {
  return one.dataSource.query('SELECT id, state FROM authorizations WHERE action_id = $1 ORDER BY id', [
    subject.actionId,
  ]);
}

describe('a new authorization', () => {
  it('is stored sealed, with nothing in the clear that could be a token', async () => {
    const { id } = await store({
      tokenSet: tokenSetFor(3_600, { extras: { instance_url: 'https://a.b', sid: 'canary' } }),
    });
    const [row] = await one.dataSource.query<object[]>('SELECT * FROM authorizations WHERE id = $1', [id]);
    expect(JSON.stringify(row)).not.toMatch(/access-0|refresh-0|canary/);
    expect(row).toMatchObject({ extras: { instance_url: 'https://a.b' }, state: 'active', is_refreshable: true });
    expect((await one.authorizations.access(id)).grant.extras).toMatchObject({ sid: 'canary' });
  });

  it('is not usable while it is quarantined', async () => {
    const { id, state } = await store({ isActive: false });
    expect(state).toBe('quarantined');
    expect(await usable()).toBeUndefined();
    await expect(one.authorizations.access(id)).rejects.toMatchObject({ code: 'authorization-quarantined' });
    await expect(one.authorizations.accessAfterRejection(id, 'access-0')).rejects.toMatchObject({
      code: 'authorization-quarantined',
    });
    expect(provider.requests).toEqual([]);
  });

  it('is usable once it is activated, on every replica, and this is told', async () => {
    const { id } = await store({ isActive: false });
    expect((await activate(id)).state).toBe('active');
    expect(await usable()).toMatchObject({ id, state: 'active' });
    expect(await two.authorizations.findUsable(subject.action, subject.given().subject)).toMatchObject({ id });
    const events = await one.dataSource.query<object[]>(
      `SELECT data FROM events WHERE type = 'authorization.activated' AND data->>'authorizationId' = $1`,
      [id],
    );
    expect(events).toEqual([
      { data: expect.objectContaining({ actionId: subject.actionId, subject: 'end-user', endUserId: 'usr_1' }) },
    ]);
  });

  it('is neither there nor told of when its transaction is rolled back', async () => {
    const told: string[] = [];
    one.events.handle(['authorization.activated'], 'spec', (event) => {
      told.push(String(event.data['actionId']));
      return Promise.resolve();
    });
    const failing = one.dataSource.transaction(async (manager) => {
      await one.authorizations.store(manager, subject.given());
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await store({ subject: { kind: 'shared' } });
    await expect.poll(() => told).toEqual([subject.actionId]);
    expect(await rows()).toHaveLength(1);
  });

  it('is one of its subject: the others of the action are left alone', async () => {
    const shared = await store({ subject: { kind: 'shared' } });
    const mine = await store();
    const other = await store({ subject: { kind: 'end-user', endUserId: 'usr_2' } });
    expect(new Set([shared.id, mine.id, other.id]).size).toBe(3);
    expect(await one.authorizations.findUsable(subject.action, { kind: 'shared' })).toMatchObject({ id: shared.id });
    expect(await usable()).toMatchObject({ id: mine.id });
  });

  it('cannot be activated twice, nor when it does not exist', async () => {
    const { id } = await store({ isActive: false });
    const outcomes = await Promise.allSettled([activate(id), activate(id), activate(newId('authorization'))]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await rows()).toEqual([{ id, state: 'active' }]);
  });
});

describe('connecting again', () => {
  it('keeps the id and replaces the tokens at once on every replica', async () => {
    const before = await store();
    await Promise.all([one, two].map(({ authorizations }) => authorizations.access(before.id)));
    const tokenSet = tokenSetFor(60_000, { accessToken: 'again' });
    const candidate = await store({ tokenSet, isActive: false, account: { id: '006', name: 'Bea', details: {} } });
    expect((await one.authorizations.access(before.id)).accessToken).toBe('access-0');
    const after = await activate(candidate.id);
    expect(after).toMatchObject({ id: before.id, state: 'active', fence: 2, account: { name: 'Bea' } });
    expect(await rows()).toEqual([{ id: before.id, state: 'active' }]);
    expect((await one.authorizations.access(before.id)).accessToken).toBe('again');
    await expect.poll(async () => (await two.authorizations.access(before.id)).accessToken).toBe('again');
    expect(JSON.stringify(after)).not.toContain('again');
  });

  it('brings back one that was lost', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1, { refreshToken: undefined }) });
    await expect(one.authorizations.access(id)).rejects.toMatchObject({ code: 'authorization-lost' });
    expect((await store({ tokenSet: tokenSetFor(3_600, { accessToken: 'back' }) })).id).toBe(id);
    expect(await usable()).toMatchObject({ id, state: 'active', failureCode: null });
    expect((await one.authorizations.access(id)).accessToken).toBe('back');
  });

  it('begins anew after a revocation', async () => {
    const { id } = await store();
    await one.revocations.revoke(id);
    expect(await usable()).toBeUndefined();
    const again = await store();
    expect(again.id).not.toBe(id);
    expect(await usable()).toMatchObject({ id: again.id });
  });

  it('keeps the refresh token of the same account when the provider gives none this time', async () => {
    const { id } = await store();
    await store({ tokenSet: tokenSetFor(60_000, { accessToken: 'again', refreshToken: undefined }) });
    expect(await tokensOf(id)).toMatchObject({ accessToken: 'again', refreshToken: 'refresh-0' });
    const other = { id: '007', name: 'Cay', details: {} };
    await store({ tokenSet: tokenSetFor(60_000, { refreshToken: undefined }), account: other });
    expect((await tokensOf(id))?.refreshToken).toBeUndefined();
    expect(await usable()).toMatchObject({ isRefreshable: false });
  });

  it('wins over a refresh that is under way', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    const lease = await one.tokenSets.acquire(id, 1);
    await store({ tokenSet: tokenSetFor(60_000, { accessToken: 'again' }) });
    expect(lease && (await one.tokenSets.renew(lease, tokenSetFor(60_000, { accessToken: 'late' })))).toBe(false);
    expect((await one.authorizations.access(id)).accessToken).toBe('again');
  });

  it('many times at once leaves one', async () => {
    const stored = await Promise.all(Array.from({ length: 8 }, () => store()));
    expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
    expect(await rows()).toHaveLength(1);
  });
});
