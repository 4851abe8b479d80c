import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';
import { ShutdownService } from '../../telemetry/shutdown.service.js';

type Task = () => Promise<void>;

/** Runs what must not happen before a transaction is committed, whoever commits it; nothing runs after a rollback. */
@Injectable()
export class AfterCommitService implements EntitySubscriberInterface {
  private readonly logger = new Logger('transactions');
  private readonly waiting = new WeakMap<QueryRunner, Task[]>();

  constructor(
    dataSource: DataSource,
    private readonly shutdown: ShutdownService,
  ) {
    dataSource.subscribers.push(this);
  }

  /** Runs the task behind the commit of the manager's transaction; at once when there is none. */
  run({ queryRunner }: EntityManager, task: Task): void {
    if (queryRunner?.isTransactionActive !== true) return this.start(task);
    this.waiting.set(queryRunner, [...(this.waiting.get(queryRunner) ?? []), task]);
  }

  afterTransactionCommit({ queryRunner }: { readonly queryRunner: QueryRunner }): void {
    if (queryRunner.isTransactionActive) return;
    for (const task of this.takeFrom(queryRunner)) this.start(task);
  }

  afterTransactionRollback({ queryRunner }: { readonly queryRunner: QueryRunner }): void {
    if (!queryRunner.isTransactionActive) this.takeFrom(queryRunner);
  }

  private takeFrom(queryRunner: QueryRunner): readonly Task[] {
    const tasks = this.waiting.get(queryRunner) ?? [];
    this.waiting.delete(queryRunner);
    return tasks;
  }

  /** Nobody waits: the committing caller still holds a connection, and the task may need another. */
  private start(task: Task): void {
    void this.shutdown.track(task()).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'what follows a commit was not done');
    });
  }
}
