import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DataFolderOwnerError, DatabaseStartFailedError, DiskFullError } from '../errors.js';
import { clusterCommand, isDiskFull, lastLines, runOn, type Cluster } from './cluster.js';
import type { Command } from './command.js';
import { userName } from './server-user.js';

const LOG = 'server.log';
const LAST_PORT = 'attache.port';
const LONGEST_LOG_BYTES = 1_000_000;

/** Small at rest, and never at the cost of an acknowledged row. */
const SETTINGS: Readonly<Record<string, string | number>> = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: 200,
  shared_buffers: '64MB',
  huge_pages: 'off',
  io_method: 'sync',
  max_worker_processes: 2,
  max_parallel_workers_per_gather: 0,
  max_logical_replication_workers: 0,
  max_wal_senders: 0,
  wal_level: 'minimal',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  unix_socket_permissions: '0700',
  recovery_init_sync_method: process.platform === 'linux' ? 'syncfs' : 'fsync',
  cluster_name: 'attache',
};

/** Why the server did not start although nothing is wrong with the cluster; worth another try. */
export class ServerBusyError extends Error {}

/** Starts the server and waits until it answers; throws `ServerBusyError` when trying again may help. */
export async function startServer(cluster: Cluster): Promise<void> {
  for (const lock of ['postmaster.pid', '.s.PGSQL.5432.lock']) await removeDeadLock(join(cluster.folder, lock));
  await keepLogShort(cluster);
  const logged = await logSize(cluster);
  const { code, output } = await runOn(cluster, await startCommand(cluster));
  if (code === 0) return rememberPort(cluster);
  const log = await readFile(join(cluster.folder, LOG)).catch(() => Buffer.alloc(0));
  const said = `${output}\n${log.subarray(logged).toString()}`;
  if (await isDiskFull(cluster.folder, said)) throw new DiskFullError(cluster.folder);
  if (/Permission denied|wrong ownership/.test(said)) {
    throw new DataFolderOwnerError(cluster.folder, 'somebody else', userName(cluster.user?.uid));
  }
  throw new ServerBusyError(lastLines(said), { cause: new DatabaseStartFailedError(cluster.folder, lastLines(said)) });
}

/**
 * The command that stops the server and waits for its end: clients are cut off, transactions rolled back, everything else
 * written out. To be run while holding the exclusive lock, so that nobody joins a server that is about to end.
 */
export function stopCommand(cluster: Cluster): Command {
  return clusterCommand(cluster, 'pg_ctl', ['stop', '--mode=fast', '--wait']);
}

/** The TCP port of the running server. */
export async function readPort(cluster: Cluster): Promise<number | undefined> {
  const lines = await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(lines.split('\n')[3]) || undefined;
}

async function startCommand(cluster: Cluster): Promise<Command> {
  const access =
    cluster.transport === 'socket'
      ? // Relative to the cluster's folder, so that no path is too long for the server.
        { listen_addresses: '', unix_socket_directories: '.' }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: await freePort(await lastPort(cluster)) };
  const options = Object.entries({ ...SETTINGS, ...access }).map(([name, value]) => `-c ${name}=${value}`);
  return clusterCommand(cluster, 'pg_ctl', ['start', '--wait', '-l', LOG, '-o', options.join(' ')]);
}

/**
 * A lock whose process is dead but not yet (or, in many containers, never) reaped, or whose process id has gone to
 * another program, would keep the server from starting. PostgreSQL's second lock, on shared memory, still guards the cluster.
 */
async function removeDeadLock(lock: string): Promise<void> {
  const pid = parseInt(await readFile(lock, 'utf8').catch(() => ''), 10);
  const status = pid > 0 ? await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '') : '';
  const [, program, state] = /^\d+ \((.*)\) (\w)/.exec(status) ?? [];
  if (state && (program !== 'postgres' || 'ZX'.includes(state))) await rm(lock, { force: true });
}

async function keepLogShort(cluster: Cluster): Promise<void> {
  const log = join(cluster.folder, LOG);
  if ((await logSize(cluster)) > LONGEST_LOG_BYTES) await rename(log, `${log}.1`);
}

async function logSize({ folder }: Cluster): Promise<number> {
  return (await stat(join(folder, LOG)).catch(() => undefined))?.size ?? 0;
}

async function rememberPort(cluster: Cluster): Promise<void> {
  if (cluster.transport === 'socket') return;
  await writeFile(join(cluster.folder, LAST_PORT), String((await readPort(cluster)) ?? ''));
}

async function lastPort({ folder }: Cluster): Promise<number | undefined> {
  return Number(await readFile(join(folder, LAST_PORT), 'utf8').catch(() => '')) || undefined;
}

/** The preferred port when it is free, so that pools find a restarted server again; any other otherwise. */
async function freePort(preferred = 0): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server
        .once('error', reject)
        .listen(preferred, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  } catch (error) {
    if (preferred === 0) throw error;
    return await freePort();
  } finally {
    server.close();
  }
}
