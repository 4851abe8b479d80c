import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { JobsService } from '../../jobs/jobs.service.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import type { EndUserErasure } from './end-user-erasure.entity.js';
import { ErasureStepsService } from './erasure-steps.service.js';
import { ErasureStoreService } from './erasure-store.service.js';

const jobName = 'end-user-erasures';
/** How many erasures a replica works at. */
const atOnce = 3;

/** Works at erasures in the background: at once where they were asked for, and by a job should that process die. */
@Injectable()
export class ErasureWorkService {
  private readonly logger = new Logger('end-users');
  private workers = 0;

  constructor(
    private readonly store: ErasureStoreService,
    private readonly steps: ErasureStepsService,
    private readonly jobs: JobsService,
    private readonly shutdown: ShutdownService,
  ) {
    jobs.define({ name: jobName, cron: '* * * * *', handle: () => Promise.resolve(this.begin()) });
  }

  /** Within the transaction of a request: whatever happens to this process, somebody begins. */
  async queue(manager: EntityManager): Promise<void> {
    await this.jobs.send(jobName, {}, { manager });
  }

  /** Works at what waits, without anybody waiting for it. */
  begin(): void {
    if (this.workers >= atOnce || this.shutdown.isStopping) return;
    this.workers += 1;
    const work = this.work().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'an erasure stumbled; it goes on within a minute or two');
    });
    void this.shutdown.track(work.finally(() => (this.workers -= 1)));
  }

  private async work(): Promise<void> {
    for (;;) {
      const erasure = this.shutdown.isStopping ? undefined : await this.store.claim();
      if (erasure === undefined) return;
      await this.carryOut(erasure);
    }
  }

  private async carryOut(erasure: EndUserErasure): Promise<void> {
    for (;;) {
      const next = await this.steps.take(erasure);
      if (next === undefined) return;
      erasure.step = next;
      if (this.shutdown.isStopping) return this.store.letGo(erasure);
    }
  }
}
