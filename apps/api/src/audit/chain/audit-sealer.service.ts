import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { JobsService } from '../../jobs/jobs.service.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import type { AuditEntry } from '../audit-entry.js';
import { selectedEntry } from '../entry-columns.js';
import { AuditChainService } from './audit-chain.service.js';
import { hashOf, proofOf, type ChainPlace } from './proofs.js';

interface SealedBatch {
  readonly found: number;
  readonly head: ChainPlace | undefined;
}

const batchSize = 500;
const soonMs = 250;

const selectUnsealed = `SELECT ${selectedEntry}, seals.entry_id IS NOT NULL AS "isSealed" FROM audit_unsealed
  JOIN audit_entries entries ON entries.id = audit_unsealed.entry_id
  LEFT JOIN audit_seals seals ON seals.entry_id = entries.id ORDER BY entries.id LIMIT $1`;

const insertSeals = `INSERT INTO audit_seals (sequence, entry_id, previous_hash, hash)
  SELECT sequence, "entryId", "previousHash", hash FROM jsonb_to_recordset($1::jsonb)
  AS given (sequence bigint, "entryId" text, "previousHash" text, hash text)`;

/** Chains what has been written, in order, whichever replica wrote it; the row of the chain lets one replica do so at a time. */
@Injectable()
export class AuditSealerService implements OnApplicationBootstrap {
  private readonly logger = new Logger('audit');
  private timer?: NodeJS.Timeout;
  private sealing: Promise<void> = Promise.resolve();
  /** The furthest end of the chain that this process knows of. */
  private seen?: ChainPlace;

  constructor(
    private readonly dataSource: DataSource,
    private readonly chain: AuditChainService,
    private readonly shutdown: ShutdownService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'audit-seal', cron: '* * * * *', handle: () => this.seal() });
    jobs.define({ name: 'audit-head', cron: '0 * * * *', handle: () => this.logHead() });
  }

  get lastSeen(): ChainPlace | undefined {
    return this.seen;
  }

  /** What a process that died has left. */
  onApplicationBootstrap(): void {
    this.sealSoon();
  }

  /** Seals within a moment what has just been written. */
  sealSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.shutdown.track(this.seal()).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'entries of the audit trail could not be sealed; tried again within a minute');
      });
    }, soonMs).unref();
  }

  /** Seals everything that is written. */
  seal(): Promise<void> {
    const next = this.sealing.then(() => this.sealAll());
    this.sealing = next.catch(() => undefined);
    return next;
  }

  /** Notes in the log where the chain ends: what the database loses after that can be shown. */
  async logHead(): Promise<void> {
    const row = await this.chain.read(this.dataSource.manager);
    if (row !== undefined && row.head.sequence > 0) this.logger.log(row.head, 'the audit trail ends here');
  }

  private async sealAll(): Promise<void> {
    for (let isMore = true; isMore;) {
      const batch = await this.dataSource.transaction((manager) => this.sealBatch(manager));
      if (batch?.head !== undefined) this.seen = batch.head;
      isMore = batch?.found === batchSize;
    }
  }

  private async sealBatch(manager: EntityManager): Promise<SealedBatch | undefined> {
    const [waiting] = await manager.query<object[]>('SELECT 1 FROM audit_unsealed LIMIT 1');
    if (waiting === undefined) return undefined;
    const key = await this.chain.key();
    const row = await this.chain.read(manager, { isLocked: true });
    if (row === undefined) return undefined;
    const found = await manager.query<(AuditEntry & { readonly isSealed: boolean })[]>(selectUnsealed, [batchSize]);
    const good = found.filter((entry) => !entry.isSealed && proofOf(key, entry) === entry.proof);
    let head = row.head;
    const seals = good.map(({ id: entryId, proof }) => {
      const parts = { sequence: head.sequence + 1, entryId, proof, previousHash: head.hash };
      head = { sequence: parts.sequence, hash: hashOf(key, parts) };
      return { sequence: parts.sequence, entryId, previousHash: parts.previousHash, hash: head.hash };
    });
    await manager.query(insertSeals, [JSON.stringify(seals)]);
    await manager.query('DELETE FROM audit_unsealed WHERE entry_id = ANY($1)', [found.map(({ id }) => id)]);
    if (seals.length > 0) await this.chain.move(manager, 'head', head);
    this.complain(found.length - good.length);
    return { found: found.length, head: seals.length > 0 ? head : undefined };
  }

  private complain(strange: number): void {
    if (strange > 0) {
      this.logger.error(
        { entries: strange },
        'entries of the audit trail were not written by this server, or were changed; they are not sealed',
      );
    }
  }
}
