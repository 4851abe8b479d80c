import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../../test/support/server.js';
import { createDataSource } from '../database/data-source.js';
import { ShutdownService } from '../telemetry/shutdown.service.js';
import { JobsService, type JobDefinition } from './jobs.service.js';

let database: DataSource;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false);
  const connection = { connectionString: await createDatabase() };
  database = await createDataSource(connection, { poolSize: 10, entities: [] }).initialize();
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});
afterAll(() => database.destroy());

/** A replica with these jobs, and how to stop it. */
function startReplica(definitions: readonly JobDefinition<{ readonly n: number }>[], on: DataSource = database) {
  const shutdown = new ShutdownService();
  const jobs = new JobsService(on, shutdown);
  for (const definition of definitions) jobs.define(definition);
  jobs.onApplicationBootstrap();
  const stop = () => shutdown.onModuleDestroy();
  stops.push(stop);
  return { jobs, stop };
}

/** Collects what a job was given. */
function collecting(name: string) {
  const handled: number[] = [];
  return {
    handled,
    definition: { name, handle: ({ n }: { readonly n: number }) => Promise.resolve(void handled.push(n)) },
  };
}

describe('a job', () => {
  it('is done once, by one of several replicas that started at once', async () => {
    const { handled, definition } = collecting('one-of-many');
    const replicas = [startReplica([definition]), startReplica([definition]), startReplica([definition])];
    await Promise.all(Array.from({ length: 30 }, (_, n) => replicas[n % 3]?.jobs.send('one-of-many', { n })));
    await expect.poll(() => handled.length, { timeout: 15_000 }).toBe(30);
    await sleep(300);
    expect([...handled].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n));
  });

  it('exists if and only if the transaction that queued it commits', async () => {
    const { handled, definition } = collecting('transactional');
    const { jobs } = startReplica([definition]);
    await jobs.send('transactional', { n: 0 });
    await database.transaction((manager) => jobs.send('transactional', { n: 1 }, { manager }));
    await database
      .transaction(async (manager) => {
        await jobs.send('transactional', { n: 2 }, { manager });
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await jobs.send('transactional', { n: 3 });
    await expect.poll(() => [...handled].sort(), { timeout: 15_000 }).toEqual([0, 1, 3]);
  });

  it('is done again when it fails, and waits when it is told to', async () => {
    let attempts = 0;
    const failing = {
      name: 'failing',
      retryDelaySeconds: 1,
      handle: () => ((attempts += 1) < 2 ? Promise.reject(new Error('not yet')) : Promise.resolve()),
    };
    const late = collecting('late');
    const { jobs } = startReplica([failing, late.definition]);
    const began = Date.now();
    await jobs.send('late', { n: 1 }, { startAfterSeconds: 2 });
    await jobs.send('failing', { n: 1 });
    await expect.poll(() => attempts, { timeout: 10_000 }).toBe(2);
    await expect.poll(() => late.handled, { timeout: 10_000 }).toEqual([1]);
    expect(Date.now() - began).toBeGreaterThan(1_900);
  });

  it('that fails takes no other along, and leaves no secret behind', async () => {
    const attempts = new Map<number, number>();
    const definition = {
      name: 'mixed',
      retryLimit: 1,
      retryDelaySeconds: 1,
      handle: ({ n }: { readonly n: number }) => {
        attempts.set(n, (attempts.get(n) ?? 0) + 1);
        const answer = Object.assign(new Error('refused: ?token=secret-in-a-job'), { body: 'secret-in-a-job' });
        return n === 3 ? Promise.reject(answer) : Promise.resolve();
      },
    };
    const { jobs } = startReplica([definition]);
    await Promise.all(Array.from({ length: 6 }, (_, n) => jobs.send('mixed', { n })));
    await expect.poll(() => attempts.get(3), { timeout: 10_000 }).toBe(2);
    expect([...attempts].filter(([n, times]) => n !== 3 && times !== 1)).toEqual([]);
    await expect
      .poll(() => database.query(`SELECT state FROM jobs.job WHERE name = 'mixed' AND state <> 'completed'`), {
        timeout: 5_000,
      })
      .toEqual([{ state: 'failed' }]);
    const kept = await database.query(`SELECT output FROM jobs.job WHERE name = 'mixed'`);
    expect(JSON.stringify(kept)).not.toContain('secret-in-a-job');
    expect(JSON.stringify(kept)).toContain('refused');
  });

  it('is one of many that do not wait for the clock', async () => {
    const { handled, definition } = collecting('many');
    const { jobs } = startReplica([definition]);
    await jobs.send('many', { n: 0 });
    await expect.poll(() => handled.length, { timeout: 10_000 }).toBe(1);
    await Promise.all(Array.from({ length: 200 }, (_, n) => jobs.send('many', { n })));
    const began = performance.now();
    await expect.poll(() => handled.length, { timeout: 15_000 }).toBe(201);
    expect(performance.now() - began).toBeLessThan(8_000);
  });

  it('that has begun ends before the process does; the next one is left to another replica', async () => {
    const ended: number[] = [];
    const definition = {
      name: 'slow',
      handle: async ({ n }: { readonly n: number }) => {
        await sleep(700);
        ended.push(n);
      },
    };
    const first = startReplica([definition]);
    await first.jobs.send('slow', { n: 1 });
    await first.jobs.send('slow', { n: 2 });
    await sleep(1_500);
    await first.stop();
    const endedByFirst = ended.length;
    expect(endedByFirst).toBeGreaterThan(0);
    await sleep(800);
    expect(ended).toHaveLength(endedByFirst);
    startReplica([definition]);
    await expect.poll(() => [...ended].sort(), { timeout: 10_000 }).toEqual([1, 2]);
  });

  it('is never queued for nobody, and never has two definitions', async () => {
    const { definition } = collecting('known');
    const { jobs } = startReplica([definition]);
    await expect(jobs.send('unknown', {})).rejects.toThrow("The job 'unknown' is not defined");
    expect(() => jobs.define(definition)).toThrow("The job 'known' is defined twice");
  });
});

describe('queues that cannot be started', () => {
  it('are started by whoever needs them next', async () => {
    const { handled, definition } = collecting('persistent');
    let isAway = true;
    const flaky = Object.create(database) as DataSource;
    flaky.createQueryRunner = (...mode) => {
      if (isAway) throw new Error('the database is away');
      return database.createQueryRunner(...mode);
    };
    const { jobs } = startReplica([definition], flaky);
    await expect(jobs.send('persistent', { n: 1 })).rejects.toThrow('the database is away');
    isAway = false;
    await jobs.send('persistent', { n: 2 });
    await expect.poll(() => handled, { timeout: 10_000 }).toEqual([2]);
  });
});
