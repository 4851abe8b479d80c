import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import { DataSource, type EntityManager } from 'typeorm';

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

/** When a job is to run, and how often at most. */
export interface SendOptions {
  readonly startAfterSeconds?: number;
  /** Only one such job waits at a time. */
  readonly singletonKey?: string;
  /** Sends within a transaction: the job exists if and only if the transaction commits. */
  readonly manager?: EntityManager;
}

/** Background work on pg-boss. Features define their jobs while the application is being built. */
@Injectable()
export class JobsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('jobs');
  private readonly definitions: JobDefinition<object>[] = [];
  private boss?: Promise<PgBoss>;

  constructor(private readonly dataSource: DataSource) {}

  /** Call it in a constructor. */
  define<Data extends object>(definition: JobDefinition<Data>): void {
    this.definitions.push(definition as unknown as JobDefinition<object>);
  }

  /** Queues a job. */
  async send(name: string, data: object, options: SendOptions = {}): Promise<void> {
    const boss = await this.ready();
    await boss.send(name, data, {
      ...(options.startAfterSeconds !== undefined && { startAfter: options.startAfterSeconds }),
      ...(options.singletonKey !== undefined && { singletonKey: options.singletonKey }),
      ...(options.manager !== undefined && { db: this.executor(options.manager) }),
    });
  }

  /** Starts behind the first requests: nobody waits for the queues. */
  onApplicationBootstrap(): void {
    this.ready().catch((error: unknown) => this.logger.error({ err: error }, 'the job queues could not be started'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    const boss = await this.boss?.catch(() => undefined);
    await boss?.stop({ graceful: true, wait: true, timeout: 10_000, close: false });
  }

  private ready(): Promise<PgBoss> {
    this.boss ??= this.start();
    return this.boss;
  }

  private async start(): Promise<PgBoss> {
    const { default: Boss } = await import('pg-boss');
    const boss = new Boss({ db: this.executor(this.dataSource.manager), schema: 'jobs' });
    boss.on('error', (error) => this.logger.warn({ err: error }, 'a job queue stumbled'));
    await boss.start();
    for (const definition of this.definitions) await this.open(boss, definition);
    return boss;
  }

  private async open(boss: PgBoss, definition: JobDefinition<object>): Promise<void> {
    const { name, cron, retryLimit = 3, retryDelaySeconds = 5 } = definition;
    await boss.createQueue(name, { name, retryLimit, retryDelay: retryDelaySeconds, retryBackoff: true });
    await boss.work(name, { pollingIntervalSeconds: 1 }, async (jobs) => {
      for (const job of jobs) await definition.handle(job.data as object);
    });
    if (cron !== undefined) await boss.schedule(name, cron, {}, { tz: 'UTC' });
  }

  private executor(manager: EntityManager): PgBoss.Db {
    return {
      executeSql: async (text, values) => {
        const runner = manager.queryRunner ?? this.dataSource.createQueryRunner();
        try {
          const { records } = await runner.query(text, values, true);
          return { rows: (records as object[] | undefined) ?? [] };
        } finally {
          if (runner !== manager.queryRunner) await runner.release();
        }
      },
    };
  }
}
