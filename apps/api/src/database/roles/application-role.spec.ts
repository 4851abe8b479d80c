import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PgBoss from 'pg-boss';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseConnection } from '../connection.js';
import { APPLICATION_ROLE, entrust, roleOf } from './application-role.js';
import { powersOverAuditTrail } from './role-powers.js';
import { RolePowersService } from './role-powers.service.js';
import { createDataSource, openDatabase, type Database } from '../data-source.js';
import { migrate } from '../migrate.js';
import { migrations } from '../migrations/index.js';

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

describe("a database of a server of one's own that one role has owned until now", () => {
  const role = 'grown_app';
  let old: DataSource;
  let taker: DataSource;
  const at = (user?: string): DatabaseConnection => ({
    ...(database.ownerConnection as DatabaseConnection),
    ...{ database: 'grown', ...(user !== undefined && { user }) },
  });
  const powers = () => powersOverAuditTrail((sql, parameters) => old.query(sql, [...parameters]));

  beforeAll(async () => {
    await owner.query(`CREATE ROLE ${role} LOGIN CREATEDB`);
    await owner.query(`CREATE DATABASE grown OWNER ${role}`);
    old = await createDataSource(at(role), { poolSize: 2, migrations }).initialize();
    await migrate(old, logger);
    await withQueues(old, (boss) => boss.createQueue('before'));
    taker = await createDataSource(at(), { poolSize: 2 }).initialize();
  });
  afterAll(async () => {
    await old?.destroy();
    await taker?.destroy();
  });

  it('lets that role change the audit trail, and the server tells so', async () => {
    expect(await powers()).toEqual({
      role,
      powers: [
        expect.stringContaining('owns the tables'),
        expect.stringContaining('owns the schema'),
        expect.stringContaining('owns the database'),
        expect.stringContaining('right to UPDATE'),
      ],
    });
    const told: string[] = [];
    const service = new RolePowersService(old);
    Object.assign(service, { logger: { warn: (line: string) => told.push(line) } });
    await service.onApplicationBootstrap();
    expect(service.isTrailGuarded).toBe(false);
    expect(told.join()).toContain(`'${role}' could change or drop the audit trail`);
    expect(told.join()).toContain('ATTACHE_DATABASE_OWNER_URL');
  });

  it('leaves it no way to the audit trail once another one has taken it over', async () => {
    await entrust(taker, role);
    await old.query(`INSERT INTO workspaces (id, name) VALUES ('wsp_1', 'Example')`);
    await withQueues(old, (boss) => boss.createQueue('after'));
    const tables = ['audit_entries', 'audit_seals'];
    const attempts = tables.flatMap((table) => [
      `DROP TABLE ${table} CASCADE`,
      `TRUNCATE ${table}`,
      `UPDATE ${table} SET ${table === 'audit_seals' ? 'hash' : 'outcome'} = ''`,
      `DELETE FROM ${table}`,
      `SELECT set_config('attache.prunes_audit', 'on', false); DELETE FROM ${table}`,
      `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
      `ALTER TABLE ${table} RENAME TO other`,
      `DROP TRIGGER ${table}_refuse_changes ON ${table}`,
      `CREATE RULE none AS ON INSERT TO ${table} DO INSTEAD NOTHING`,
      `ALTER TABLE ${table} OWNER TO ${role}`,
    ]);
    const others = [
      'DROP SCHEMA public CASCADE',
      'ALTER SCHEMA public RENAME TO elsewhere',
      `ALTER SCHEMA public OWNER TO ${role}`,
      'DROP FUNCTION refuse_audit_change CASCADE',
      'CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$',
      'ALTER DATABASE grown RENAME TO other',
      'DROP OWNED BY attache',
      `SET session_replication_role = 'replica'`,
      'SET ROLE attache',
      `GRANT attache TO ${role}`,
    ];
    for (const sql of [...attempts, ...others])
      await expect(old.query(sql), sql).rejects.toThrow(
        /permission denied|must be owner|must have admin|can only be added/,
      );
    // Whoever may grant nothing is warned, and nothing is granted.
    await old.query('GRANT ALL ON audit_entries TO PUBLIC');
    const granted = await old.query(
      `SELECT has_table_privilege('audit_entries', 'UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES') AS some`,
    );
    expect(granted).toEqual([{ some: false }]);
    expect(await powers()).toEqual({ role, powers: [] });
  });

  it('is told when somebody gives the role such a power back', async () => {
    await owner.query(`GRANT attache TO ${role}`);
    expect((await powers()).powers).toContainEqual(expect.stringContaining('member of who does'));
    await owner.query(`REVOKE attache FROM ${role}`);
    await owner.query(`ALTER ROLE ${role} SUPERUSER`);
    expect((await powers()).powers).toContainEqual('it is a superuser');
    await owner.query(`ALTER ROLE ${role} NOSUPERUSER`);
    await taker.query(`ALTER DATABASE grown OWNER TO ${role}`);
    expect((await powers()).powers).not.toEqual([]);
    await entrust(taker, role);
    expect((await powers()).powers).toEqual([]);
  });
});
