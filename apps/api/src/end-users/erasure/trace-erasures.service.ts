import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { IdempotencyService } from '../../idempotency/idempotency.service.js';
import { JobsService } from '../../jobs/jobs.service.js';
import type { ErasedRowsView, ErasureScanView } from './erasure.dto.js';
import { idsOfEndUser, mentions, possessions } from './traces.js';

/** Whom an end user was, as far as answers may repeat it. */
export interface ErasedPerson {
  readonly id: string;
  readonly externalId: string;
  readonly displayName: string | null;
}

const jobName = 'end-users-erasure';
/** By then what was under way when somebody was erased has been written. */
const lateAfterSeconds = 60;
/** What keeps the id on purpose: the trail that it happened, and the job that looks once more. */
const pseudonymous = ['audit_%'];

/** Erases what end users leave behind in other tables, and looks for what may be left. */
@Injectable()
export class TraceErasuresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly idempotency: IdempotencyService,
    private readonly jobs: JobsService,
  ) {
    jobs.define({
      name: jobName,
      handle: async ({ endUserId, ids }: { readonly endUserId: string; readonly ids: readonly string[] }) => {
        const { manager } = this.dataSource;
        await manager.query('DELETE FROM runs WHERE end_user_id = $1', [endUserId]);
        await this.eraseMentions(manager, ids);
      },
    });
  }

  /** Every id that rows may mention an end user by, read before anything is erased. */
  async idsOf(manager: EntityManager, endUserId: string): Promise<readonly string[]> {
    const rows = await manager.query<{ id: string }[]>(idsOfEndUser, [endUserId]);
    return rows.map(({ id }) => id);
  }

  /** Within the transaction: what belongs to an end user, what mentions one of the ids, and a second look some time later. */
  async erase(manager: EntityManager, endUserId: string, ids: readonly string[]): Promise<readonly ErasedRowsView[]> {
    const erased: ErasedRowsView[] = [];
    for (const { table, condition } of possessions) {
      const [, count] = await manager.query<[unknown, number]>(`DELETE FROM ${table} WHERE ${condition}`, [endUserId]);
      erased.push({ table, count });
    }
    erased.push(...(await this.eraseMentions(manager, ids)));
    await this.jobs.send(jobName, { endUserId, ids }, { manager, startAfterSeconds: lateAfterSeconds });
    return erased;
  }

  /** What mentions one of the ids. */
  async eraseMentions(manager: EntityManager, ids: readonly string[]): Promise<readonly ErasedRowsView[]> {
    const patterns = ids.map((id) => `%${id}%`);
    const erased: ErasedRowsView[] = [];
    for (const { table, columns } of mentions) {
      const statement = `DELETE FROM ${table} WHERE ${anyHolds(columns)}`;
      const [, count] = await manager.query<[unknown, number]>(statement, [patterns]);
      erased.push({ table, count });
    }
    return erased;
  }

  /** Stored answers to an `Idempotency-Key` that repeat the ids, the host's id or the name; the keys stay, so that nothing happens twice. */
  async eraseAnswers({ externalId, displayName }: ErasedPerson, ids: readonly string[]): Promise<ErasedRowsView> {
    const words = [externalId, ...(displayName === null ? [] : [displayName])].map((text) => JSON.stringify(text));
    const count = await this.idempotency.forgetAnswers((text) =>
      [...ids, ...words].some((word) => text.includes(word)),
    );
    return { table: 'idempotency_keys', count };
  }

  /** Looks for an id in every column of our schema that can hold it; sealed text and hashes cannot. */
  async scan(id: string): Promise<ErasureScanView> {
    const columns = await this.dataSource.query<{ table: string; columns: readonly string[] }[]>(
      `SELECT table_name AS table, array_agg(column_name::text) AS columns FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND NOT (table_name LIKE ANY ($1))
         AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY')
         AND column_name NOT LIKE '%\\_sealed' AND column_name NOT LIKE '%\\_hash'
       GROUP BY 1 ORDER BY 1`,
      [pseudonymous],
    );
    const found: ErasedRowsView[] = [];
    for (const { table, columns: names } of columns) {
      const [row] = await this.dataSource.query<{ count: number }[]>(
        `SELECT count(*)::integer AS count FROM ${table} WHERE ${anyHolds(names)}`,
        [[`%${id}%`]],
      );
      if (row !== undefined && row.count > 0) found.push({ table, count: row.count });
    }
    return { columns: columns.reduce((total, { columns: names }) => total + names.length, 0), found };
  }
}

function anyHolds(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"::text LIKE ANY ($1)`).join(' OR ');
}
