import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDataSource, openDatabase, type Database } from './data-source.js';
import { migrate } from './migrate.js';

class MakeBooks1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table books (title text primary key)');
    await sleep(300);
  }
  async down(): Promise<void> {}
}

class StockBooks1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`insert into books values ('Emma')`);
  }
  async down(): Promise<void> {}
}

class Fail1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`insert into books values ('Persuasion')`);
    await runner.query('select 1 / 0');
  }
  async down(): Promise<void> {}
}

class TakeLong1700000000003 implements MigrationInterface {
  static limit: string;
  async up(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query(`select current_setting('statement_timeout') as limit`)) as { limit: string }[];
    TakeLong1700000000003.limit = row?.limit ?? '';
  }
  async down(): Promise<void> {}
}

const said: string[] = [];
const logger = { log: (message: string) => void said.push(message), warn: () => undefined };
const dataFolder = mkdtempSync(join(tmpdir(), 'attache-db-'));
const sources: DataSource[] = [];
const both = [MakeBooks1700000000001, StockBooks1700000000002];
const names = both.map(({ name }) => name);
let database: Database;

async function replica(migrations: (new () => MigrationInterface)[] = both): Promise<DataSource> {
  const dataSource = await createDataSource(database.ownerConnection ?? database.connection, {
    poolSize: 2,
    migrations,
  }).initialize();
  sources.push(dataSource);
  return dataSource;
}

beforeAll(async () => {
  database = await openDatabase({ dataFolder }, logger);
});

beforeEach(async () => {
  said.length = 0;
  await (await replica()).query('drop schema public cascade; create schema public');
});

afterEach(async () => {
  for (const dataSource of sources.splice(0)) await dataSource.destroy();
});

afterAll(async () => {
  await database.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('migrations', () => {
  it('run once when three replicas start at once, and the later ones say that they wait', async () => {
    const replicas = [await replica(), await replica(), await replica()];
    const done = await Promise.all(replicas.map((dataSource) => migrate(dataSource, logger)));
    expect(done.flat()).toEqual(names);
    expect(said.filter((line) => line.startsWith('Waiting'))).toHaveLength(2);
    expect(await replicas[0]?.query('select title from books')).toEqual([{ title: 'Emma' }]);
  });

  it('do nothing when nothing is pending, and run what a new version adds', async () => {
    await migrate(await replica([MakeBooks1700000000001]), logger);
    expect(await migrate(await replica([MakeBooks1700000000001]), logger)).toEqual([]);
    expect(await migrate(await replica(), logger)).toEqual(['StockBooks1700000000002']);
  });

  it('refuse a database that is newer than the code, and change nothing', async () => {
    await migrate(await replica(), logger);
    const older = await replica([MakeBooks1700000000001, Fail1700000000003]);
    await expect(migrate(older, logger)).rejects.toMatchObject({ code: 'database-too-new' });
    await expect(migrate(older, logger)).rejects.toThrow(/StockBooks1700000000002/);
  });

  it('that fail are rolled back, keep those before them, and free the lock', async () => {
    const broken = await replica([...both, Fail1700000000003]);
    await expect(migrate(broken, logger)).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringContaining('division by zero') as string,
    });
    expect(await broken.query('select title from books')).toEqual([{ title: 'Emma' }]);
    expect(await migrate(await replica(), logger)).toEqual([]);
    expect(said.filter((line) => line.startsWith('Waiting'))).toEqual([]);
  });

  it('may take longer than other statements, which keep their limit', async () => {
    const dataSource = await replica([...both, TakeLong1700000000003]);
    await migrate(dataSource, logger);
    expect(TakeLong1700000000003.limit).toBe('0');
    const limits = await Promise.all(
      [1, 2].map(() => dataSource.query(`select current_setting('statement_timeout') as limit, pg_sleep(0.05)`)),
    );
    expect(limits.map(([row]) => row.limit)).toEqual(['30s', '30s']);
  });

  it('of a replica that dies are taken over by the next', async () => {
    const [dying, next] = [await replica(), await replica()];
    const first = migrate(dying, logger);
    first.catch(() => undefined);
    await sleep(150);
    const second = migrate(next, logger);
    await next.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and mode = 'ExclusiveLock'`,
    );
    await expect(first).rejects.toThrow();
    expect(await second).toEqual(names);
  });
});
