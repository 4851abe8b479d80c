import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { JobsService } from '../../jobs/jobs.service.js';
import { AuditChainService } from './audit-chain.service.js';

const batchSize = 5_000;

/** The last seal of a batch at the beginning of the chain that is older than the retention, as the database counts. */
const selectPrefix = `SELECT sequence::float8 AS sequence, hash FROM audit_seals
  WHERE sequence <= LEAST(
    (SELECT min(sequence) FROM audit_seals) + ${batchSize - 1},
    (SELECT seals.sequence - 1 FROM audit_seals seals JOIN audit_entries entries ON entries.id = seals.entry_id
     WHERE entries.occurred_at >= now() - make_interval(days => $1) ORDER BY seals.sequence LIMIT 1))
  ORDER BY sequence DESC LIMIT 1`;

/** Deletes the beginning of the trail once it is older than it is to be kept, and notes where the trail goes on from. */
@Injectable()
export class AuditRetentionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chain: AuditChainService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'audit-retention', cron: '17 3 * * *', handle: async () => void (await this.prune()) });
  }

  /** Answers how many entries are gone. */
  async prune(): Promise<number> {
    let pruned = 0;
    for (;;) {
      const batch = await this.dataSource.transaction((manager) => this.pruneBatch(manager));
      if (batch === 0) return pruned;
      pruned += batch;
    }
  }

  private async pruneBatch(manager: EntityManager): Promise<number> {
    const row = await this.chain.read(manager, { isLocked: true });
    const [setting] = await manager.query<{ days: number | null }[]>(
      'SELECT max(audit_retention_days) AS days FROM workspaces',
    );
    if (row === undefined || setting?.days == null) return 0;
    const [last] = await manager.query<{ sequence: number; hash: string }[]>(selectPrefix, [setting.days]);
    if (last === undefined) return 0;
    await this.chain.move(manager, 'checkpoint', last);
    const [answer] = await manager.query<{ last: number | null }[]>(
      'SELECT prune_audit_trail($1, $2)::float8 AS last',
      [last.sequence, setting.days],
    );
    if (answer?.last !== last.sequence)
      throw new Error('The database keeps more of the audit trail than it was asked to.');
    return last.sequence - row.checkpoint.sequence;
  }
}
