import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, startTestServer, type ApiAnswer, type TestServer } from '../../../../test/support/server.js';
import { newId } from '../database/identifiers.js';
import { AttemptLimitsService } from '../members/attempt-limits.service.js';
import { WorkspaceSettingsService } from '../workspace-settings/workspace-settings.service.js';
import { sessionCookieName, sessionCookieOptions } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

let server: TestServer;
let origin: string;

beforeAll(async () => {
  server = await startTestServer({ variables: { ATTACHE_TRUST_PROXY: 'on' } });
  origin = new URL(server.url).origin;
});
afterAll(() => server.close());

let lastAddress = 0;
/** An address that nobody has failed from yet. */
const newAddress = () => `203.0.113.${(lastAddress += 1)}`;

function signIn(body: object, headers: Record<string, string> = {}): Promise<ApiAnswer> {
  return call(server.url, 'POST', '/v1/session', {
    key: null,
    body,
    headers: { 'x-forwarded-for': newAddress(), ...headers },
  });
}

const cookieOf = (answer: ApiAnswer) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const whoAmI = (cookie: string) => server.call('GET', '/v1/session', { key: null, headers: { cookie } });

async function median(take: () => Promise<unknown>, times: number): Promise<number> {
  const durations: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const began = performance.now();
    await take();
    durations.push(performance.now() - began);
  }
  return durations.sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0;
}

describe('signing in', () => {
  it('answers who that is, and sets a cookie that no script sees and no other site sends along', async () => {
    const answer = await signIn({ email: ' ADA@example.com ', password: server.owner.password });
    expect(answer).toMatchObject({ status: 201, body: { kind: 'member', email: 'ada@example.com', roles: ['owner'] } });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^attache_session=[\w-]{43}; /);
    expect(cookie.split('; ').slice(1).sort()).toEqual([
      expect.stringMatching(/^Expires=/),
      'HttpOnly',
      'Path=/',
      'SameSite=Lax',
    ]);
    expect(answer.text).not.toContain(cookieOf(answer).split('=')[1]);
    expect((await whoAmI(cookieOf(answer))).body).toMatchObject({ email: 'ada@example.com' });
  });

  it('tells nobody whether an address is known: not by the answer, and not by the time it takes', async () => {
    const known = () => signIn({ email: server.owner.email, password: 'wrong' });
    const unknown = () => signIn({ email: 'nobody@example.com', password: 'wrong' });
    const [one, other] = [await known(), await unknown()];
    const { requestId: _one, ...first } = one.body;
    const { requestId: _other, ...second } = other.body;
    expect(first).toEqual(second);
    expect(first).toMatchObject({ status: 401, code: 'credentials-wrong' });
    const [slow, fast] = [await median(known, 7), await median(unknown, 7)].sort((a, b) => b - a);
    expect((fast ?? 0) / (slow ?? 1)).toBeGreaterThan(0.4);
  });

  it('is throttled after five failures of one address at one account, and only there', async () => {
    const headers = { 'x-forwarded-for': newAddress() };
    const guess = () => signIn({ email: server.owner.email, password: 'a guess' }, headers);
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await guess()).status).toBe(401);
    const answer = await signIn({ email: server.owner.email, password: server.owner.password }, headers);
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(200);
    expect((await signIn({ email: server.owner.email, password: server.owner.password })).status).toBe(201);
  });

  it('lets no more guesses through when they come all at once', async () => {
    const headers = { 'x-forwarded-for': newAddress() };
    const guesses = Array.from({ length: 20 }, () =>
      signIn({ email: 'mallory@example.com', password: 'guess' }, headers),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('forgets failures after a success', async () => {
    const headers = { 'x-forwarded-for': newAddress() };
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) {
        expect((await signIn({ email: server.owner.email, password: 'a typo' }, headers)).status).toBe(401);
      }
      const { email, password } = server.owner;
      expect((await signIn({ email, password }, headers)).status).toBe(201);
    }
  });

  it('counts a network of IPv6 as one address, and keeps no e-mail address of who failed', async () => {
    const limits = server.app.get(AttemptLimitsService);
    for (let attempt = 0; attempt < 10; attempt += 1) await limits.take('set-up', `2001:db8:1:2::${attempt + 1}`);
    await expect(limits.take('set-up', '2001:db8:1:2:ffff::1')).rejects.toMatchObject({ code: 'too-many-attempts' });
    await limits.take('set-up', '2001:db8:1:3::1');
    const rows = await server.app.get(DataSource).query<{ key: string }[]>('SELECT key FROM attempt_limits');
    expect(JSON.stringify(rows)).not.toContain('@');
  });

  it('ends the session that the browser had before, so that nobody can plant one', async () => {
    const first = cookieOf(await signIn({ email: server.owner.email, password: server.owner.password }));
    const planted = `${first.split('=')[0]}=planted-by-somebody-else`;
    const second = await signIn({ email: server.owner.email, password: server.owner.password }, { cookie: planted });
    expect(cookieOf(second)).not.toBe(planted);
    expect((await whoAmI(planted)).status).toBe(401);
    const third = await signIn({ email: server.owner.email, password: server.owner.password }, { cookie: first });
    expect((await whoAmI(first)).status).toBe(401);
    expect((await whoAmI(cookieOf(third))).status).toBe(200);
  });

  it('leaves no session and no event where the workspace takes no password of the member', async () => {
    const database = server.app.get(DataSource);
    const [{ id: workspaceId }] = (await database.query('SELECT id FROM workspaces')) as [{ id: string }];
    const memberId = newId('member');
    await database.query(
      `INSERT INTO members (id, workspace_id, name, email, password_hash)
       SELECT $1, workspace_id, 'Grace', 'grace@example.com', password_hash FROM members WHERE email = 'ada@example.com'`,
      [memberId],
    );
    const enforce = async (isEnforced: boolean) => {
      await database.query('UPDATE workspaces SET requires_single_sign_on = $1', [isEnforced]);
      await server.app.get(WorkspaceSettingsService).forget(workspaceId);
    };
    const told = () =>
      database.query(`SELECT FROM events WHERE type = 'member.signed-in' AND data->>'memberId' = $1`, [memberId]);
    const wanted = { email: 'grace@example.com', password: server.owner.password };
    await enforce(true);
    expect(await signIn(wanted)).toMatchObject({ status: 403, body: { code: 'single-sign-on-required' } });
    expect(await told()).toEqual([]);
    expect(await database.query('SELECT FROM sessions WHERE member_id = $1', [memberId])).toEqual([]);
    await enforce(false);
    expect((await signIn(wanted)).status).toBe(201);
    expect((await told()).length).toBe(1);
    await database.query('DELETE FROM members WHERE id = $1', [memberId]);
  });

  it('is refused from a page of another site', async () => {
    const { email, password } = server.owner;
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await signIn({ email, password }, headers as unknown as Record<string, string>);
      expect(answer, JSON.stringify(headers)).toMatchObject({ status: 403, body: { code: 'origin-forbidden' } });
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect((await signIn({ email, password }, { origin })).status).toBe(201);
  });
});

describe('a session', () => {
  it('changes nothing on behalf of another site', async () => {
    const create = (headers: Record<string, string>) =>
      server.call('POST', '/v1/bots', {
        key: null,
        body: { name: 'forged' },
        headers: { cookie: server.cookie, ...headers },
      });
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${origin}.evil.example` },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ] as Record<string, string>[]) {
      const answer = await create(headers);
      expect(answer, JSON.stringify(headers)).toMatchObject({ status: 403, body: { code: 'origin-forbidden' } });
    }
    expect((await create({ origin })).status).toBe(201);
    const cookie = { cookie: server.cookie };
    expect((await server.call('GET', '/v1/bots', { key: null, headers: cookie })).status).toBe(200);
  });

  it('is not heeded where a key is sent, and a broken key is not made up for by a cookie', async () => {
    const headers = { cookie: server.cookie };
    const { body } = await server.call('GET', '/v1/session', { headers });
    expect(body).toMatchObject({ kind: 'api-key' });
    for (const authorization of ['Bearer wrong', 'Basic YTpi', 'Bearer', '']) {
      const answer = await server.call('GET', '/v1/session', { key: null, headers: { ...headers, authorization } });
      expect(answer, authorization).toMatchObject({ status: 401, body: { code: 'api-key-invalid' } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('ends everywhere when its member signs out', async () => {
    const replica = await startTestServer({ databaseUrl: server.databaseUrl });
    try {
      const cookie = cookieOf(await signIn({ email: server.owner.email, password: server.owner.password }));
      const there = () => replica.call('GET', '/v1/session', { key: null, headers: { cookie } });
      expect((await there()).status).toBe(200);
      const out = await server.call('DELETE', '/v1/session', { key: null, headers: { cookie, origin } });
      expect(out.status).toBe(204);
      expect(out.headers.get('set-cookie')).toMatch(/^attache_session=; .*Expires=Thu, 01 Jan 1970/);
      expect((await whoAmI(cookie)).status).toBe(401);
      await expect.poll(async () => (await there()).status, { timeout: 1_000 }).toBe(401);
    } finally {
      await replica.close();
    }
  });

  it('ends when it is over, or was idle for too long, and when its member is deactivated', async () => {
    const database = server.app.get(DataSource);
    const sessions = server.app.get(SessionsService);
    const [{ id: memberId }] = (await database.query('SELECT id FROM members')) as [{ id: string }];
    const ended: readonly [string, string][] = [
      ["expires_at = now() - interval '1 second'", 'over'],
      ["last_seen_at = now() - interval '9 hours'", 'idle'],
    ];
    for (const [change, why] of ended) {
      const { token } = await sessions.start(memberId);
      await database.query(`UPDATE sessions SET ${change} WHERE id = (SELECT max(id) FROM sessions)`);
      expect(await sessions.identify(token), why).toBeUndefined();
    }
    const { token } = await sessions.start(memberId);
    await database.query('UPDATE members SET deactivated_at = now()');
    try {
      expect(await sessions.identify(token)).toBeUndefined();
      expect((await signIn({ email: server.owner.email, password: server.owner.password })).status).toBe(401);
    } finally {
      await database.query('UPDATE members SET deactivated_at = NULL');
    }
  });

  it('is kept as a hash only', async () => {
    const rows = await server.app.get(DataSource).query('SELECT * FROM sessions');
    expect(JSON.stringify(rows)).not.toContain(server.cookie.split('=')[1]);
    expect(server.logs()).not.toContain(server.cookie.split('=')[1]);
    expect(server.logs()).not.toContain(server.owner.password);
  });
});

describe('on https', () => {
  it('the cookie is held to this host, its root and https by the browser itself', () => {
    const https = { isHttps: true };
    expect(sessionCookieName(https)).toBe('__Host-attache_session');
    const options = sessionCookieOptions(https, new Date());
    expect(options).toMatchObject({ path: '/', secure: true, httpOnly: true, sameSite: 'lax' });
    expect(options).not.toHaveProperty('domain');
  });
});
