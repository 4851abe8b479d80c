import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectClient, type DatabaseConnection } from '../connection.js';
import { socketFolder } from './address.js';
import { locate, prepareBinaries, program } from './binaries.js';
import { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';
import { serverUser } from './server-user.js';

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];
const mounts: string[] = [];
const running: EmbeddedPostgres[] = [];

/** A folder that everybody may enter, as in a checkout; removed at the end. */
function freshFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'attache-db-'));
  folders.push(folder);
  chmodSync(folder, 0o755);
  return folder;
}

async function start(dataFolder: string, options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const logger = { log: () => undefined, warn: () => undefined };
  const server = await startEmbeddedPostgres({ dataFolder, logger, ...options });
  running.push(server);
  return server;
}

async function ask<Row extends object>(connection: DatabaseConnection, sql: string): Promise<Row[]> {
  const client = await connectClient(connection);
  const { rows } = await client.query<Row>(sql).finally(() => client.end());
  return rows;
}

async function serverPid({ connection }: EmbeddedPostgres): Promise<number> {
  const [row] = await ask<{ lock: string }>(connection, `select pg_read_file('postmaster.pid') as lock`);
  return parseInt(row?.lock ?? '', 10);
}

function execute(file: string, ...args: string[]): string {
  return execFileSync(file, args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' });
}

function tryMount(args: string[], target: string): boolean {
  try {
    execute('mount', ...args, target);
    mounts.push(target);
    return true;
  } catch {
    return false;
  }
}

const canMount = isRoot && tryMount(['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs'], freshFolder());
const code = (name: string) => expect.objectContaining({ code: name });
/** Hands a folder to whoever the server runs as. */
function handOver(folder: string): void {
  const user = serverUser([]);
  if (user) chownSync(folder, user.uid, user.gid);
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

afterAll(() => {
  for (const target of mounts.reverse()) execute('umount', target);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the embedded server', () => {
  let dataFolder: string;
  let cluster: string;

  beforeAll(async () => {
    dataFolder = freshFolder();
    cluster = join(dataFolder, 'postgresql');
    await (await start(dataFolder)).stop();
  });

  it('is durable, speaks UTF-8 and UTC, and can be reached through its own folder only', async () => {
    const { connection } = await start(dataFolder);
    const [row] = await ask(
      connection,
      `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
         current_setting('synchronous_commit') as sync, current_setting('data_checksums') as checksums,
         current_setting('listen_addresses') as tcp, current_setting('server_encoding') as encoding,
         current_setting('TimeZone') as zone, lower('ÄÖÉ') as lower, 'ä' < 'z' as sorts`,
    );
    expect(row).toEqual({
      ...{ fsync: 'on', pages: 'on', sync: 'on', checksums: 'on', tcp: '', encoding: 'UTF8', zone: 'UTC' },
      ...{ lower: 'äöé', sorts: false },
    });
    expect(statSync(cluster).mode & 0o777).toBe(0o700);
    expect(statSync(join(cluster, '.s.PGSQL.5432')).mode & 0o777).toBe(0o700);
  });

  it('keeps what was written when it is stopped and started again, and stops only once', async () => {
    const first = await start(dataFolder);
    await ask(first.connection, 'create table kept as select 42 as answer');
    await Promise.all([first.stop(), first.stop()]);
    await expect(ask(first.connection, 'select 1')).rejects.toMatchObject({ code: 'ENOENT' });
    const second = await start(dataFolder);
    expect(second.adopted).toBe(false);
    expect(await ask(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('is shared, and stopped by whoever leaves last', async () => {
    const first = await start(dataFolder);
    const second = await start(dataFolder);
    expect([first.adopted, second.adopted]).toEqual([false, true]);
    await first.stop();
    expect(await ask(second.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    await expect(ask(second.connection, 'select 1')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('survives ten that come and go at once', async () => {
    const visit = async (): Promise<void> => {
      const server = await start(dataFolder);
      expect(await ask(server.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
      await server.stop();
    };
    await Promise.all(Array.from({ length: 10 }, visit));
    expect(readdirSync(cluster)).not.toContain('postmaster.pid');
  });

  it('is started again when it is killed under a running process', async () => {
    const server = await start(dataFolder);
    const { connection } = server;
    process.kill(await serverPid(server), 'SIGKILL');
    await expect
      .poll(() => ask(connection, 'select 1 as one').catch(() => []), { timeout: 15_000 })
      .toEqual([{ one: 1 }]);
  });

  it('is stopped for good also in the middle of being started again', async () => {
    const server = await start(dataFolder);
    process.kill(await serverPid(server), 'SIGKILL');
    await setTimeout(Math.random() * 300);
    await server.stop();
    await expect(ask(server.connection, 'select 1')).rejects.toThrow();
    expect((await start(dataFolder)).adopted).toBe(false);
  });

  it('stays up for a process whose place was lost and taken again', async () => {
    const [first, second] = [await start(dataFolder), await start(dataFolder)];
    const places = `from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted`;
    await ask(first.connection, `select pg_terminate_backend(pid) ${places}`);
    const count = () => ask<{ n: number }>(first.connection, `select count(*)::int as n ${places}`);
    await expect.poll(count, { timeout: 10_000 }).toEqual([{ n: 2 }]);
    await second.stop();
    expect(await ask(first.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('ignores a lock whose process id went to another program', async () => {
    const lock = join(cluster, 'postmaster.pid');
    writeFileSync(lock, `${process.pid}\n${cluster}\n1\n5432\n.\n\n`, { mode: 0o600 });
    handOver(lock);
    const { connection } = await start(dataFolder);
    expect(await ask(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('works where the path is too long for a socket', async () => {
    const deep = join(freshFolder(), 'a-folder-with-a-long-name'.repeat(4), 'another');
    const { connection } = await start(deep);
    folders.push(connection.host ?? '');
    expect(Buffer.byteLength(connection.host ?? '')).toBeLessThan(90);
    expect(await ask(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.runIf(isRoot)('refuses a short link that somebody else has planted', async () => {
    const deep = join('/tmp', 'a-folder-with-a-long-name'.repeat(5));
    const link = await socketFolder(deep);
    folders.push(link);
    lchownSync(link, 65_534, 65_534);
    await expect(socketFolder(deep)).rejects.toEqual(code('data-folder-path-too-long'));
  });

  it('offers loopback TCP with a password where there are no sockets', async () => {
    const folder = freshFolder();
    const first = await start(folder, { transport: 'loopback' });
    const second = await start(folder, { transport: 'loopback' });
    expect(second.adopted).toBe(true);
    expect(await ask(second.connection, 'select host(inet_server_addr()) as host')).toEqual([{ host: '127.0.0.1' }]);
    const stranger = new Client({ ...first.connection, password: 'guessed' });
    await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
    process.kill(await serverPid(first), 'SIGKILL');
    const answer = () => ask(first.connection, 'select 1 as one').catch(() => []);
    await expect.poll(answer, { timeout: 15_000 }).toEqual([{ one: 1 }]);
    await Promise.all([first.stop(), second.stop()]);
    await expect(ask(first.connection, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('a data folder', () => {
  it('is initialised once by several that begin at once', async () => {
    const folder = freshFolder();
    const servers = await Promise.all([start(folder), start(folder), start(folder)]);
    expect(servers.filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['postgresql']);
  });

  it('is initialised again after an initialisation that was killed, whose remains are removed', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'postgresql.new-99999999-dead', 'base'), { recursive: true });
    mkdirSync(join(folder, 'postgresql'));
    mkdirSync(join(folder, `postgresql.new-${process.pid}-alive`));
    expect(await ask((await start(folder)).connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readdirSync(folder).sort()).toEqual(['postgresql', `postgresql.new-${process.pid}-alive`]);
  });

  it.each([
    ['19', /newer than 18/],
    ['17', /pg_dump/],
  ])('of PostgreSQL %s is refused with a way out', async (version, wayOut) => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'postgresql'));
    handOver(join(folder, 'postgresql'));
    writeFileSync(join(folder, 'postgresql', 'PG_VERSION'), `${version}\n`);
    await expect(start(folder)).rejects.toEqual(code('data-folder-version'));
    await expect(start(folder)).rejects.toThrow(wayOut);
  });

  it('that holds something else is left alone', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'postgresql'));
    handOver(join(folder, 'postgresql'));
    writeFileSync(join(folder, 'postgresql', 'thesis.txt'), 'years of work');
    await expect(start(folder)).rejects.toEqual(code('data-folder-foreign'));
    expect(readdirSync(join(folder, 'postgresql'))).toEqual(['thesis.txt']);
  });

  it.runIf(isRoot)(
    'of root, whom PostgreSQL does not run as, is refused with the command that hands it over',
    async () => {
      const folder = freshFolder();
      mkdirSync(join(folder, 'postgresql'));
      writeFileSync(join(folder, 'postgresql', 'PG_VERSION'), '18\n');
      await expect(start(folder)).rejects.toEqual(code('data-folder-owner'));
      await expect(start(folder)).rejects.toThrow(/chown -R/);
    },
  );

  it('that cannot be made is named', async () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, '');
    await expect(start(join(file, 'data'))).rejects.toEqual(code('data-folder-not-writable'));
  });

  it('on a disk that fills up while it is initialised is named and leaves nothing behind', async () => {
    const folder = freshFolder();
    const binaries = freshFolder();
    mkdirSync(join(binaries, 'bin'));
    const script = '#!/bin/sh\necho "initdb: error: could not write file: No space left on device" >&2\nexit 1\n';
    for (const name of ['initdb', 'postgres'] as const) writeFileSync(program(binaries, name), script, { mode: 0o755 });
    await expect(start(folder, { binaries })).rejects.toEqual(code('disk-full'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(canMount)('on a small disk is named full before and after it was initialised', async () => {
    const folder = freshFolder();
    tryMount(['-t', 'tmpfs', '-o', 'size=80m,mode=755', 'tmpfs'], folder);
    const hog = join(folder, 'hog');
    execute('dd', 'if=/dev/zero', `of=${hog}`, 'bs=1M', 'count=70');
    await expect(start(folder)).rejects.toEqual(code('disk-full'));
    expect(readdirSync(folder)).toEqual(['hog']);
    rmSync(hog);
    await (await start(folder)).stop();
    expect(() => execute('dd', 'if=/dev/zero', `of=${hog}`, 'bs=4k')).toThrow();
    await expect(start(folder)).rejects.toEqual(code('disk-full'));
    rmSync(hog);
    expect(await ask((await start(folder)).connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('the binaries', () => {
  const installed = locate(process.platform, process.arch);

  /** As npm leaves them when it runs no install scripts: without the libraries' links. */
  async function freshInstall(parent?: string): Promise<string> {
    const folder = join(freshFolder(parent), 'native');
    const isKept = (path: string): boolean => !lstatSync(path).isSymbolicLink();
    await cp(installed, folder, { recursive: true, filter: isKept });
    return folder;
  }
  const links = (folder: string): string[] =>
    readdirSync(join(folder, 'lib')).filter((name) => lstatSync(join(folder, 'lib', name)).isSymbolicLink());

  it('get their links when no install script made them, also from two at once', async () => {
    const source = await freshInstall();
    expect(links(source)).toEqual([]);
    const dataFolder = freshFolder();
    const prepare = () => prepareBinaries({ dataFolder, source, user: serverUser([]) });
    expect(await Promise.all([prepare(), prepare(), prepare()])).toEqual([source, source, source]);
    expect(links(source)).toContain('libicuuc.so.60');
  });

  it.runIf(isRoot)('and the data work in a folder that only root may enter', async () => {
    const secret = freshFolder('/root');
    chmodSync(secret, 0o700);
    const binaries = await freshInstall(secret);
    const dataFolder = join(secret, 'data');
    const server = await start(dataFolder, { binaries });
    await ask(server.connection, 'create table t as select 1 as one');
    expect(statSync(`/proc/${await serverPid(server)}`).uid).toBe(serverUser([])?.uid);
    expect(dirname(server.connection.host ?? '')).toBe(dataFolder);
    await server.stop();
    expect(await ask((await start(dataFolder, { binaries })).connection, 'select one from t')).toEqual([{ one: 1 }]);
    expect(readdirSync(dataFolder)).toEqual(['postgresql']);
  });

  it.runIf(canMount)('are copied once when they cannot be linked where they are', async () => {
    const source = await freshInstall();
    tryMount(['--bind', source], source);
    execute('mount', '-o', 'remount,ro,bind', source);
    const dataFolder = freshFolder();
    const prepare = () => prepareBinaries({ dataFolder, source, user: serverUser([]) });
    const [one, other] = await Promise.all([prepare(), prepare()]);
    expect(one).toBe(other);
    expect(readdirSync(dataFolder)).toHaveLength(1);
    expect(links(one)).toContain('libicuuc.so.60');
    expect(execute(program(one, 'postgres'), '--version')).toContain('18');
  });

  it('that are missing, or do not exist for the platform, are named', async () => {
    const other = process.platform === 'darwin' ? 'linux' : 'darwin';
    expect(() => locate(other, 'arm64')).toThrow(/npm ci --include=optional/);
    expect(() => locate('sunos', 'sparc')).toThrow(/DATABASE_URL/);
    await expect(prepareBinaries({ dataFolder: freshFolder(), source: '/nowhere' })).rejects.toEqual(
      code('database-binaries-missing'),
    );
  });

  it('that this machine cannot load are an unsupported platform', async () => {
    const binaries = freshFolder();
    mkdirSync(join(binaries, 'bin'));
    writeFileSync(program(binaries, 'postgres'), '', { mode: 0o755 });
    writeFileSync(program(binaries, 'initdb'), '#!/lib/no-such-loader.so\n', { mode: 0o755 });
    await expect(start(freshFolder(), { binaries })).rejects.toEqual(code('platform-unsupported'));
  });
});
