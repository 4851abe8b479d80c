import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { connectClient, type DatabaseConnection, type DatabaseLogger } from '../connection.js';
import { DatabaseStartFailedError } from '../errors.js';
import { clusterAddress } from './address.js';
import { lastLines, runOn, type Cluster } from './cluster.js';
import { ServerBusyError, startServer, stopCommand } from './server.js';

/** The advisory lock that every process holds, shared, for as long as it uses the server. */
export const PRESENCE_LOCK = 0x61747461;

/** A process's place on the server: the connection whose lock says that it is in use. */
export interface Presence {
  readonly client: Client;
  readonly connection: DatabaseConnection;
  /** True when the server was already running. */
  readonly adopted: boolean;
}

const STALE_LOCK_CLEARS_MS = 10_000;
const LONGEST_RECOVERY_MS = 300_000;
const SAY_EVERY_MS = 3_000;
const RETRY_MS = 50;
/** Starting up or recovering, or shutting down. */
const PASSING = ['57P01', '57P02', '57P03'];
/** Nobody there, nobody there any more, or (on a TCP port) somebody else. */
const ABSENT = [undefined, 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '28P01'];

/**
 * Joins the cluster's server, starting it when it does not run. A server that starts, recovers or stops is waited for,
 * and the lock of a server that was killed is given time to clear. Gives up when the signal says so.
 */
export async function joinServer(cluster: Cluster, logger: DatabaseLogger, signal: AbortSignal): Promise<Presence> {
  const began = Date.now();
  let adopted = true;
  for (let sayAtMs = SAY_EVERY_MS; ; await sleep(RETRY_MS)) {
    signal.throwIfAborted();
    const answer = await knock(cluster);
    if (answer !== 'absent' && answer !== 'busy') return { ...answer, adopted };
    const waitedMs = Date.now() - began;
    if (answer === 'absent') {
      const hasStarted = await tryStart(cluster, waitedMs);
      adopted &&= !hasStarted;
    } else if (waitedMs > LONGEST_RECOVERY_MS) {
      throw new DatabaseStartFailedError(cluster.folder, 'still starting up, recovering or shutting down');
    }
    if (waitedMs < sayAtMs) continue;
    logger.log(`Waiting for the database in ${cluster.folder} to start up, recover, or give its lock free.`);
    sayAtMs = waitedMs + SAY_EVERY_MS;
  }
}

/** Gives up the place on the server, and stops the server when nobody else has one; answers whether it did. */
export async function leaveServer(cluster: Cluster, client: Client, logger: DatabaseLogger): Promise<boolean> {
  try {
    if (!(await isLast(client))) return false;
    const { code, output } = await runOn(cluster, stopCommand(cluster));
    if (code !== 0) logger.warn(`The database in ${cluster.folder} did not stop: ${lastLines(output)}`);
    return code === 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Gives up the place; whether nobody else has one. Somebody who was last in between stops the server under the question. */
async function isLast(client: Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_all()');
    const question = 'select pg_try_advisory_lock($1) as "isAlone"';
    const { rows } = await client.query<{ isAlone: boolean }>(question, [PRESENCE_LOCK]);
    return rows[0]?.isAlone === true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (PASSING.includes(code ?? '') || ABSENT.includes(code)) return false;
    throw error;
  }
}

/** A connection without a place on the server; undefined when there is no server. */
export async function visitServer(cluster: Cluster): Promise<Client | undefined> {
  const connection = await clusterAddress(cluster);
  return connection && connectClient(connection).catch(() => undefined);
}

type Knock = Omit<Presence, 'adopted'> | 'absent' | 'busy';

async function knock(cluster: Cluster): Promise<Knock> {
  const connection = await clusterAddress(cluster);
  if (!connection) return 'absent';
  let client: Client | undefined;
  try {
    client = await connectClient(connection);
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
    // The lock may have become free by the end of the server, which a second question does not survive.
    await client.query('select 1');
    return { client, connection };
  } catch (error) {
    await client?.end().catch(() => undefined);
    const { code, message } = error as NodeJS.ErrnoException;
    if (PASSING.includes(code ?? '')) return 'busy';
    if (ABSENT.includes(code)) return 'absent';
    throw new DatabaseStartFailedError(cluster.folder, message, { cause: error });
  }
}

/** Whether it is we who started the server. */
async function tryStart(cluster: Cluster, waitedMs: number): Promise<boolean> {
  try {
    await startServer(cluster);
    return true;
  } catch (error) {
    if (!(error instanceof ServerBusyError)) throw error;
    if (waitedMs > STALE_LOCK_CLEARS_MS) throw error.cause;
    return false;
  }
}
