import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource, openDatabase, type Database } from './data-source.js';
import { createNotifications, type Notifications } from './notifications.js';

const warnings: string[] = [];
const logger = { log: () => undefined, warn: (message: string) => void warnings.push(message) };
const dataFolder = mkdtempSync(join(tmpdir(), 'attache-db-'));
const open: Notifications[] = [];
let database: Database;
let dataSource: DataSource;

async function replica(): Promise<Notifications> {
  const notifications = await createNotifications({
    connection: database.connection,
    query: (sql, parameters) => dataSource.query(sql, parameters),
    logger,
  });
  open.push(notifications);
  return notifications;
}

/** Cuts every connection that listens; answers how many there were. */
async function cut(): Promise<number> {
  const [{ n }] = await dataSource.query(
    `select count(pg_terminate_backend(pid))::int as n from pg_stat_activity where query like 'listen%'`,
  );
  return n;
}

beforeAll(async () => {
  database = await openDatabase({ dataFolder }, logger);
  dataSource = await createDataSource(database.connection, { poolSize: 2 }).initialize();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((notifications) => notifications.close()));
});

afterAll(async () => {
  await dataSource.destroy();
  await database.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('notifications', () => {
  it('reach every replica, in order, on their own channel only, until unsubscribed', async () => {
    const [here, there] = [await replica(), await replica()];
    const heard: string[] = [];
    const unsubscribe = there.subscribe('keys', (payload) => heard.push(`there ${payload}`));
    here.subscribe('keys', (payload) => heard.push(`here ${payload}`));
    here.subscribe('bots', (payload) => heard.push(`bots ${payload}`));
    for (const payload of ['a', '', `it's\n"ünïcode" \\ $1`]) await here.publish('keys', payload);
    await expect.poll(() => heard.length).toBe(6);
    expect(heard.filter((line) => line.startsWith('there'))).toEqual([
      'there a',
      'there ',
      `there it's\n"ünïcode" \\ $1`,
    ]);
    unsubscribe();
    await here.publish('keys', 'late');
    await expect.poll(() => heard.at(-1)).toBe('here late');
    expect(heard).not.toContain('there late');
  });

  it('carry 7,900 bytes and refuse more, counting bytes and not letters', async () => {
    const channel = await replica();
    const heard: string[] = [];
    channel.subscribe('a-channel-with-a-long-name'.padEnd(90, '-'), (payload) => heard.push(payload));
    await channel.publish('a-channel-with-a-long-name'.padEnd(90, '-'), 'ü'.repeat(3_950));
    await expect.poll(() => heard[0]?.length).toBe(3_950);
    await expect(channel.publish('keys', 'ü'.repeat(3_951))).rejects.toMatchObject({ code: 'notification-too-large' });
    await expect(channel.publish('two\nlines', 'x')).rejects.toThrow(TypeError);
  });

  it('say so after a lost connection was made again, and are delivered again', async () => {
    const channel = await replica();
    const heard: string[] = [];
    channel.subscribe('keys', (payload) => heard.push(payload));
    channel.onReconnected(() => heard.push('(reconnected)'));
    const silenced = channel.onReconnected(() => heard.push('(never)'));
    silenced();
    expect(await cut()).toBe(1);
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['(reconnected)']);
    expect(await cut()).toBe(1);
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(2);
    await channel.publish('keys', 'back');
    await expect.poll(() => heard).toEqual(['(reconnected)', '(reconnected)', 'back']);
  });

  it('go on when a handler fails', async () => {
    const channel = await replica();
    const heard: string[] = [];
    channel.subscribe('keys', () => {
      throw new Error('a bug');
    });
    channel.subscribe('keys', (payload) => heard.push(payload));
    await channel.publish('keys', 'one');
    await expect.poll(() => heard).toEqual(['one']);
    expect(warnings.at(-1)).toContain('a bug');
  });

  it('end with close, also in the middle of a lost connection', async () => {
    const [one, other] = [await replica(), await replica()];
    await one.close();
    await cut();
    await other.close();
    expect(await cut()).toBe(0);
  });
});
