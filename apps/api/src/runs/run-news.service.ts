import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ActivityService } from '../activity/activity.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import { shownStatusOf, type Run } from './run.entity.js';

interface Count {
  readonly botId: string;
  readonly connectorId: string;
  /** Milliseconds, at the full hour. */
  readonly hour: number;
  succeeded: number;
  failed: number;
}

type Ended = Pick<Run, 'status' | 'errorCode'>;

const flushEveryMs = 5_000;
const hourMs = 3_600_000;

/** Tells whoever looks on of runs, and counts them by the hour; written in batches, behind the answers. */
@Injectable()
export class RunNewsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('runs');
  private counts = new Map<string, Count>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly dataSource: DataSource,
    private readonly activity: ActivityService,
    jobs: JobsService,
  ) {
    this.timer = setInterval(() => void this.flush(), flushEveryMs).unref();
    jobs.define({ name: 'run-counts-clean-up', cron: '37 3 * * *', handle: () => this.cleanUp() });
  }

  began(run: Run): void {
    this.show(run, { status: 'running', errorCode: null });
  }

  ended(run: Run, ending: Ended): void {
    this.show(run, ending);
    if (shownStatusOf(ending) !== 'authorization-required') this.count(run, ending.status);
  }

  /** Writes what was counted; what cannot be written is counted later. */
  async flush(): Promise<void> {
    const counts = [...this.counts.values()];
    if (counts.length === 0) return;
    this.counts = new Map();
    try {
      await this.write(counts);
    } catch (error) {
      this.logger.warn({ err: error }, 'runs are counted later');
      for (const count of counts) this.putBack(count);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private count({ botId, connectorId }: Run, status: Run['status']): void {
    const hour = Math.floor(Date.now() / hourMs) * hourMs;
    const key = `${botId}/${connectorId}/${hour}`;
    const count = this.counts.get(key) ?? { botId, connectorId, hour, succeeded: 0, failed: 0 };
    count[status === 'succeeded' ? 'succeeded' : 'failed'] += 1;
    this.counts.set(key, count);
  }

  private show(run: Run, ended: Ended): void {
    this.activity.tell(run.botId, () => {
      const { id, connectorId, operation, source, conversationId } = run;
      const { errorCode } = ended;
      const status = shownStatusOf(ended);
      const words = { kind: 'run', id, connectorId, operation, source, status, errorCode, conversationId } as const;
      return { ...words, at: new Date().toISOString() };
    });
  }

  /** Counts of bots that are gone meanwhile are dropped. */
  private async write(counts: readonly Count[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO run_counts (bot_id, connector_id, hour, succeeded, failed)
       SELECT counted.* FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::integer[], $5::integer[])
         AS counted (bot_id, connector_id, hour, succeeded, failed)
       JOIN bots ON bots.id = counted.bot_id
       ORDER BY counted.bot_id, counted.connector_id, counted.hour
       ON CONFLICT (bot_id, connector_id, hour) DO UPDATE
         SET succeeded = run_counts.succeeded + excluded.succeeded, failed = run_counts.failed + excluded.failed`,
      [
        counts.map(({ botId }) => botId),
        counts.map(({ connectorId }) => connectorId),
        counts.map(({ hour }) => new Date(hour)),
        counts.map(({ succeeded }) => succeeded),
        counts.map(({ failed }) => failed),
      ],
    );
  }

  private putBack(count: Count): void {
    const key = `${count.botId}/${count.connectorId}/${count.hour}`;
    const since = this.counts.get(key) ?? { ...count, succeeded: 0, failed: 0 };
    since.succeeded += count.succeeded;
    since.failed += count.failed;
    this.counts.set(key, since);
  }

  private async cleanUp(): Promise<void> {
    await this.dataSource.query(`DELETE FROM run_counts WHERE hour < now() - interval '30 days'`);
  }
}
