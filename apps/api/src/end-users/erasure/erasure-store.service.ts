import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { EndUserErasure, type ErasureStep, type ScanState } from './end-user-erasure.entity.js';
import type { ErasedAuthorizationView } from './erasure.dto.js';

/** Rows that went, by table. */
export type ErasedCounts = Readonly<Record<string, number>>;

/** Takes a batch within a transaction, and answers what went; nothing: there is no more. */
export type Batch = (manager: EntityManager) => Promise<ErasedCounts>;

/** Renewed with each batch; when a replica dies, another one goes on after that. */
const leaseSeconds = 30;

const held = `lease_until = now() + interval '${leaseSeconds} seconds'`;
const free = 'lease_owner = NULL, lease_until = NULL';

interface Change {
  readonly id: string;
  /** An SQL list of assignments whose values begin at `$3`. */
  readonly set: string;
  readonly values: readonly unknown[];
  readonly lease?: string;
}

/** Keeps how far erasures are; whoever does not hold the lease of one any more is stopped by an error. */
@Injectable()
export class ErasureStoreService {
  private readonly owner = randomUUID();

  constructor(private readonly dataSource: DataSource) {}

  /** The erasure that nobody works at and that has waited longest: one that runs, or one that is to be looked at again. */
  async claim(): Promise<EndUserErasure | undefined> {
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(
      `UPDATE end_user_erasures SET lease_owner = $1, ${held} WHERE id = (
         SELECT id FROM end_user_erasures
         WHERE (finished_at IS NULL OR second_look_at <= now()) AND (lease_until IS NULL OR lease_until < now())
         ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [this.owner],
    );
    const [row] = rows;
    return row && this.dataSource.manager.findOneByOrFail(EndUserErasure, { id: row.id });
  }

  /** Takes batches until there is no more, each counted in its own transaction; answers how many rows went. */
  async takeAll({ id }: EndUserErasure, batch: Batch): Promise<number> {
    for (let total = 0; ;) {
      const count = await this.dataSource.transaction(async (manager) => this.count(manager, id, await batch(manager)));
      if (count === 0) return total;
      total += count;
    }
  }

  /** What became of an authorization; its row is gone unless its provider is still to be asked. */
  async keepOutcome(manager: EntityManager, id: string, outcome: ErasedAuthorizationView): Promise<void> {
    const { authorizationId, connectorId, upstream } = outcome;
    const outcomes = JSON.stringify({ [authorizationId]: { connectorId, upstream } });
    await this.save(manager, { id, set: 'authorizations = authorizations || $3::jsonb', values: [outcomes] });
    if (upstream !== 'pending') await this.count(manager, id, { authorizations: 1 });
  }

  async goTo({ id }: EndUserErasure, step: ErasureStep): Promise<void> {
    const done = step === 'finished' && { set: 'step = $3, finished_at = now()', lease: free };
    await this.save(this.dataSource.manager, { id, set: 'step = $3', values: [step], ...done });
  }

  async keepIds({ id }: EndUserErasure, ids: readonly string[]): Promise<void> {
    await this.save(this.dataSource.manager, { id, set: 'ids = $3', values: [ids] });
  }

  async keepScan({ id }: EndUserErasure, scan: ScanState): Promise<void> {
    await this.save(this.dataSource.manager, { id, set: 'scan = $3', values: [JSON.stringify(scan)] });
  }

  /** The second look is done; undefined: it need not be done again, and nobody needs the ids any more. */
  async endLook({ id }: EndUserErasure, againAfterSeconds: number | undefined): Promise<void> {
    const again =
      againAfterSeconds === undefined
        ? { set: `second_look_at = NULL, ids = '{}'`, values: [] }
        : { set: `second_look_at = now() + $3::integer * interval '1 second'`, values: [againAfterSeconds] };
    await this.save(this.dataSource.manager, { id, lease: free, ...again });
  }

  /** Leaves an erasure to other replicas. */
  async letGo({ id }: EndUserErasure): Promise<void> {
    await this.dataSource.query(`UPDATE end_user_erasures SET ${free} WHERE id = $1 AND lease_owner = $2`, [
      id,
      this.owner,
    ]);
  }

  private async count(manager: EntityManager, id: string, counts: ErasedCounts): Promise<number> {
    const gone = Object.entries(counts).filter(([, count]) => count > 0);
    const set = `erased = erased || coalesce((
      SELECT jsonb_object_agg(name, coalesce((erased ->> name)::integer, 0) + more)
      FROM unnest($3::text[], $4::integer[]) given (name, more)), '{}')`;
    await this.save(manager, { id, set, values: [gone.map(([table]) => table), gone.map(([, count]) => count)] });
    return gone.reduce((total, [, count]) => total + count, 0);
  }

  private async save(manager: EntityManager, { id, ...changes }: Change): Promise<void> {
    const { set, values, lease = held } = changes;
    const [, count] = await manager.query<[unknown, number]>(
      `UPDATE end_user_erasures SET ${set}, ${lease} WHERE id = $1 AND lease_owner = $2`,
      [id, this.owner, ...values],
    );
    if (count === 0) throw new Error(`Another replica has taken the erasure '${id}' over.`);
  }
}
