import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../../../test/support/server.js';
import { AuthorizationLostError } from '../access.js';
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

let before = 0;

beforeEach(async () => {
  subject = await makeSubject(one.dataSource, `refresh${(count += 1)}`);
  before = provider.refreshes;
  provider.refreshToken = 'refresh-0';
  provider.expiresInSeconds = 3_600;
});

afterEach(() => {
  provider.answer = () => undefined;
  provider.latencyMs = 0;
});

const refreshes = () => provider.refreshes - before;

function store(changes: Partial<NewAuthorization> = {}): Promise<Authorization> {
  return one.dataSource.transaction((manager) => one.authorizations.store(manager, subject.given(changes)));
}

async function rowOf(id: string): Promise<Record<string, unknown>> {
  const [row] = await one.dataSource.query<Record<string, unknown>[]>('SELECT * FROM authorizations WHERE id = $1', [
    id,
  ]);
  return row ?? {};
}

async function eventsOf(id: string, type: string): Promise<number> {
  const [row] = await one.dataSource.query<{ count: string }[]>(
    `SELECT count(*) FROM events WHERE type = $2 AND data->>'authorizationId' = $1`,
    [id, type],
  );
  return Number(row?.count);
}

function change(id: string, set: string): Promise<unknown> {
  return one.dataSource.query(`UPDATE authorizations SET ${set} WHERE id = $1`, [id]);
}

describe('a fresh token', () => {
  it('is served from memory, without the database', async () => {
    const { id } = await store();
    await sleep(200);
    await one.authorizations.access(id);
    await change(id, 'fence = 99');
    expect((await one.authorizations.access(id)).fence).toBe(1);
    expect(await one.authorizations.findUsable(subject.action, subject.given().subject)).toMatchObject({ id });
    expect(refreshes()).toBe(0);
  });

  it('comes with the grant, the account and what the profile adds, and never with the refresh token', async () => {
    const { id } = await store({ parameters: { domain: 'login.example.com' } });
    const access = await one.authorizations.access(id);
    expect(access).toMatchObject({
      accessToken: 'access-0',
      tokenType: 'Bearer',
      authorizationFields: [],
      grant: { parameters: { domain: 'login.example.com' }, extras: { api_key: 'not to be shown' }, scopes: ['api'] },
      account: { id: '005' },
    });
    expect(JSON.stringify(access)).not.toContain('refresh-0');
  });
});

describe('an expired token', () => {
  it('is refreshed once for 1,000 callers on two replicas, however slow the provider is', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    provider.latencyMs = 1_500;
    const callers = Array.from({ length: 1_000 }, (_, index) =>
      (index % 2 === 0 ? one : two).authorizations.access(id),
    );
    const tokens = new Set((await Promise.all(callers)).map(({ accessToken }) => accessToken));
    expect(tokens.size).toBe(1);
    expect([...tokens][0]).toMatch(/^access-[1-9]/);
    expect(refreshes()).toBe(1);
    expect(await rowOf(id)).toMatchObject({ fence: 2, lease_owner: null, failure_count: 0 });
  });

  it('is stored before it is handed out, with the new refresh token', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    const { accessToken } = await one.authorizations.access(id);
    const row = await one.vault.read(id);
    const stored = row && (await one.vault.open(row));
    expect(stored).toMatchObject({ accessToken, refreshToken: provider.refreshToken });
    expect((await two.authorizations.access(id)).accessToken).toBe(accessToken);
    expect(refreshes()).toBe(1);
  });

  it('keeps its refresh token when the provider gives no new one', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    provider.answer = () => ({ access_token: 'lonely', expires_in: 3_600 });
    await one.authorizations.access(id);
    const row = await one.vault.read(id);
    expect(row && (await one.vault.open(row))).toMatchObject({ accessToken: 'lonely', refreshToken: 'refresh-0' });
  });

  it('is refreshed on the other replica when the notification is lost', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    await change(id, `lease_owner = 'somebody', lease_until = now() + interval '20 seconds'`);
    const waiting = one.authorizations.access(id);
    await sleep(200);
    expect(refreshes()).toBe(0);
    await change(id, 'lease_until = now()');
    expect((await waiting).accessToken).toMatch(/^access-[1-9]/);
    expect(refreshes()).toBe(1);
  });

  it('is asked for anew with client credentials', async () => {
    one.profile.registration = { ...one.profile.registration, grantType: 'client-credentials' };
    const tokenSet = tokenSetFor(-1, { refreshToken: undefined });
    const { id, isRefreshable } = await store({ tokenSet });
    expect(isRefreshable).toBe(true);
    expect((await one.authorizations.access(id)).accessToken).toMatch(/^access-[1-9]/);
    expect(provider.requests.at(-1)?.form.get('grant_type')).toBe('client_credentials');
    one.profile.registration = { ...one.profile.registration, grantType: 'authorization-code' };
  });

  it('without a refresh token means that somebody must authorize again, and this is told once', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1, { refreshToken: undefined }) });
    const outcomes = await Promise.allSettled([one, two, one].map(({ authorizations }) => authorizations.access(id)));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'authorization-lost' } });
    }
    expect(await rowOf(id)).toMatchObject({ state: 'needs-reauthorization', token_set_sealed: null });
    expect(await eventsOf(id, 'authorization.needs-reauthorization')).toBe(1);
    expect(await two.authorizations.findUsable(subject.action, subject.given().subject)).toBeUndefined();
  });
});

describe('a token within its margin', () => {
  it('is served at once while it is refreshed behind', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(60) });
    provider.latencyMs = 500;
    const started = performance.now();
    const served = await Promise.all(Array.from({ length: 100 }, () => one.authorizations.access(id)));
    expect(performance.now() - started).toBeLessThan(450);
    expect(new Set(served.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-0']));
    await expect.poll(async () => (await one.authorizations.access(id)).accessToken).toMatch(/^access-[1-9]/);
    expect(refreshes()).toBe(1);
  });

  it('is served when its refresh fails, and the provider is left alone for a while', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(60) });
    provider.answer = (_, response) => {
      response.writeHead(503, { 'retry-after': '30' }).end();
      return undefined;
    };
    expect((await one.authorizations.access(id)).accessToken).toBe('access-0');
    await expect.poll(() => rowOf(id)).toMatchObject({ failure_code: 'token-endpoint-unavailable', failure_count: 1 });
    for (let call = 0; call < 50; call += 1) {
      expect((await (call % 2 === 0 ? one : two).authorizations.access(id)).accessToken).toBe('access-0');
    }
    await sleep(100);
    expect(refreshes()).toBe(1);
  });

  it('serves on after a permanent refusal until it expires, but nobody new is sent to it', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(60) });
    provider.answer = () => ({ error: 'invalid_grant' });
    await one.authorizations.access(id);
    await expect.poll(() => rowOf(id)).toMatchObject({ state: 'needs-reauthorization' });
    expect((await one.authorizations.access(id)).accessToken).toBe('access-0');
    await expect.poll(() => one.authorizations.findUsable(subject.action, subject.given().subject)).toBeUndefined();
    expect(await eventsOf(id, 'authorization.needs-reauthorization')).toBe(1);
  });
});

describe('a refresh that fails', () => {
  it('transiently is tried again later, by one caller, with the time to wait in the error', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    provider.answer = (_, response) => {
      response.writeHead(503, { 'retry-after': '2' }).end();
      return undefined;
    };
    const stampede = () =>
      Promise.allSettled(Array.from({ length: 200 }, (_, i) => (i % 2 ? one : two).authorizations.access(id)));
    for (const outcome of [...(await stampede()), ...(await stampede())]) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'token-endpoint-unavailable' } });
    }
    expect(refreshes()).toBe(1);
    await expect(one.authorizations.access(id)).rejects.toMatchObject({ retryAfterSeconds: expect.any(Number) });
    provider.answer = () => undefined;
    await change(id, 'retry_at = now()');
    await expect
      .poll(async () => (await one.authorizations.access(id)).accessToken, { timeout: 8_000, interval: 500 })
      .toMatch(/^access-[1-9]/);
    expect(await rowOf(id)).toMatchObject({ failure_code: null, failure_count: 0, retry_at: null });
  });

  it('permanently makes everybody authorize again, once, and never loops', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    provider.refreshToken = 'another';
    const calls = Array.from({ length: 100 }, (_, i) => (i % 2 ? one : two).authorizations.access(id));
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(AuthorizationLostError) });
    }
    await expect(one.authorizations.access(id)).rejects.toThrow(AuthorizationLostError);
    expect(refreshes()).toBe(1);
    expect(await rowOf(id)).toMatchObject({ state: 'needs-reauthorization', token_set_sealed: null });
    expect(await eventsOf(id, 'authorization.needs-reauthorization')).toBe(1);
    const metric = (await Promise.all([one, two].map(({ metrics }) => metrics.render()))).join('\n');
    expect(metric).toContain('attache_token_refreshes_total{outcome="permanent"}');
  });

  it('because of the profile is told as such and leaves the authorization as it is', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    provider.answer = () => ({ error: 'invalid_client' });
    await expect(one.authorizations.access(id)).rejects.toMatchObject({ code: 'token-request-misconfigured' });
    await expect(one.authorizations.access(id)).rejects.toMatchObject({ code: 'token-request-misconfigured' });
    expect(refreshes()).toBe(1);
    expect(await rowOf(id)).toMatchObject({ state: 'active', failure_code: 'token-request-misconfigured' });
  });

  it('is not even tried when the profile has become another client', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    one.profile.registration = { ...one.profile.registration, registrationVersion: 2 };
    await expect(one.authorizations.access(id)).rejects.toThrow(AuthorizationLostError);
    expect(refreshes()).toBe(0);
    one.profile.registration = { ...one.profile.registration, registrationVersion: 1 };
  });
});

describe('what was given for one place', () => {
  it.each<[string, Partial<NewAuthorization>, number]>([
    ['a token, when the profile leads elsewhere or to another client', {}, 2],
    [
      'a password, when the profile says no more where it goes',
      { tokenSet: tokenSetFor(3_600, { tokenType: 'Basic' }) },
      1,
    ],
    [
      'a key, when the profile says no more where it goes',
      { tokenSet: tokenSetFor(3_600, { tokenType: 'ApiKey' }) },
      1,
    ],
  ])('is lost at the next call and never handed out: %s', async (_title, changes, registrationVersion) => {
    const { id } = await store(changes);
    const { registration } = one.profile;
    one.profile.registration = { ...registration, registrationVersion };
    await expect(one.authorizations.access(id)).rejects.toThrow(AuthorizationLostError);
    one.profile.registration = registration;
    expect(await rowOf(id)).toMatchObject({
      ...{ state: 'needs-reauthorization', failure_code: 'registration-changed', token_set_sealed: null },
    });
  });
});

describe('a replica that dies or comes late', () => {
  it('leaves a lease that expires, and the next one refreshes', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    const dead = await one.tokenSets.acquire(id, 1);
    expect(dead).toBeDefined();
    await change(id, `lease_until = now() + interval '1 second'`);
    const started = performance.now();
    expect((await two.authorizations.access(id)).accessToken).toMatch(/^access-[1-9]/);
    expect(performance.now() - started).toBeGreaterThan(700);
    expect(refreshes()).toBe(1);
  });

  it('loses a rotated refresh token with the answer: somebody must authorize again, without a loop', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    await one.tokenSets.acquire(id, 1);
    provider.refreshToken = 'rotated, and the answer was lost';
    await change(id, `lease_until = now()`);
    await expect(two.authorizations.access(id)).rejects.toThrow(AuthorizationLostError);
    await expect(one.authorizations.access(id)).rejects.toThrow(AuthorizationLostError);
    expect(refreshes()).toBe(1);
  });

  it('cannot overwrite what was stored since', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    const late = await one.tokenSets.acquire(id, 1);
    await change(id, 'lease_until = now()');
    const { accessToken } = await two.authorizations.access(id);
    expect(late && (await one.tokenSets.renew(late, tokenSetFor(3_600, { accessToken: 'late' })))).toBe(false);
    expect((await one.authorizations.access(id)).accessToken).toBe(accessToken);
    expect((await two.authorizations.access(id)).accessToken).toBe(accessToken);
  });

  it('may store what it was given while nobody else has, and does not take away the lease of the next', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    const late = await one.tokenSets.acquire(id, 1);
    await change(id, 'lease_until = now()');
    const next = await two.tokenSets.acquire(id, 1);
    expect(late && (await one.tokenSets.renew(late, tokenSetFor(3_600, { accessToken: 'first' })))).toBe(true);
    expect(await rowOf(id)).toMatchObject({ lease_owner: next?.owner, fence: 2 });
    expect(next && (await two.tokenSets.renew(next, tokenSetFor(3_600, { accessToken: 'second' })))).toBe(true);
    expect((await one.authorizations.access(id)).accessToken).toBe('second');
  });

  it('cannot declare lost what another has renewed', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    const late = await one.tokenSets.acquire(id, 1);
    await change(id, 'lease_until = now()');
    await two.authorizations.access(id);
    if (late) await one.tokenSets.lose(late.authorization, { code: 'x', owner: late.owner, isCurrentUsable: false });
    expect(await rowOf(id)).toMatchObject({ state: 'active', fence: 2 });
  });

  it('ends the tokens it was given when the authorization was revoked meanwhile', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(-1) });
    provider.latencyMs = 600;
    const refreshing = one.authorizations.access(id);
    await expect.poll(() => refreshes()).toBe(1);
    await two.revocations.revoke(id);
    await expect(refreshing).rejects.toThrow(AuthorizationLostError);
    const revoked = provider.requests.filter(({ path }) => path === '/revoke').map(({ form }) => form.get('token'));
    expect(revoked).toContain('refresh-0');
    expect(revoked).toContain(provider.refreshToken);
    expect(await rowOf(id)).toMatchObject({ state: 'revoked', token_set_sealed: null });
  });
});

describe('a token that the vendor refuses', () => {
  it('is replaced once for everybody who had it refused, whatever its expiry says', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(undefined) });
    const calls = Array.from({ length: 300 }, (_, i) =>
      (i % 2 ? one : two).authorizations.accessAfterRejection(id, 'access-0'),
    );
    const tokens = new Set((await Promise.all(calls)).map(({ accessToken }) => accessToken));
    expect(tokens.size).toBe(1);
    expect(tokens).not.toContain('access-0');
    expect(refreshes()).toBe(1);
  });

  it('is not replaced when somebody else already has', async () => {
    const { id } = await store();
    const { accessToken } = await one.authorizations.accessAfterRejection(id, 'an older one');
    expect(accessToken).toBe('access-0');
    expect(refreshes()).toBe(0);
  });

  it('is replaced a few times a minute at most when every new one is refused as well', async () => {
    const { id } = await store({ tokenSet: tokenSetFor(undefined) });
    let { accessToken } = await one.authorizations.access(id);
    for (let run = 0; run < 12; run += 1) {
      accessToken = (await one.authorizations.accessAfterRejection(id, accessToken)).accessToken;
    }
    expect(refreshes()).toBe(5);
  });

  it('is not handed out again when it cannot be replaced at the moment', async () => {
    const { id } = await store();
    provider.answer = (_, response) => {
      response.writeHead(500).end();
      return undefined;
    };
    await expect(one.authorizations.accessAfterRejection(id, 'access-0')).rejects.toMatchObject({
      code: 'token-endpoint-unavailable',
    });
    expect(await rowOf(id)).toMatchObject({ state: 'active', failure_count: 1 });
  });

  it('means the end when the provider refuses to replace it, although it has not expired', async () => {
    const { id } = await store();
    provider.refreshToken = 'another';
    await expect(one.authorizations.accessAfterRejection(id, 'access-0')).rejects.toThrow(AuthorizationLostError);
    await expect(one.authorizations.access(id)).rejects.toThrow(AuthorizationLostError);
    expect(await rowOf(id)).toMatchObject({ state: 'needs-reauthorization', token_set_sealed: null });
  });
});
