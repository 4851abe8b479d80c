import { spawn, type ChildProcessByStdio } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectClient } from '../connection.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { mayRun } from './server-user.js';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534, name: 'nobody' };
const source = join(import.meta.dirname, '..');
const silent = { log: () => undefined, warn: () => undefined };

/** A program that uses the embedded server: says "ready", then what it was asked to do. */
const PROGRAM = `
import { startEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { connectClient } from './connection.js';
const [dataFolder, mode] = process.argv.slice(2);
const logger = { log: () => undefined, warn: () => undefined };
if (mode === 'hasty') setTimeout(() => process.exit(3), Number(process.argv[4]));
const server = await startEmbeddedPostgres({ dataFolder, logger });
const client = await connectClient(server.connection);
console.log('ready ' + server.adopted);
if (mode === 'exit') process.exit(3);
if (mode === 'throw') setTimeout(() => { throw new Error('a bug'); }, 1);
if (mode === 'write') {
  await client.query('create table if not exists acknowledged (id bigint primary key, filler text)');
  for (let id = Date.now() * 1000; ; id++) {
    await client.query('insert into acknowledged values ($1, $2)', [id, 'x'.repeat(500)]);
    process.stdout.write(id + '\\n');
  }
}
`;

interface App {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly output: () => string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

let compiled: string;
let dataFolder: string;
const apps: App[] = [];

/** Compiles the database layer to plain JavaScript, which other processes can run. */
function compile(folder: string): void {
  mkdirSync(join(folder, 'embedded'), { recursive: true });
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    experimentalDecorators: true,
  };
  for (const part of ['.', 'embedded']) {
    for (const name of readdirSync(join(source, part))) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const { outputText } = ts.transpileModule(readFileSync(join(source, part, name), 'utf8'), { compilerOptions });
      writeFileSync(join(folder, part, name.replace(/\.ts$/, '.js')), outputText);
    }
  }
  writeFileSync(join(folder, 'program.js'), PROGRAM);
}

interface Launch {
  readonly folder?: string;
  readonly user?: typeof nobody;
  readonly afterMs?: number;
}

function launch(mode: string, { folder = dataFolder, user, afterMs = 0 }: Launch = {}): App {
  const identity = user && { uid: user.uid, gid: user.gid };
  const args = [join(compiled, 'program.js'), folder, mode, String(afterMs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], ...identity });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  const app = { child, output: () => output, ended };
  apps.push(app);
  return app;
}

async function ready(app: App): Promise<App> {
  await expect.poll(app.output, { timeout: 15_000 }).toMatch(/^ready /);
  return app;
}

/** All processes of the server of the data folder: its working directory tells. */
function serverProcesses(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && workingDirectory(pid) === join(dataFolder, 'postgresql'));
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The others end by themselves when the first of them is gone. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function isUp(): Promise<boolean> {
  return connectClient({ host: join(dataFolder, 'postgresql'), user: 'attache', database: 'postgres' }).then(
    (client) => client.end().then(() => true),
    () => false,
  );
}

async function adopt(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataFolder, logger: silent });
}

beforeAll(() => {
  const cache = join(import.meta.dirname, '../../../../../.cache');
  mkdirSync(cache, { recursive: true });
  compiled = mkdtempSync(join(cache, 'database-'));
  chmodSync(compiled, 0o755);
  compile(compiled);
  dataFolder = mkdtempSync(join(tmpdir(), 'attache-db-'));
});

afterEach(async () => {
  for (const { child } of apps.splice(0)) child.kill('SIGKILL');
  await (await adopt()).stop();
});

afterAll(() => {
  for (const folder of [compiled, dataFolder]) rmSync(folder, { recursive: true, force: true });
});

describe('a process that uses the embedded server', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops it on %s and ends by that signal', async (signal) => {
    const app = await ready(launch('wait'));
    app.child.kill(signal);
    expect(await app.ended).toEqual({ code: null, signal });
    expect(await isUp()).toBe(false);
  });

  it.each([
    ['exit', 3],
    ['throw', 1],
  ])('has it stopped soon after an end by %s', async (mode, code) => {
    const app = await ready(launch(mode));
    expect(await app.ended).toMatchObject({ code });
    await expect.poll(isUp, { timeout: 10_000 }).toBe(false);
  });

  it('leaves nothing running when it ends while it is still starting', async () => {
    for (const afterMs of [10, 60, 90, 120, 150])
      expect(await launch('hasty', { afterMs }).ended).toMatchObject({ code: 3 });
    // Also none that is being started, and none of the helpers that look after it.
    await expect.poll(serverProcesses, { timeout: 15_000 }).toEqual([]);
  });

  it('leaves it running when it is killed, and the next one adopts it', async () => {
    const first = await ready(launch('wait'));
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await isUp()).toBe(true);
    const second = await ready(launch('wait'));
    expect(second.output()).toBe('ready true\n');
    second.child.kill('SIGTERM');
    await second.ended;
    expect(await isUp()).toBe(false);
  });

  it.each(['SIGTERM', 'exit'])('does not pull it from under another when it ends by %s', async (way) => {
    const survivor = await ready(launch('wait'));
    const leaver = await ready(launch(way === 'exit' ? 'exit' : 'wait'));
    if (way === 'SIGTERM') leaver.child.kill('SIGTERM');
    await leaver.ended;
    // As long as what the leaver may have left behind goes on looking.
    if (way === 'exit') await sleep(2_500);
    expect(await isUp()).toBe(true);
    survivor.child.kill('SIGTERM');
    await survivor.ended;
    expect(await isUp()).toBe(false);
  });

  it('loses no acknowledged row when it and the server are killed, and opens again within seconds', async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 5; round++) {
      const app = await ready(launch('write'));
      await sleep(200 + 150 * round);
      const victims = serverProcesses();
      expect(victims.length).toBeGreaterThan(3);
      app.child.kill('SIGKILL');
      for (const pid of round % 2 === 0 ? victims : victims.reverse()) kill(pid);
      await app.ended;
      acknowledged.push(...app.output().split('\n').slice(1, -1).map(Number));
    }
    const began = Date.now();
    const server = await adopt();
    expect(Date.now() - began).toBeLessThan(10_000);
    const client = await connectClient(server.connection);
    const { rows } = await client.query<{ id: string }>('select id from acknowledged');
    await client.end();
    await server.stop();
    expect(acknowledged.length).toBeGreaterThan(100);
    const kept = new Set(rows.map(({ id }) => Number(id)));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  }, 60_000);

  const canRunAsNobody = isRoot && mayRun(nobody, process.execPath);
  it.runIf(canRunAsNobody)(
    'may be an ordinary user, whose folder root then serves as that user',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'attache-db-'));
      chownSync(folder, nobody.uid, nobody.gid);
      const app = await ready(launch('wait', { folder, user: nobody }));
      const asRoot = await startEmbeddedPostgres({ dataFolder: folder, logger: silent });
      expect(asRoot.adopted).toBe(true);
      app.child.kill('SIGTERM');
      await app.ended;
      await asRoot.stop();
      expect((await ready(launch('wait', { folder, user: nobody }))).output()).toBe('ready false\n');
      const stranger = launch('wait', { folder, user: { ...nobody, uid: 65_533 } });
      expect(await stranger.ended).toMatchObject({ code: 1 });
      expect(stranger.output()).toMatch(/belongs to nobody|cannot be written/);
      rmSync(folder, { recursive: true, force: true });
    },
    60_000,
  );
});
