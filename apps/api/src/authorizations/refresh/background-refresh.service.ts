import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../../jobs/jobs.service.js';
import { RefreshService, type RefreshOrder } from './refresh.service.js';

const batchSize = 100;
const concurrency = 10;
const jobBudgetMs = 50_000;
/** When a claimed one is looked at again, should its replica die. */
const claimedForSeconds = 120;

/** Refreshes before anybody waits: what is in use as its margin begins, and what is idle before its refresh token lapses. */
@Injectable()
export class BackgroundRefreshService {
  private readonly logger = new Logger('authorizations');

  constructor(
    private readonly dataSource: DataSource,
    private readonly refresh: RefreshService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'authorizations-refresh', cron: '* * * * *', handle: () => this.refreshDue() });
  }

  /** Refreshes all that is due; several replicas may do it at once. */
  async refreshDue(): Promise<void> {
    const untilMs = Date.now() + jobBudgetMs;
    let claimed = batchSize;
    while (claimed === batchSize && Date.now() < untilMs) {
      const batch = await this.claim();
      claimed = batch.length;
      await this.refreshAll(batch.filter(({ isWanted }) => isWanted));
    }
  }

  /**
   * Takes a batch of what is due out of everybody's sight for a while. What nobody has used since its last refresh is not refreshed
   * again until its refresh token would lapse.
   */
  private async claim(): Promise<readonly (RefreshOrder & { readonly isWanted: boolean })[]> {
    const [rows] = await this.dataSource.query<[(RefreshOrder & { readonly isWanted: boolean })[], number]>(
      `UPDATE authorizations SET next_refresh_at =
         CASE WHEN due.is_wanted THEN now() + $2::integer * interval '1 second' ELSE authorizations.idle_refresh_at END
       FROM (
         SELECT id, coalesce(last_used_at > coalesce(last_refreshed_at, activated_at), false)
             OR next_refresh_at >= idle_refresh_at IS TRUE AS is_wanted
         FROM authorizations WHERE state = 'active' AND next_refresh_at <= now()
         ORDER BY next_refresh_at LIMIT $1 FOR UPDATE SKIP LOCKED
       ) AS due
       WHERE authorizations.id = due.id
       RETURNING authorizations.id, authorizations.fence, due.is_wanted AS "isWanted"`,
      [batchSize, claimedForSeconds],
    );
    return rows;
  }

  private async refreshAll(orders: readonly RefreshOrder[]): Promise<void> {
    const waiting = orders.values();
    const work = async (): Promise<void> => {
      for (const order of waiting) await this.tryToRefresh(order);
    };
    await Promise.all(Array.from({ length: concurrency }, work));
  }

  private async tryToRefresh(order: RefreshOrder): Promise<void> {
    await this.refresh.refresh(order).catch((error: unknown) => {
      this.logger.warn({ err: error, authorizationId: order.id }, 'a refresh in the background is tried again');
    });
  }
}
