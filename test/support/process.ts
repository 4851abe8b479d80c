import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { call, freePort, signIn, type Api } from './server.js';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The built server, running as a process of its own. */
export interface ServerProcess extends Api {
  readonly url: string;
  readonly pid: number;
  readonly ended: Promise<Ending>;
  /** Makes the owner, or signs in when there is one; the key of each call from then on may do everything. */
  signIn(): Promise<string>;
  /** Everything that it has written so far. */
  output(): string;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ending>;
}

/** What a test may decide of its process. */
export interface ServerProcessOptions {
  /** Environment variables over the defaults of tests; undefined takes a default away. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly port?: number;
  /** An API key made before, of the database that this process uses. */
  readonly key?: string;
}

/** Where the first set-up of a process started here is done with. */
export const setUpToken = 'set-up-token-of-a-test';

const readyWithinMs = 60_000;
let built: Promise<boolean> | undefined;

/** Builds the server unless it is built; once in a run. */
export async function requireBuild(): Promise<void> {
  built ??= import(pathToFileURL(join(root, 'scripts/build.mjs')).href).then(
    ({ buildStale }: { buildStale: () => Promise<boolean> }) => buildStale(),
  );
  if (!(await built)) throw new Error('The server could not be built: npm run build says why.');
}

/** Starts the built server without waiting for it. */
export async function launchServer(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  await requireBuild();
  const port = options.port ?? (await freePort());
  const defaults = {
    PATH: process.env['PATH'],
    NODE_ENV: 'test',
    PORT: String(port),
    ATTACHE_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    ATTACHE_SETUP_TOKEN: setUpToken,
    ATTACHE_LOG_LEVEL: 'debug',
    ATTACHE_DATABASE_POOL_SIZE: '10',
  };
  const child = spawn(process.execPath, [join(root, 'dist/apps/api/src/main.js')], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...defaults, ...options.variables },
  });
  const abandon = () => child.kill();
  process.once('exit', abandon);
  child.once('exit', () => process.off('exit', abandon));
  return serverProcessOf(child, `http://localhost:${port}`, options.key);
}

/** Starts the built server; answers when it can serve. */
export async function startProcess(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const server = await launchServer(options);
  await untilReady(server);
  return server;
}

/** Waits until a process can serve; throws with what it has written when it ends before, or takes too long. */
export async function untilReady(server: ServerProcess): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    const isReady = await call(server.url, 'GET', '/health/ready').then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isReady) return;
    const ending = await Promise.race([server.ended, sleep(50, undefined)]);
    if (ending !== undefined || Date.now() > deadline) {
      throw new Error(`the server is not ready (${JSON.stringify(ending ?? 'too slow')}): ${server.output()}`);
    }
  }
}

function serverProcessOf(child: ChildProcess, url: string, givenKey: string | undefined): ServerProcess {
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => written.push(String(chunk)));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Ending);
  let key = givenKey;
  return {
    url,
    pid: child.pid ?? 0,
    ended,
    signIn: async () => (key = (await signIn(url)).key),
    call: (method, path, request) => call(url, method, path, { ...(key !== undefined && { key }), ...request }),
    output: () => written.join(''),
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A data folder that is removed afterwards. */
export async function makeDataFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'attache-process-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) };
}

/** The processes of PostgreSQL that serve a data folder. */
export async function databaseProcesses(dataFolder: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const served = await Promise.all(pids.map((pid) => serves(pid, dataFolder)));
  return pids.filter((_, index) => served[index]).map(Number);
}

/** Each of them works in the folder of the cluster. */
async function serves(pid: string, dataFolder: string): Promise<boolean> {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  return folder === join(dataFolder, 'postgresql');
}
