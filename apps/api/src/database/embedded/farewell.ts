import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { shortPath } from './address.js';
import { PASSWORD_FILE, SUPERUSER, type Cluster } from './cluster.js';
import { PRESENCE_LOCK } from './presence.js';
import { stopCommand } from './server.js';

/** Something that must not outlive this process unnoticed. */
interface Guarded {
  /** Ends it, taking the time that it takes. */
  stop(): Promise<void>;
  /** Called in the very last moment, when nothing asynchronous happens any more. */
  abandon(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const guarded = new Set<Guarded>();

/**
 * Sees to it that a guarded thing is stopped when the process is told to end and nobody else listens to that signal, and
 * abandoned when the process exits without having stopped it. The answer lifts the guard.
 */
export function guardExit(thing: Guarded): () => void {
  if (guarded.size === 0) {
    for (const signal of SIGNALS) process.on(signal, stopAll);
    process.on('exit', abandonAll);
  }
  guarded.add(thing);
  return () => {
    if (!guarded.delete(thing) || guarded.size > 0) return;
    for (const signal of SIGNALS) process.off(signal, stopAll);
    process.off('exit', abandonAll);
  };
}

function stopAll(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  void Promise.allSettled([...guarded].map((thing) => thing.stop())).then(() => {
    process.off(signal, stopAll);
    process.kill(process.pid, signal);
  });
}

function abandonAll(): void {
  for (const thing of guarded) thing.abandon();
}

/** For three seconds: a server that was just being started comes up, and the place of who has ended becomes free. */
const SCRIPT = `
const { driver, folder, host, user, passwordFile, lock, stop } = JSON.parse(process.argv[1]);
const { readFileSync } = require('node:fs');
const { Client } = require(driver);
const address = () =>
  host
    ? { host, port: 5432 }
    : { host: '127.0.0.1', port: Number(readFileSync(folder + '/postmaster.pid', 'utf8').split('\\n')[3]),
        password: readFileSync(folder + '/' + passwordFile, 'utf8') };
async function hasStopped() {
  const client = new Client({ ...address(), user, database: 'postgres', application_name: 'attache farewell' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as "isAlone"', [lock]);
    if (rows[0].isAlone) require('node:child_process').spawnSync(stop.file, stop.args, stop.options);
    return rows[0].isAlone;
  } finally {
    await client.end();
  }
}
(async () => {
  for (let tries = 0; tries < 30; tries++) {
    if (await hasStopped().catch(() => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
})();
`;

/**
 * Leaves behind a short-lived process that stops the server when we were the last to use it: for the end of a process
 * that had no time to do it itself.
 */
export function sayFarewell(cluster: Cluster): void {
  const { folder, transport } = cluster;
  const task = {
    driver: createRequire(import.meta.url).resolve('pg'),
    folder,
    host: transport === 'socket' ? shortPath(folder) : undefined,
    user: SUPERUSER,
    passwordFile: PASSWORD_FILE,
    lock: PRESENCE_LOCK,
    stop: stopCommand(cluster),
  };
  const options = { cwd: folder, detached: true, stdio: 'ignore', windowsHide: true } as const;
  spawn(process.execPath, ['-e', SCRIPT, JSON.stringify(task)], options).unref();
}
