import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DatabaseConnection } from '../connection.js';
import { PASSWORD_FILE, type Cluster } from './cluster.js';
import { PRESENCE_LOCK } from './presence.js';
import { stopCommand } from './server.js';

/** Waits a moment for the place of the process that ended to become free; stops the server if nobody else has one. */
const SCRIPT = `
const { driver, connection, passwordFile, lock, stop } = JSON.parse(process.argv[1]);
const { Client } = require(driver);
const password = passwordFile && require('node:fs').readFileSync(passwordFile, 'utf8');
const client = new Client({ ...connection, password, application_name: 'attache farewell' });
client.on('error', () => undefined);
const isAlone = async () =>
  (await client.query('select pg_try_advisory_lock($1) as "isAlone"', [lock])).rows[0].isAlone;
(async () => {
  await client.connect();
  for (let tries = 0; tries < 20; tries++) {
    if (await isAlone()) {
      require('node:child_process').spawnSync(stop.file, stop.args, stop.options);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await client.end();
})().catch(() => process.exit(1));
`;

/**
 * Leaves behind a short-lived process that stops the server when we were the last to use it: for the end of a process
 * that had no time to do it itself.
 */
export function sayFarewell(cluster: Cluster, connection: DatabaseConnection): void {
  const { password, ...address } = connection;
  const task = {
    driver: createRequire(import.meta.url).resolve('pg'),
    connection: address,
    passwordFile: password === undefined ? undefined : join(cluster.folder, PASSWORD_FILE),
    lock: PRESENCE_LOCK,
    stop: stopCommand(cluster, '--no-wait'),
  };
  const options = { cwd: cluster.folder, detached: true, stdio: 'ignore', windowsHide: true } as const;
  spawn(process.execPath, ['-e', SCRIPT, JSON.stringify(task)], options).unref();
}
