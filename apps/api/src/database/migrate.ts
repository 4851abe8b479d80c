import { setTimeout as sleep } from 'node:timers/promises';
import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import type { DatabaseLogger } from './connection.js';
import { DatabaseTooNewError, MigrationFailedError } from './errors.js';

/** The advisory lock that one migrating process holds. */
const MIGRATION_LOCK = 0x6d696772;
const RETRY_MS = 200;
const SAY_EVERY_MS = 3_000;

/**
 * Runs the pending migrations of an initialized data source, each in its own transaction, and answers their names. Any
 * number of processes may call it at once: the connection that migrates holds a lock, so that losing it ends both.
 * Throws `database-too-new` or `migration-failed`.
 */
export async function migrate(dataSource: DataSource, logger: DatabaseLogger): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await acquireLock(runner, logger);
    await runner.query('set statement_timeout = 0');
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    await refuseNewer(dataSource, executor);
    return await runPending(executor, logger);
  } finally {
    // Fails only on a lost connection, whose lock and settings went with it.
    await runner.query('reset statement_timeout').catch(() => undefined);
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}

async function acquireLock(runner: QueryRunner, logger: DatabaseLogger): Promise<void> {
  // Asked for again and again: a process that waits inside the server would keep concurrent index builds from ending.
  for (let waitedMs = 0; ; waitedMs += RETRY_MS) {
    const [answer] = (await runner.query('select pg_try_advisory_lock($1) as "isOurs"', [MIGRATION_LOCK])) as {
      isOurs: boolean;
    }[];
    if (answer?.isOurs) return;
    if (waitedMs % SAY_EVERY_MS === 0)
      logger.log('Waiting for another process to finish its migrations of the database.');
    await sleep(RETRY_MS);
  }
}

async function refuseNewer(dataSource: DataSource, executor: MigrationExecutor): Promise<void> {
  const known = new Set(dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const unknown = (await executor.getExecutedMigrations()).map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new DatabaseTooNewError(unknown.sort());
}

async function runPending(executor: MigrationExecutor, logger: DatabaseLogger): Promise<readonly string[]> {
  const done = await executor.executePendingMigrations().catch((error: Error) => {
    throw new MigrationFailedError(error);
  });
  const names = done.map(({ name }) => name);
  if (names.length > 0) logger.log(`Migrated the database: ${names.join(', ')}.`);
  return names;
}
