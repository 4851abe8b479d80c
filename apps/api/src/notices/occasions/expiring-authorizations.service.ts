import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../../jobs/jobs.service.js';
import { endsSoon, LostAuthorizationsService } from './lost-authorizations.service.js';

const condition = `${endsSoon} AND a.expires_at >= now()`;

/** Tells designers of shared authorizations that end soon, once each. */
@Injectable()
export class ExpiringAuthorizationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly shared: LostAuthorizationsService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'notices-expiring', cron: '17 * * * *', handle: () => this.look() });
  }

  /** Looks for what ends within three days. */
  async look(): Promise<void> {
    const rows = await this.dataSource.query<{ readonly id: string; readonly fence: number; readonly ends: Date }[]>(
      `SELECT a.id, a.fence, a.expires_at AS ends FROM authorizations a WHERE a.subject_kind = 'shared' AND ${condition}`,
    );
    for (const { id, fence, ends } of rows) {
      const when = `${ends.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
      await this.shared.tell(id, condition, {
        kind: 'authorization-expiring',
        occasion: `${id}:${fence}`,
        title: (system) => `The connection to ${system} ends soon`,
        body: (system, bots) =>
          `The shared authorization of ${bots} with ${system} ends at ${when} and cannot be refreshed by itself. Authorize again before that.`,
      });
    }
  }
}
