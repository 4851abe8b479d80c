import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ScanState } from '../end-user-erasure.entity.js';

interface SearchedTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** 16 MB of a table are read at once. */
const blocksAtOnce = 2_000;
/** What keeps the id on purpose: the trail that it happened, and the erasure itself. */
const pseudonymous = ['audit\\_%', 'end\\_user\\_erasures'];

/** Looks for the id of whom was erased in every column of our schema that can hold it; sealed text and hashes cannot. */
@Injectable()
export class ErasureScansService {
  constructor(private readonly dataSource: DataSource) {}

  /** Goes on with a look from where it stands, a piece at a time; undefined: all of it is looked through. */
  async goOn(endUserId: string, state: ScanState): Promise<ScanState | undefined> {
    const tables = await this.tables();
    const at = tables.findIndex(({ table }) => table >= (state.table ?? ''));
    const searched = tables[at];
    if (searched === undefined) return undefined;
    const block = searched.table === state.table ? (state.block ?? 0) : 0;
    const { count, blocks } = await this.search(searched, block, endUserId);
    const found = added(state.found, searched.table, count);
    if (block + blocksAtOnce < blocks) return { ...state, table: searched.table, block: block + blocksAtOnce, found };
    const columns = (state.columns ?? 0) + searched.columns.length;
    // No table is named like so: it sorts behind all.
    return { table: tables[at + 1]?.table ?? '~', block: 0, columns, found };
  }

  private tables(): Promise<readonly SearchedTable[]> {
    return this.dataSource.query<SearchedTable[]>(
      `SELECT table_name COLLATE "C" AS table, array_agg(column_name::text) AS columns FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND NOT (table_name LIKE ANY ($1))
         AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY')
         AND column_name NOT LIKE '%\\_sealed' AND column_name NOT LIKE '%\\_hash'
       GROUP BY 1 ORDER BY 1`,
      [pseudonymous],
    );
  }

  private async search({ table, columns }: SearchedTable, block: number, id: string) {
    const holds = columns.map((column) => `"${column}"::text LIKE $1`).join(' OR ');
    const [row] = await this.dataSource.query<[{ count: number; blocks: number }]>(
      `SELECT (SELECT count(*)::integer FROM "${table}" WHERE ctid >= $2::tid AND ctid < $3::tid AND (${holds})) AS count,
         (pg_relation_size('"${table}"') / current_setting('block_size')::integer)::integer AS blocks`,
      [`%${id}%`, `(${block},0)`, `(${block + blocksAtOnce},0)`],
    );
    return row;
  }
}

function added(found: Readonly<Record<string, number>> = {}, table: string, count: number) {
  return count === 0 ? found : { ...found, [table]: (found[table] ?? 0) + count };
}
