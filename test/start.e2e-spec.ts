import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  databaseProcesses,
  launchServer,
  makeDataFolder,
  requireBuild,
  startProcess,
  type ServerProcess,
} from './support/process.js';

let folder: Awaited<ReturnType<typeof makeDataFolder>>;

beforeAll(async () => {
  await requireBuild();
  folder = await makeDataFolder();
});
afterAll(() => folder.remove());

/** Starts a server that cannot start; how it ended, and all that it said about it. */
async function fail(variables: Readonly<Record<string, string>>, port?: number) {
  const server = await launchServer({ ...(port !== undefined && { port }), variables });
  const { code } = await server.ended;
  return { code, output: server.output() };
}

const linkIn = (server: ServerProcess) => /https?:\S+\/setup\?token=(\S+)/.exec(server.output())?.[1];

describe('a server that starts on an empty folder', () => {
  it('is ready with a database of its own, prints one set-up link, and none after the set-up', async () => {
    const variables = { ATTACHE_DATA_FOLDER: folder.path, ATTACHE_SETUP_TOKEN: undefined, ATTACHE_LOG_LEVEL: 'info' };
    const first = await startProcess({ variables });
    const ready = await first.call('GET', '/health/ready');
    expect(ready.body).toEqual({ status: 'up', details: { database: 'up', server: 'up', auditTrail: 'append-only' } });
    const token = linkIn(first);
    expect(first.output().split('/setup?token=')).toHaveLength(2);

    const owner = { name: 'Ada Example', email: 'ada@example.com', password: 'correct horse battery' };
    const setUp = { ...owner, token };
    expect((await first.call('POST', '/v1/setup', { body: { ...setUp, token: `${token}x` } })).status).toBe(401);
    expect((await first.call('POST', '/v1/setup', { body: setUp })).status).toBe(201);
    expect((await first.call('POST', '/v1/setup', { body: setUp })).body.code).toBe('set-up-done');
    expect(await first.end('SIGINT')).toEqual({ code: 0, signal: null });
    expect(await databaseProcesses(folder.path)).toEqual([]);

    const second = await startProcess({ variables });
    expect(linkIn(second)).toBeUndefined();
    const { email, password } = owner;
    expect((await second.call('POST', '/v1/session', { body: { email, password } })).status).toBe(201);
    expect(await second.end('SIGHUP')).toEqual({ code: 0, signal: null });
    expect(await databaseProcesses(folder.path)).toEqual([]);
  });
});

describe('a server that cannot start', () => {
  it('names every variable that is wrong, without a stack', async () => {
    const { code, output } = await fail({ PORT: 'http', ATTACHE_LOG_LEVEL: 'loud', ATTACHE_PUBLIC_URL: 'nowhere' });
    expect(code).toBe(1);
    for (const variable of ['PORT', 'ATTACHE_LOG_LEVEL', 'ATTACHE_PUBLIC_URL'])
      expect(output).toContain(`${variable}:`);
    expect(output).not.toMatch(/\n {4}at /);
  });

  it('says that its port is taken, and by which variable to choose another', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { code, output } = await fail({ ATTACHE_DATA_FOLDER: folder.path, ATTACHE_LOG_LEVEL: 'error' }, port);
    taken.close();
    expect(code).toBe(1);
    expect(output).toContain(String(port));
    expect(output).toMatch(/in use/i);
    expect(output).toContain('PORT');
    expect(output).not.toMatch(/\n {4}at /);
    expect(await databaseProcesses(folder.path)).toEqual([]);
  });

  it('says so when the database cannot be reached, and never its password', async () => {
    const url = 'postgres://attache:canary-password@127.0.0.1:1/attache';
    const { code, output } = await fail({ DATABASE_URL: url, ATTACHE_LOG_LEVEL: 'info' });
    expect(code).toBe(1);
    expect(output).toContain('DATABASE_URL');
    expect(output).not.toContain('canary-password');
    expect(output).not.toMatch(/\n {4}at /);
  });

  it('says so when the data folder is a file, or the master key is none', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    const onFile = await fail({ ATTACHE_DATA_FOLDER: file, ATTACHE_LOG_LEVEL: 'error' });
    expect(onFile.code).toBe(1);
    expect(onFile.output).toContain(file);
    const withoutKey = await fail({ ATTACHE_MASTER_KEYS: 'short:AAAA', ATTACHE_DATA_FOLDER: folder.path });
    expect(withoutKey.code).toBe(1);
    expect(withoutKey.output).toContain('ATTACHE_MASTER_KEYS');
    for (const { output } of [onFile, withoutKey]) expect(output).not.toMatch(/\n {4}at /);
  });
});
