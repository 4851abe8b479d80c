import { TOTP } from 'otpauth';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, startTestServer, type TestServer } from '../../../../test/support/server.js';
import { JobsService } from '../jobs/jobs.service.js';
import { AttemptLimitsService } from '../members/attempt-limits.service.js';
import { SessionsService } from '../sessions/sessions.service.js';

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer({ variables: { ATTACHE_TRUST_PROXY: 'on' } });
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.app.get(DataSource).query('DELETE FROM second_factors; DELETE FROM attempt_limits');
  cookie = cookieOf(await signIn());
});

const cookieOf = ({ headers }: { readonly headers: Headers }) => headers.get('set-cookie')?.split(';')[0] ?? '';
const signIn = (password = server.owner.password) =>
  call(server.url, 'POST', '/v1/session', { key: null, body: { email: server.owner.email, password } });
const asOwner = (method: string, path: string, body?: object, own = cookie) =>
  server.call(method, path, { key: null, body, headers: { cookie: own, origin: server.url } });

/** A session of the owner that nobody has used for so long. */
async function idleFor(interval: string): Promise<string> {
  const database = server.app.get(DataSource);
  const [owner] = await database.query<{ id: string }[]>('SELECT id FROM members ORDER BY id LIMIT 1');
  const { token } = await server.app.get(SessionsService).start(owner?.id ?? '');
  await database.query(
    `UPDATE sessions SET last_seen_at = now() - $1::interval WHERE id = (SELECT max(id) FROM sessions)`,
    [interval],
  );
  return `attache_session=${token}`;
}

/** What an authenticator shows, some steps of half a minute from now. */
const codeOf = (uri: string, steps = 0) => {
  const url = new URL(uri);
  return new TOTP({ secret: url.searchParams.get('secret') ?? '' }).generate({
    timestamp: Date.now() + steps * 30_000,
  });
};

/** Waits for the next step where this one ends before so many milliseconds: then a code would be of another one. */
async function nextStepIn(leastMs: number): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < leastMs) await new Promise((resolve) => setTimeout(resolve, left + 50));
}

async function setUp(): Promise<{ readonly uri: string; readonly recoveryCodes: readonly string[] }> {
  const begun = await asOwner('POST', '/v1/account/second-factor', { password: server.owner.password });
  const confirmed = await asOwner('POST', '/v1/account/second-factor/confirm', { code: codeOf(begun.body.uri, -1) });
  expect(confirmed.status).toBe(200);
  return { uri: begun.body.uri, recoveryCodes: confirmed.body.recoveryCodes };
}

const secondStep = (challenge: string, code: string) =>
  call(server.url, 'POST', '/v1/session/second-factor', { key: null, body: { challenge, code } });

describe('a password', () => {
  it('is changed by who knows it, and every other session ends', async () => {
    const other = cookieOf(await signIn());
    const body = { currentPassword: server.owner.password, newPassword: 'another horse battery' };
    expect(await asOwner('POST', '/v1/account/password', { ...body, currentPassword: 'wrong' })).toMatchObject({
      status: 422,
      body: { code: 'password-wrong' },
    });
    expect((await asOwner('POST', '/v1/account/password', body)).status).toBe(204);
    expect((await asOwner('GET', '/v1/session', undefined, other)).status).toBe(401);
    expect((await asOwner('GET', '/v1/session')).status).toBe(200);
    expect((await signIn()).status).toBe(401);
    const back = { currentPassword: 'another horse battery', newPassword: server.owner.password };
    expect((await asOwner('POST', '/v1/account/password', back)).status).toBe(204);
  });

  it('is not guessed on a page left open', async () => {
    const guess = () => asOwner('POST', '/v1/account/second-factor', { password: 'guessed' });
    const statuses = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await guess()).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  it('is nothing that an API key has', async () => {
    expect(await server.call('GET', '/v1/account')).toMatchObject({
      status: 403,
      body: { code: 'permission-missing' },
    });
    expect((await server.call('GET', '/v1/sessions')).status).toBe(403);
  });
});

describe('a second factor', () => {
  it('is asked for after the password, and each code is good once', async () => {
    const { uri } = await setUp();
    const begun = await signIn();
    expect(begun).toMatchObject({ status: 401, body: { code: 'second-factor-required' } });
    expect(begun.headers.get('set-cookie')).toBeNull();
    const code = codeOf(uri);
    const done = await secondStep(begun.body.challenge, code);
    expect(done).toMatchObject({ status: 201, body: { email: server.owner.email } });
    expect(await secondStep(begun.body.challenge, codeOf(uri, 1))).toMatchObject({
      status: 401,
      body: { code: 'challenge-over' },
    });
    const again = await signIn();
    expect(await secondStep(again.body.challenge, code)).toMatchObject({
      status: 422,
      body: { code: 'second-factor-wrong' },
    });
  });

  it('sent by many at once is taken of one', async () => {
    const { uri } = await setUp();
    const begun = await Promise.all([signIn(), signIn(), signIn()]);
    const code = codeOf(uri);
    const done = await Promise.all(begun.map(({ body }) => secondStep(body.challenge, code)));
    expect(done.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('is not guessed: neither by one challenge nor by many', async () => {
    await setUp();
    const { body } = await signIn();
    const codes = [];
    for (let tries = 0; tries < 7; tries += 1) {
      const challenge = tries < 4 ? body.challenge : (await signIn()).body.challenge;
      codes.push((await secondStep(challenge, '000000')).body.code);
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('second-factor-wrong'));
    expect(codes.slice(5)).toEqual(['too-many-attempts', 'too-many-attempts']);
  });

  it('lost is made up for by a recovery code, once', async () => {
    const { recoveryCodes } = await setUp();
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = ''] = recoveryCodes;
    const use = async () => secondStep((await signIn()).body.challenge, ` ${first.toUpperCase()} `);
    expect((await use()).status).toBe(201);
    expect((await use()).status).toBe(422);
    expect((await asOwner('GET', '/v1/account')).body).toMatchObject({ hasSecondFactor: true, recoveryCodesLeft: 9 });
    const rows = JSON.stringify(await server.app.get(DataSource).query('SELECT * FROM second_factors'));
    for (const code of recoveryCodes) expect(rows).not.toContain(code);
  });

  it('lost is made up for by one recovery code once, also when many send it at the same moment', async () => {
    const { recoveryCodes } = await setUp();
    const begun = [await signIn(), await signIn(), await signIn(), await signIn()];
    const done = await Promise.all(begun.map(({ body }) => secondStep(body.challenge, recoveryCodes[0] ?? '')));
    expect(done.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
  });

  it.each([
    ['is taken of a clock that is one step ahead', 1, 201],
    ['is refused of a clock that is two steps ahead', 2, 422],
    ['is refused of a clock that is two steps behind', -2, 422],
  ])('%s', async (_title, steps, status) => {
    const { uri } = await setUp();
    await nextStepIn(5_000);
    expect((await secondStep((await signIn()).body.challenge, codeOf(uri, steps))).status).toBe(status);
  });

  it('is throttled for each address, whoever it is that codes are tried for', async () => {
    await setUp();
    const limits = server.app.get(AttemptLimitsService);
    for (let tries = 0; tries < 49; tries += 1) await limits.countFailure('address', '203.0.113.9');
    const { challenge } = (await signIn()).body;
    const from = (address: string) =>
      call(server.url, 'POST', '/v1/session/second-factor', {
        ...{ key: null, body: { challenge, code: '000000' }, headers: { 'x-forwarded-for': address } },
      });
    expect((await from('203.0.113.9')).body.code).toBe('second-factor-wrong');
    expect((await from('203.0.113.9')).body.code).toBe('too-many-attempts');
    expect((await from('203.0.113.10')).body.code).toBe('second-factor-wrong');
  });

  it('that was begun and not confirmed is none, is begun anew with another key, and is forgotten after an hour', async () => {
    const begin = () => asOwner('POST', '/v1/account/second-factor', { password: server.owner.password });
    const confirm = (code: string) => asOwner('POST', '/v1/account/second-factor/confirm', { code });
    const first = (await begin()).body;
    expect((await signIn()).status).toBe(201);
    expect((await asOwner('GET', '/v1/account')).body).toMatchObject({ hasSecondFactor: false, recoveryCodesLeft: 0 });
    expect((await asOwner('GET', '/v1/members')).body.items[0]).toMatchObject({ hasSecondFactor: false });
    const second = (await begin()).body;
    expect(second.secret).not.toBe(first.secret);
    expect((await confirm(codeOf(first.uri))).body.code).toBe('second-factor-wrong');
    const database = server.app.get(DataSource);
    await database.query("UPDATE second_factors SET created_at = now() - interval '61 minutes'");
    expect((await confirm(codeOf(second.uri))).body.code).toBe('second-factor-wrong');
    await server.app.get(JobsService).send('second-factors-clean-up', {});
    await expect.poll(() => database.query('SELECT id FROM second_factors'), { timeout: 10_000 }).toEqual([]);
  });

  it('is no second one, and is removed with password and code only', async () => {
    const { uri } = await setUp();
    const { password } = server.owner;
    expect((await asOwner('POST', '/v1/account/second-factor', { password })).body.code).toBe('second-factor-exists');
    const remove = (body: object) => asOwner('POST', '/v1/account/second-factor/remove', body);
    expect((await remove({ password: 'wrong', code: codeOf(uri) })).body.code).toBe('password-wrong');
    expect((await remove({ password, code: '123456' })).body.code).toBe('second-factor-wrong');
    expect((await remove({ password, code: codeOf(uri) })).status).toBe(204);
    expect((await signIn()).status).toBe(201);
  });

  it('that the workspace demands comes before anything else', async () => {
    const { body: workspace } = await server.call('GET', '/v1/workspace');
    const demand = { requiresSecondFactor: true, version: workspace.version };
    const { body: changed } = await server.call('PATCH', '/v1/workspace', { body: demand });
    try {
      expect((await asOwner('GET', '/v1/session')).body).toMatchObject({
        mustSetUpSecondFactor: true,
        permissions: [],
      });
      expect((await asOwner('GET', '/v1/bots')).body.code).toBe('second-factor-missing');
      expect((await server.call('GET', '/v1/bots')).status).toBe(200);
      await setUp();
      expect((await asOwner('GET', '/v1/bots')).status).toBe(200);
    } finally {
      await server.call('PATCH', '/v1/workspace', { body: { requiresSecondFactor: false, version: changed.version } });
    }
  });
});

describe('new recovery codes', () => {
  const renew = (code: string) => asOwner('POST', '/v1/account/second-factor/recovery-codes', { code });

  it('are made with a code of the authenticator, and the old ones are worth nothing', async () => {
    const { uri, recoveryCodes } = await setUp();
    expect((await renew('123456')).body.code).toBe('second-factor-wrong');
    const made = await renew(codeOf(uri));
    expect(made.status).toBe(200);
    expect(new Set([...made.body.recoveryCodes, ...recoveryCodes]).size).toBe(20);
    expect((await renew(codeOf(uri))).body.code).toBe('second-factor-wrong');
    const signInBy = async (code = '') => (await secondStep((await signIn()).body.challenge, code)).status;
    expect(await signInBy(recoveryCodes[3])).toBe(422);
    expect(await signInBy(made.body.recoveryCodes[3])).toBe(201);
    expect((await asOwner('GET', '/v1/account')).body.recoveryCodesLeft).toBe(9);
  });

  it('are made with a recovery code that is left, by one of many who send it', async () => {
    const { recoveryCodes } = await setUp();
    const [one = ''] = recoveryCodes;
    const made = await Promise.all([renew(one), renew(one), renew(one)]);
    expect(made.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    expect((await asOwner('GET', '/v1/account')).body.recoveryCodesLeft).toBe(10);
    expect((await renew(recoveryCodes[1] ?? '')).status).toBe(422);
  });

  it('are nothing without a second factor, and nothing that is guessed or that an API key has', async () => {
    expect((await renew('123456')).body.code).toBe('second-factor-wrong');
    const codes = [];
    for (let tries = 0; tries < 5; tries += 1) codes.push((await renew('000000')).body.code);
    expect(codes.at(-1)).toBe('too-many-attempts');
    const body = { code: '123456' };
    expect((await server.call('POST', '/v1/account/second-factor/recovery-codes', { body })).status).toBe(403);
  });

  it('are in the audit trail as a deed, without the codes', async () => {
    const { uri } = await setUp();
    const { body } = await renew(codeOf(uri));
    const { items } = (await server.call('GET', '/v1/audit-entries?action=renewRecoveryCodes')).body;
    expect(items[0]).toMatchObject({ outcome: 'succeeded', actor: { kind: 'member' }, details: { fields: ['code'] } });
    const kept = [...(await server.app.get(DataSource).query('SELECT * FROM audit_entries')), server.logs()];
    for (const code of body.recoveryCodes) expect(JSON.stringify(kept)).not.toContain(code);
  });
});

describe('sessions', () => {
  it('are listed with where they are, and ended one by one or all others at once', async () => {
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const elsewhere = await call(server.url, 'POST', '/v1/session', {
      key: null,
      body: { email: server.owner.email, password: server.owner.password },
      headers: { 'user-agent': userAgent, 'x-forwarded-for': '203.0.113.7' },
    });
    const { body } = await asOwner('GET', '/v1/sessions');
    const [other] = body.items.filter(({ program }: { program: string }) => program === 'Firefox on Windows');
    expect(other).toMatchObject({ address: '203.0.113.7', method: 'password', isCurrent: false });
    expect(body.items.filter(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toHaveLength(1);
    expect((await asOwner('DELETE', `/v1/sessions/${other.id}`)).status).toBe(204);
    expect((await asOwner('GET', '/v1/session', undefined, cookieOf(elsewhere))).status).toBe(401);
    expect((await asOwner('DELETE', `/v1/sessions/${other.id}`)).status).toBe(404);
    await signIn();
    expect((await asOwner('DELETE', '/v1/sessions')).body.ended).toBeGreaterThan(0);
    expect((await asOwner('GET', '/v1/sessions')).body.items).toHaveLength(1);
  });

  it('end after the idle time-out, which looking on does not put off', async () => {
    const { body } = await server.call('GET', '/v1/workspace');
    const update = (change: object) => server.call('PATCH', '/v1/workspace', { body: change });
    const tooLong = await update({ isRegulated: true, idleTimeoutMinutes: 16, version: body.version });
    expect(tooLong).toMatchObject({ status: 400, body: { violations: [{ pointer: '/idleTimeoutMinutes' }] } });
    const regulated = await update({ isRegulated: true, version: body.version });
    expect(regulated.body).toMatchObject({ isRegulated: true, idleTimeoutMinutes: 15 });
    expect((await update({ isRegulated: false, version: body.version })).body.code).toBe('version-conflict');

    const idle = await idleFor('16 minutes');
    expect((await asOwner('GET', '/v1/session', undefined, idle)).status).toBe(401);
    const nearly = await idleFor('14 minutes');
    const lookOn = () =>
      call(server.url, 'GET', '/v1/session', { headers: { cookie: nearly, 'x-attache-passive': '1' } });
    expect((await lookOn()).body.endsInSeconds).toBeLessThanOrEqual(60);
    expect((await lookOn()).body.endsInSeconds).toBeLessThanOrEqual(60);
    expect((await asOwner('GET', '/v1/session', undefined, nearly)).status).toBe(200);
    expect((await lookOn()).body.endsInSeconds).toBeGreaterThan(800);
    await update({ isRegulated: false, idleTimeoutMinutes: 480, version: regulated.body.version });
  });
});
