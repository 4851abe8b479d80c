import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { afterAll, expect, it } from 'vitest';
import { ConfigModule } from '../config/config.module.js';
import { Environment } from '../config/environment.js';
import { connectClient } from './connection.js';
import { Database } from './data-source.js';
import { DatabaseModule } from './database.module.js';
import { migrations } from './migrations/index.js';
import { ReplicaChannel } from './replica-channel.js';

const dataFolder = mkdtempSync(join(tmpdir(), 'attache-db-'));

afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

async function boot(settings: Partial<Environment>) {
  const environment = Object.assign(new Environment(), settings);
  const module = { module: DatabaseModule, imports: [ConfigModule.with(environment)] };
  return NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
}

it('the module offers a migrated database and a channel, and stops what it started', async () => {
  const app = await boot({ dataFolder, databasePoolSize: 3 });
  const heard: string[] = [];
  app.get(ReplicaChannel).subscribe('keys', (payload) => heard.push(payload));
  await app.get(ReplicaChannel).publish('keys', 'one');
  await expect.poll(() => heard).toEqual(['one']);
  const [{ n }] = await app.get(DataSource).query('select count(*)::int as n from migrations');
  expect(n).toBe(migrations.length);
  const { connection } = app.get(Database);
  await app.close();
  await expect(connectClient(connection)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('the module names a server that does not let it in, without the password', async () => {
  const app = await boot({ dataFolder });
  const host = encodeURIComponent(app.get(Database).connection.host ?? '');
  const refused = await boot({ databaseUrl: `postgres://stranger:s3cret@localhost/postgres?host=${host}` }).catch(
    (error: Error) => error,
  );
  await app.close();
  expect(refused).toMatchObject({ code: 'database-unreachable' });
  expect((refused as Error).message).toMatch(/role "stranger" does not exist.*DATABASE_URL/);
  expect((refused as Error).message).not.toContain('s3cret');
});
