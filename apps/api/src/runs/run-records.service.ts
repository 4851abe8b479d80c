import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { And, DataSource, In, LessThan, MoreThanOrEqual, type FindOptionsWhere } from 'typeorm';
import { EncryptionService } from '../encryption/encryption.service.js';
import { ProblemError } from '../http/problem.js';
import { JobsService } from '../jobs/jobs.service.js';
import { RunNewsService } from './run-news.service.js';
import { Run, whereShownAs, type ShownRunStatus } from './run.entity.js';

const flushEveryMs = 200;
const flushAt = 500;
const keptForMs = 30 * 24 * 3_600_000;

/** How a run ended. */
export interface RunEnding extends Pick<Run, 'status' | 'errorCode' | 'errorMessage' | 'trace' | 'authorizationId'> {
  readonly output?: unknown;
}

/**
 * Writes what was run. Reads are recorded in batches behind the answer; writes before they are sent,
 * so that a process that dies leaves a trace of what it may have done.
 */
@Injectable()
export class RunRecordsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('runs');
  private pending: Run[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
    private readonly news: RunNewsService,
    jobs: JobsService,
  ) {
    this.timer = setInterval(() => void this.flush(), flushEveryMs).unref();
    jobs.define({ name: 'runs-clean-up', cron: '23 3 * * *', handle: () => this.cleanUp() });
  }

  /** Shows whoever looks on that a run begins. */
  announce(run: Run): void {
    this.news.began(run);
  }

  /** Records a finished run some time soon. */
  append(run: Run): void {
    this.news.ended(run, run);
    this.pending.push(run);
    if (this.pending.length >= flushAt) void this.flush();
  }

  /** Records a run before its request is sent; answers the run that already has its idempotency key, or undefined. */
  async begin(run: Run, input: unknown): Promise<Run | undefined> {
    const inputSealed = await this.encryption.seal(JSON.stringify(input), inputPlace(run.id));
    const inserted = await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(Run)
      .values({ ...run, inputSealed } as object)
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length > 0) return undefined;
    const { botId, callerId, idempotencyKey } = run;
    return this.dataSource.manager.findOneByOrFail(Run, { botId, callerId, idempotencyKey: idempotencyKey ?? '' });
  }

  /** Takes a run over that failed before anything was sent, or whose process died; false when somebody else was faster. */
  async takeOver(before: Run, owner: number): Promise<boolean> {
    const { affected } = await this.dataSource.manager.update(
      Run,
      { id: before.id, status: before.status, ...(before.owner !== null && { owner: before.owner }) },
      {
        status: 'running',
        owner: String(owner),
        startedAt: new Date(),
        finishedAt: null,
        errorCode: null,
        errorMessage: null,
      },
    );
    return affected === 1;
  }

  /** Settles a run that was begun, unless another process has taken it over. */
  async finish(run: Run, ending: RunEnding): Promise<void> {
    const { output, ...columns } = ending;
    const keepsOutput = run.idempotencyKey !== null && ending.status === 'succeeded';
    const outputSealed = keepsOutput
      ? await this.encryption.seal(JSON.stringify(output ?? null), outputPlace(run.id))
      : null;
    await this.dataSource.manager.update(Run, { id: run.id, status: 'running', owner: run.owner ?? '0' }, {
      ...columns,
      outputSealed,
      finishedAt: new Date(),
    } as object);
    this.news.ended(run, ending);
  }

  /** The output of a run that succeeded. */
  async outputOf(run: Run): Promise<unknown> {
    if (run.outputSealed === null)
      throw new ProblemError('idempotency-outcome-unknown', 'The answer of that run was not kept.');
    return JSON.parse(await this.encryption.open(run.outputSealed, outputPlace(run.id))) as unknown;
  }

  /** The input of a run. */
  async inputOf(run: Run): Promise<unknown> {
    return run.inputSealed === null ? {} : JSON.parse(await this.encryption.open(run.inputSealed, inputPlace(run.id)));
  }

  /** Runs of this bot, newest first. */
  async list({ botId, cursor, limit, status, startedFrom, startedBefore, endUserIds, ...equal }: RunFilter) {
    const where: FindOptionsWhere<Run> = {
      botId,
      ...given(equal),
      ...(status !== undefined && whereShownAs(status)),
      ...(cursor !== undefined && { id: LessThan(cursor) }),
      ...(endUserIds !== undefined && { endUserId: In([...endUserIds]) }),
      ...between(startedFrom, startedBefore),
    };
    return this.dataSource.manager.find(Run, { where, order: { id: 'DESC' }, take: limit + 1 });
  }

  /** One run of a bot. */
  async find(botId: string, runId: string): Promise<Run | undefined> {
    return (await this.dataSource.manager.findOneBy(Run, { id: runId, botId })) ?? undefined;
  }

  /** Runs that were begun some time ago and are not settled. */
  async unsettled(before: Date): Promise<readonly Run[]> {
    return this.dataSource.manager.find(Run, { where: { status: 'running', startedAt: LessThan(before) }, take: 100 });
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** Inserts a JSON list of runs: one parameter costs a tenth of one for each value. */
  private get insertion(): string {
    const { columns } = this.dataSource.getMetadata(Run);
    const names = columns.map(({ databaseName }) => databaseName).join(', ');
    const values = columns.map(({ propertyName }) => `"${propertyName}"`).join(', ');
    const shape = columns.map(({ propertyName, type }) => `"${propertyName}" ${String(type)}`).join(', ');
    return `INSERT INTO runs (${names}) SELECT ${values} FROM json_to_recordset($1) AS run (${shape}) ON CONFLICT DO NOTHING`;
  }

  private async flush(): Promise<void> {
    if (this.pending.length === 0) return;
    const batch = this.pending;
    this.pending = [];
    try {
      await this.dataSource.query(this.insertion, [JSON.stringify(batch)]);
    } catch (error) {
      this.logger.warn({ err: error, lost: batch.length }, 'records of runs could not be written');
    }
  }

  private async cleanUp(): Promise<void> {
    await this.dataSource.manager.delete(Run, { startedAt: LessThan(new Date(Date.now() - keptForMs)) });
  }
}

/** Which runs to list. */
export interface RunFilter extends Partial<Pick<Run, 'connectorId' | 'operation' | 'source' | 'conversationId'>> {
  readonly botId: string;
  readonly status?: ShownRunStatus;
  readonly cursor?: string;
  readonly limit: number;
  /** Our own ids. */
  readonly endUserIds?: readonly string[];
  readonly startedFrom?: Date;
  readonly startedBefore?: Date;
}

/** What is not asked for is no condition. */
function given(equal: Partial<Run>): FindOptionsWhere<Run> {
  return Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined)) as FindOptionsWhere<Run>;
}

function between(from: Date | undefined, before: Date | undefined): FindOptionsWhere<Run> {
  const conditions = [...(from ? [MoreThanOrEqual(from)] : []), ...(before ? [LessThan(before)] : [])];
  return conditions.length === 0 ? {} : { startedAt: And(...conditions) };
}

function inputPlace(id: string) {
  return { table: 'runs', column: 'input_sealed', id } as const;
}

function outputPlace(id: string) {
  return { table: 'runs', column: 'output_sealed', id } as const;
}
