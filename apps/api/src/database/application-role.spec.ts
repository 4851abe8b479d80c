import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PgBoss from 'pg-boss';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPLICATION_ROLE, entrust, roleOf } from './application-role.js';
import { createDataSource, openDatabase, type Database } from './data-source.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';

const logger = { log: () => undefined, warn: () => undefined };
const dataFolder = mkdtempSync(join(tmpdir(), 'attache-db-'));
let database: Database;
let owner: DataSource;
let server: DataSource;

/** Queues as a job service makes them. */
async function withQueues(dataSource: DataSource, use: (boss: PgBoss) => Promise<unknown>): Promise<void> {
  const executeSql = async (text: string, values: unknown[]) => {
    const runner = dataSource.createQueryRunner();
    const { records } = await runner.query(text, values, true).finally(() => runner.release());
    return { rows: (records as object[] | undefined) ?? [] };
  };
  const boss = new PgBoss({ db: { executeSql }, schema: 'jobs', schedule: false, supervise: false });
  await boss.start();
  await use(boss);
  await boss.stop({ graceful: false, close: false });
}

/** A data folder of a version that knew one role only. */
beforeAll(async () => {
  database = await openDatabase({ dataFolder }, logger);
  owner = await createDataSource(database.ownerConnection ?? database.connection, {
    poolSize: 3,
    migrations,
  }).initialize();
  await migrate(owner, logger);
  await withQueues(owner, async (boss) => {
    await boss.createQueue('before');
    await boss.createQueue('empty');
  });
  server = await createDataSource(database.connection, { poolSize: 3 }).initialize();
});
afterAll(async () => {
  await server?.destroy();
  await owner?.destroy();
  await database?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('the role of the server in a data folder that knew one role only', () => {
  it('may do nothing before it is entrusted with what is there', async () => {
    expect(await roleOf(database.connection)).toBe(APPLICATION_ROLE);
    await expect(server.query('SELECT * FROM members')).rejects.toThrow('permission denied');
  });

  it('works with it afterwards, queues included, and may be entrusted again by several at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => entrust(owner, APPLICATION_ROLE)));
    await entrust(owner, APPLICATION_ROLE);
    await server.query(`INSERT INTO workspaces (id, name) VALUES ('wsp_1', 'Example')`);
    await server.query(`UPDATE workspaces SET name = 'Other'`);
    await withQueues(server, async (boss) => {
      await boss.createQueue('after');
      await boss.send('before', {});
      await boss.send('after', {});
      await boss.deleteQueue('empty');
    });
  });

  it('can neither change nor empty the audit trail, nor make anything differently', async () => {
    for (const table of ['audit_entries', 'audit_seals']) {
      for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table}`, `DROP TABLE ${table}`])
        await expect(server.query(sql), sql).rejects.toThrow(/permission denied|must be owner/);
    }
    await expect(server.query(`UPDATE audit_entries SET outcome = ''`)).rejects.toThrow('permission denied');
    await expect(server.query('ALTER TABLE members ADD COLUMN more text')).rejects.toThrow('must be owner');
    await expect(server.query(`SET ROLE attache`)).rejects.toThrow('permission denied');
  });

  it('is entrusted with the tables that a later version adds', async () => {
    await owner.query('CREATE TABLE later (id text)');
    await expect(server.query('SELECT * FROM later')).rejects.toThrow('permission denied');
    await entrust(owner, APPLICATION_ROLE);
    expect(await server.query('SELECT * FROM later')).toEqual([]);
  });
});
