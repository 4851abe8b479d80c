import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { afterEach, describe, expect, it } from 'vitest';
import { call, createDatabase, freePort, type ApiAnswer } from '../../../../test/support/server.js';
import { readEnvironment } from '../config/environment.js';
import { startServer } from '../server.js';
import { createLogger } from '../telemetry/logger.js';

interface Fresh {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly setUpLink?: string;
}

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** A server that nobody has set up. */
async function startFresh(databaseUrl: string, variables: Record<string, string> = {}): Promise<Fresh> {
  const environment = readEnvironment({
    NODE_ENV: 'test',
    PORT: String(await freePort()),
    DATABASE_URL: databaseUrl,
    ATTACHE_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    ATTACHE_TRUST_PROXY: 'on',
    ...variables,
  });
  const server = await startServer({ environment, logger: createLogger('silent') });
  running.push(server);
  return server;
}

const owner = { name: 'Ada Example', email: 'ada@example.com', password: 'correct horse battery' };
const tokenOf = ({ setUpLink }: Fresh) => new URL(setUpLink ?? '').searchParams.get('token') ?? '';

function setUp({ url }: Fresh, body: object, address = '203.0.113.1'): Promise<ApiAnswer> {
  return call(url, 'POST', '/v1/setup', { key: null, body, headers: { 'x-forwarded-for': address } });
}

describe('the first set-up', () => {
  it('makes one workspace and one owner, signs them in, and is over', async () => {
    const server = await startFresh(await createDatabase());
    const token = tokenOf(server);
    const made = await setUp(server, { ...owner, email: 'ADA@example.com', token });
    expect(made).toMatchObject({ status: 201, body: { roles: ['owner'], email: 'ada@example.com' } });
    expect(made.headers.get('set-cookie')).toContain('attache_session=');
    const again = await setUp(server, { ...owner, email: 'eve@example.com', token });
    expect(again).toMatchObject({ status: 409, body: { code: 'set-up-done' } });
  });

  it('makes one owner when it is sent to two replicas at once, each with a link of its own', async () => {
    const databaseUrl = await createDatabase();
    const replicas = [await startFresh(databaseUrl), await startFresh(databaseUrl)];
    const attempts = Array.from({ length: 8 }, (_, at) => {
      const replica = replicas[at % 2] as Fresh;
      return setUp(replica, { ...owner, email: `owner-${at}@example.com`, token: tokenOf(replica) }, `203.0.113.${at}`);
    });
    const answers = await Promise.all(attempts);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const database = (replicas[0] as Fresh).app.get(DataSource);
    expect(await database.query('SELECT count(*)::int AS n FROM members')).toEqual([{ n: 1 }]);
    expect(await database.query('SELECT count(*)::int AS n FROM workspaces')).toEqual([{ n: 1 }]);
    expect(await database.query('SELECT * FROM set_up_tokens')).toEqual([]);
  });

  it('is refused with another token, and soon at all', async () => {
    const server = await startFresh(await createDatabase());
    const guesses = Array.from({ length: 14 }, () =>
      setUp(server, { ...owner, token: randomBytes(32).toString('base64url') }),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ body }) => body.code === 'set-up-token-invalid')).toHaveLength(10);
    expect(answers.filter(({ body }) => body.code === 'too-many-attempts')).toHaveLength(4);
    expect((await setUp(server, { ...owner, token: tokenOf(server) }, '203.0.113.2')).status).toBe(201);
  });

  it('says which field is wrong, and repeats no password', async () => {
    const server = await startFresh(await createDatabase());
    const wrong: readonly (readonly [object, string])[] = [
      [{ password: 'short' }, '/password'],
      [{ email: 'ada' }, '/email'],
      [{ role: 'owner' }, '/role'],
      [{ name: ' ' }, '/name'],
    ];
    for (const [change, pointer] of wrong) {
      const answer = await setUp(server, { ...owner, token: tokenOf(server), ...change });
      expect(answer).toMatchObject({ status: 400, body: { violations: [{ pointer }] } });
      expect(answer.text).not.toContain(owner.password);
    }
  });

  it('takes the token of the operator and no older one, and never prints it', async () => {
    const databaseUrl = await createDatabase();
    const leaked = tokenOf(await startFresh(databaseUrl));
    const chosen = 'chosen-by-the-operator';
    const server = await startFresh(databaseUrl, { ATTACHE_SETUP_TOKEN: chosen });
    expect(server.setUpLink).toMatch(/\/setup\?token=<ATTACHE_SETUP_TOKEN>$/);
    expect(await setUp(server, { ...owner, token: leaked })).toMatchObject({ status: 401 });
    expect(await setUp(server, { ...owner, token: chosen })).toMatchObject({ status: 201 });
  });

  it('is offered again after a restart until it is done, and not afterwards', async () => {
    const databaseUrl = await createDatabase();
    const first = await startFresh(databaseUrl);
    const second = await startFresh(databaseUrl);
    expect(tokenOf(second)).not.toBe(tokenOf(first));
    expect((await setUp(second, { ...owner, token: tokenOf(second) })).status).toBe(201);
    expect((await startFresh(databaseUrl)).setUpLink).toBeUndefined();
  });
});
