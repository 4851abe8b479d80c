import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Column, DataSource, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource, openDatabase, type Database } from './data-source.js';

class Address {
  @Column('text') zipCode!: string;
}

@Entity('people')
class Person {
  @PrimaryColumn('text') id!: string;
  @Column('text') displayName!: string;
  @Column('text', { name: 'OAuthID' }) oauthId!: string;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column(() => Address) homeAddress!: Address;
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  bestFriend?: Person;
}

@Entity()
class HTTPRequestLog {
  @PrimaryColumn('text') requestID!: string;
}

const logger = { log: () => undefined, warn: () => undefined };
const dataFolder = mkdtempSync(join(tmpdir(), 'attache-db-'));
let database: Database;
let dataSource: DataSource;

beforeAll(async () => {
  database = await openDatabase({ dataFolder }, logger);
  dataSource = createDataSource(database.connection, { poolSize: 3, entities: [Person, HTTPRequestLog] });
  await dataSource.initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('the data source', () => {
  it('never changes the schema by itself', async () => {
    expect(await dataSource.query(`select tablename from pg_tables where schemaname = 'public'`)).toEqual([]);
  });

  it('names tables and columns in snake_case, and keeps names that were given', () => {
    const columns = dataSource.getMetadata(Person).columns.map(({ databaseName }) => databaseName);
    expect(columns.sort()).toEqual(
      ['OAuthID', 'best_friend_id', 'display_name', 'home_address_zip_code', 'id', 'last_used_at'].sort(),
    );
    const log = dataSource.getMetadata(HTTPRequestLog);
    expect([log.tableName, log.columns[0]?.databaseName]).toEqual(['http_request_log', 'request_id']);
  });

  it('speaks UTC under its own name, and gives up on statements that take too long', async () => {
    const [session] = await dataSource.query(
      `select current_setting('TimeZone') as zone, current_setting('application_name') as name,
         current_setting('statement_timeout') as timeout`,
    );
    expect(session).toEqual({ zone: 'UTC', name: 'attache', timeout: '30s' });
  });

  it('opens no more connections than the pool may have', async () => {
    await Promise.all(Array.from({ length: 12 }, () => dataSource.query('select pg_sleep(0.02)')));
    const [{ n }] = await dataSource.query(
      `select count(*)::int as n from pg_stat_activity where application_name = 'attache' and query like '%pg_sleep%'`,
    );
    expect(n).toBeLessThanOrEqual(3);
  });

  it('outlives connections that the server has closed', async () => {
    await dataSource
      .query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'attache'`)
      .catch(() => undefined);
    await expect.poll(() => dataSource.query('select 1 as one').catch(() => [])).toEqual([{ one: 1 }]);
  });
});

describe('a DATABASE_URL', () => {
  const open = async (databaseUrl: string) => {
    const { connection, stop } = await openDatabase({ databaseUrl, dataFolder: '/nowhere' }, logger);
    await stop();
    return connection.connectionString;
  };

  it('is used as it is', async () => {
    const url = 'postgres://user:p%40ss@db.example:5433/attache?sslmode=verify-full';
    expect(await open(url)).toBe(url);
  });

  it.each(['require', 'prefer', 'verify-ca'])('with sslmode=%s means what it means to psql', async (mode) => {
    expect(await open(`postgres://db.example/attache?sslmode=${mode}`)).toBe(
      `postgres://db.example/attache?sslmode=${mode}&uselibpqcompat=true`,
    );
  });

  it('leads to the same server, in UTC', async () => {
    const { host } = database.connection;
    const url = `postgres://attache@localhost/postgres?host=${encodeURIComponent(host ?? '')}`;
    const external = await openDatabase({ databaseUrl: url, dataFolder: '/nowhere' }, logger);
    const other = await createDataSource(external.connection, { poolSize: 1 }).initialize();
    const [session] = await other.query(`select current_setting('TimeZone') as zone, inet_server_addr() as address`);
    await other.destroy();
    expect(session).toEqual({ zone: 'UTC', address: null });
  });

  it('whose server wants no TLS is refused when TLS is required', async () => {
    const { createServer } = await import('node:net');
    const plain = createServer((socket) => socket.once('data', () => socket.end('N')));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as { port: number };
    const { connection } = await openDatabase(
      { databaseUrl: `postgres://user@127.0.0.1:${port}/x?sslmode=require`, dataFolder },
      logger,
    );
    await expect(createDataSource(connection, { poolSize: 1 }).initialize()).rejects.toThrow(/SSL/);
    plain.close();
  });
});
