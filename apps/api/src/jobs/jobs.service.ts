import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import { DataSource, type EntityManager } from 'typeorm';
import { redactText } from '../telemetry/redaction.js';
import { ShutdownService } from '../telemetry/shutdown.service.js';

/** What a queue does with a job; it may run twice, on any replica. */
export interface JobDefinition<Data extends object> {
  /** Letters and hyphens. */
  readonly name: string;
  /** Five fields of cron in UTC: the job also runs by itself, on one replica at a time. */
  readonly cron?: string;
  readonly retryLimit?: number;
  /** Seconds before the first retry; doubles with each. */
  readonly retryDelaySeconds?: number;
  handle(data: Data): Promise<void>;
}

/** When a job is to run, and in which transaction it is queued. */
export interface SendOptions {
  readonly startAfterSeconds?: number;
  /** Sends within a transaction: the job exists if and only if the transaction commits. */
  readonly manager?: EntityManager;
}

const startAgainAfterMs = 5_000;
/** What runs by the clock need not be looked for every second. */
const pollingSeconds = { clock: 5, queue: 1 } as const;
/** How many jobs of a queue a replica does at a time. */
const batchSize = 10;

/** Any number that nothing else locks by. */
const lockKey = 7_204_110_002;

/** Background work on pg-boss. Features define their jobs while the application is being built. */
@Injectable()
export class JobsService implements OnApplicationBootstrap {
  private readonly logger = new Logger('jobs');
  private readonly definitions = new Map<string, JobDefinition<object>>();
  private boss?: Promise<PgBoss>;
  private startAgain?: NodeJS.Timeout;
  /** What was being fetched by then is not begun. */
  private isStopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly shutdown: ShutdownService,
  ) {
    shutdown.onStop(() => this.stop());
  }

  /** Call it in a constructor. */
  define<Data extends object>(definition: JobDefinition<Data>): void {
    if (this.definitions.has(definition.name)) throw new Error(`The job '${definition.name}' is defined twice.`);
    this.definitions.set(definition.name, definition as unknown as JobDefinition<object>);
  }

  /** Queues a job. */
  async send(name: string, data: object, options: SendOptions = {}): Promise<void> {
    if (!this.definitions.has(name)) throw new Error(`The job '${name}' is not defined.`);
    const boss = await this.ready();
    await boss.send(name, data, {
      ...(options.startAfterSeconds !== undefined && { startAfter: options.startAfterSeconds }),
      ...(options.manager !== undefined && { db: this.executor(options.manager) }),
    });
  }

  /** Before the first request is served: a transaction that sends a job must not wait for the queues to be made. */
  async onApplicationBootstrap(): Promise<void> {
    await this.ready().catch((error: unknown) => {
      this.logger.error({ err: error }, 'the job queues could not be started; trying again');
      if (this.shutdown.isStopping) return;
      this.startAgain = setTimeout(() => void this.onApplicationBootstrap(), startAgainAfterMs).unref();
    });
  }

  /** A start that failed is tried again by whoever needs the queues next. */
  private ready(): Promise<PgBoss> {
    this.boss ??= this.oneAtATime(() => this.start()).catch((error: unknown) => {
      this.boss = undefined;
      throw error;
    });
    return this.boss;
  }

  private async stop(): Promise<void> {
    clearTimeout(this.startAgain);
    const boss = await this.boss?.catch(() => undefined);
    await boss?.stop({ graceful: true, wait: true, timeout: 10_000, close: false });
    this.isStopped = true;
  }

  /** Replicas that make the same queues at once would wait for each other for ever. */
  private async oneAtATime<Result>(make: () => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock($1)', [lockKey]);
      return await make();
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
      await runner.release();
    }
  }

  private async start(): Promise<PgBoss> {
    const { default: Boss } = await import('pg-boss');
    const boss = new Boss({ db: this.executor(this.dataSource.manager), schema: 'jobs' });
    boss.on('error', (error) => this.logger.warn({ err: error }, 'a job queue stumbled'));
    await boss.start();
    try {
      for (const definition of this.definitions.values()) await this.open(boss, definition);
    } catch (error) {
      await boss.stop({ graceful: false, close: false });
      throw error;
    }
    return boss;
  }

  private async open(boss: PgBoss, definition: JobDefinition<object>): Promise<void> {
    const { name, cron, retryLimit = 3, retryDelaySeconds = 5 } = definition;
    const pollingIntervalSeconds = cron === undefined ? pollingSeconds.queue : pollingSeconds.clock;
    await boss.createQueue(name, { name, retryLimit, retryDelay: retryDelaySeconds, retryBackoff: true });
    const worker = await boss.work(name, { pollingIntervalSeconds, batchSize }, async (jobs) => {
      if (this.isStopped) throw new Error('The server stops; another one, or the next start, takes the job.');
      await Promise.all(jobs.map((job) => this.handle(boss, definition, job)));
      // There may be more: the queue is not to wait for the clock.
      if (jobs.length === batchSize) boss.notifyWorker(worker);
    });
    if (cron !== undefined) await boss.schedule(name, cron, {}, { tz: 'UTC' });
  }

  /** One job that fails is repeated by itself; what pg-boss keeps of the error is what a log may hold. */
  private async handle(boss: PgBoss, definition: JobDefinition<object>, job: PgBoss.Job<unknown>): Promise<void> {
    try {
      await definition.handle(job.data as object);
    } catch (error) {
      this.logger.warn({ err: error, job: definition.name }, 'a job failed; it is repeated while it has retries left');
      await boss.fail(definition.name, job.id, { error: redactText(String(error)) });
    }
  }

  /** pg-boss does not await all that it does: the database stays until the last statement has ended. */
  private executor(manager: EntityManager): PgBoss.Db {
    return { executeSql: (text, values) => this.shutdown.track(this.execute(manager, text, values)) };
  }

  private async execute(
    manager: EntityManager,
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: object[] }> {
    const runner = manager.queryRunner ?? this.dataSource.createQueryRunner();
    try {
      const { records } = await runner.query(text, values, true);
      return { rows: (records as object[] | undefined) ?? [] };
    } finally {
      if (runner !== manager.queryRunner) await runner.release();
    }
  }
}
