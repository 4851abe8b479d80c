import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../database/identifiers.js';
import type { Caller } from '../http/caller.js';
import { NotFoundError } from '../http/problem.js';
import { toPage, type Page } from '../http/pages.js';
import type { AuditEntryView, AuditQuery } from './audit-entry.dto.js';
import type { AuditEntry } from './audit-entry.js';
import { AuditService } from './audit.service.js';
import { selectedEntry } from './entry-columns.js';

type EntryRow = AuditEntry & {
  readonly sequence: number | null;
  readonly previousHash: string;
  readonly hash: string;
};

const selectEntries = `SELECT ${selectedEntry}, seals.sequence::float8 AS sequence, seals.previous_hash AS "previousHash",
  seals.hash FROM audit_entries entries LEFT JOIN audit_seals seals ON seals.entry_id = entries.id`;

const textColumns = ['action', 'actor_name', 'actor_id', 'target_name', 'target_id', 'address', 'problem_code'];
const anyText = `strpos(lower(concat_ws(' ', ${textColumns.map((column) => `entries.${column}`).join(', ')})), lower(?)) > 0`;

/** The condition of each filter; `?` is its value. */
const conditions: Readonly<Partial<Record<keyof AuditQuery, string>>> = {
  from: 'entries.occurred_at >= ?',
  to: 'entries.occurred_at < ?',
  actor: 'entries.actor_id = ?',
  actorKind: 'entries.actor_kind = ?',
  action: 'entries.action = ?',
  target: `jsonb_path_query_array(entries.targets, '$.*') @> to_jsonb(?::text)`,
  outcome: 'entries.outcome = ?',
  text: anyText,
};

const exportBatch = 1_000;

/** The trail as it is read and exported. */
@Injectable()
export class AuditEntriesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Newest first; what was done until now is there. */
  async list(caller: Caller, query: AuditQuery): Promise<Page<AuditEntryView>> {
    await this.audit.flush();
    const rows = await this.read(caller, query, { cursor: query.cursor, limit: query.limit + 1, order: 'DESC' });
    return toPage(rows, query.limit, toView);
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<AuditEntryView> {
    const [row] = await this.dataSource.query<EntryRow[]>(
      `${selectEntries} WHERE entries.workspace_id = $1 AND entries.id = $2`,
      [caller.workspaceId, id],
    );
    if (row === undefined) throw new NotFoundError('entry of the audit trail', id);
    return toView(row);
  }

  /** Every entry that is meant and written by now, oldest first, a line of JSON each; read as fast as it is taken. */
  async export(caller: Caller, query: AuditQuery): Promise<Readable> {
    await this.audit.settle();
    return Readable.from(this.lines(caller, query, newId('auditEntry')), { objectMode: false });
  }

  private async *lines(caller: Caller, query: AuditQuery, end: string): AsyncGenerator<string> {
    for (let cursor: string | undefined; ;) {
      const rows: readonly EntryRow[] = await this.read(caller, query, { cursor, limit: exportBatch, order: 'ASC' });
      const meant = rows.filter(({ id }) => id < end);
      if (meant.length > 0) yield meant.map((row) => `${JSON.stringify(toView(row))}\n`).join('');
      if (meant.length < exportBatch) return;
      cursor = rows.at(-1)?.id;
    }
  }

  private read(
    { workspaceId }: Caller,
    query: AuditQuery,
    { cursor, limit, order }: { readonly cursor?: string; readonly limit: number; readonly order: 'ASC' | 'DESC' },
  ): Promise<EntryRow[]> {
    const values: unknown[] = [workspaceId];
    const bind = (condition: string, value: unknown): string => condition.replace('?', () => `$${values.push(value)}`);
    const where = ['entries.workspace_id = $1'];
    for (const [filter, condition] of Object.entries(conditions)) {
      const value = query[filter as keyof AuditQuery];
      if (value !== undefined) where.push(bind(condition, value));
    }
    if (cursor !== undefined) where.push(bind(`entries.id ${order === 'ASC' ? '>' : '<'} ?`, cursor));
    const end = bind(`ORDER BY entries.id ${order} LIMIT ?`, limit);
    return this.dataSource.query<EntryRow[]>(`${selectEntries} WHERE ${where.join(' AND ')} ${end}`, values);
  }
}

function toView(row: EntryRow): AuditEntryView {
  const { targetKind, targetId, sequence } = row;
  return {
    id: row.id,
    occurredAt: row.occurredAt.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    target: targetKind === null || targetId === null ? null : { kind: targetKind, id: targetId, name: row.targetName },
    targets: row.targets,
    outcome: row.outcome,
    problemCode: row.problemCode,
    address: row.address,
    userAgent: row.userAgent,
    requestId: row.requestId,
    details: row.details,
    seal: sequence === null ? null : { sequence, previousHash: row.previousHash, hash: row.hash },
  };
}
